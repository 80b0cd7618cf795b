"""The command `newsclean`."""

from newsclean.cli.command import main

__all__ = ["main"]
