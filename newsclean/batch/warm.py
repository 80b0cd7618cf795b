"""
Loads what a process loads at its first parse: patterns, forests, words of languages.

The fork server imports this module once for all of its workers, and a worker that was started in
another way imports it before it says that it is ready. So the first dump that a worker gets is
not charged a second of its deadline for what no dump can help.
"""

import gc
from contextlib import suppress

import newsclean
from newsclean.errors import NewscleanError

_TEXT = newsclean.__doc__ or ""  # some prose; what comes out does not matter

for _raw in (_TEXT, f"<html><body><p>{_TEXT}</p></body></html>"):
    with suppress(NewscleanError):
        newsclean.parse(_raw)

gc.collect()
gc.freeze()  # all of it stays: no collection looks through it again, and forks go on sharing it
