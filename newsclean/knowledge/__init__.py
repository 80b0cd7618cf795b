"""What newsclean knows about the world, as data: weights, agencies, languages, sites."""
