"""Small named heuristics, a module a field: each proposes readings, none knows of another."""
