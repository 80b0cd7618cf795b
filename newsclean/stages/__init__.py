"""The seven stages from bytes to Article, a module each, each a pure function of its arguments."""
