"""What was trained: the models, their figures by name, their files."""
