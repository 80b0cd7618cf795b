"""Initials by their form: what a person or a desk signs copy with."""

import re

from newsclean.core.pattern import pattern

LONGEST = 3  # letters of one set
# `(hk)`, `(hk/uv)`, `(EW/hkl)`, `(ew, hk, lm)`
BRACKETED = re.compile(
    r"\((?P<initials>(?:(?P<house>[^\W\d_]{2,8})[/,]\s?)?"
    r"[^\W\d_A-Z]{2,4}(?:(?:[/-]|,\s?)[^\W\d_A-Z]{2,4}){0,3})\)"
)
# `J. R.`, `P.S.L.`, `Г.Т`, `س.م / ع.ك`, `A.D. / Example Wire`
DOTTED = re.compile(
    r"/?(?P<initials>[^\W\d_]\.\s?[^\W\d_](?:\.\s?[^\W\d_]){0,2}\.?"
    r"(?:\s?/\s?[^\W\d_]\.\s?[^\W\d_]\.?)?)(?:\s?/\s?(?P<agency>[^\W\d_][^/]{1,30})?)?"
)
BARE = pattern(r"[^\W\d_A-Z]{2,3}|[^\W\d_a-z]{2,3}")  # `… said. hjk`
CAPITALS = pattern(r"[^\W\d_a-z]{2,4}")
BETWEEN = pattern(r"[/\s.,*;-]+")
