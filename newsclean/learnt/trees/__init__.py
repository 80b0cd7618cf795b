"""Trained forests, each a generated module: see CONTRIBUTING.md for how."""
