"""
Writes what CLDR knows of dates into the language files: months, weekdays, am and pm, forms of `ago`.

Run `python tests/tools/cldr_dates.py newsclean/knowledge/languages/*.toml` after an update of
babel, which carries CLDR. Every other key of the files is written by hand and stays as it is.

babel resolves the aliases of CLDR in data that all locales share: names of the language that was read
before came out as another's (Hebrew months in 49 files, Urdu weekdays in 23, Chinese months in 4). So each
language is read afresh, and a name in another script than its own months is left out.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tomlkit
from babel import Locale, localedata
from tomlkit.items import Array

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
SCRIPTS = {"sr": ("sr", "sr_Latn"), "zh": ("zh", "zh_Hant"), "uz": ("uz", "uz_Cyrl"), "az": ("az", "az_Cyrl")}
# Relative forms of one character stand for too much: `{0} d` is also a day of a date.
SHORTEST = 5


def main(files: Iterable[str]) -> None:
    for file in files:
        refresh(Path(file))


def refresh(file: Path) -> None:
    """Replace the keys of one language file that come from CLDR."""
    document = tomlkit.parse(file.read_text(encoding="utf-8"))
    localedata._cache.clear()
    locales = [Locale.parse(name) for name in SCRIPTS.get(file.stem, (file.stem,))]
    dates: Any = document.setdefault("dates", tomlkit.table())
    dates["months"] = rows(named(locales, "months", number) for number in range(1, 13))
    dates["weekdays"] = rows(named(locales, "days", number) for number in range(7))
    for half in ("am", "pm"):
        dates[half] = array(halves(locales, half))
    dates["ago"] = ago(locales)
    file.write_text(tomlkit.dumps(document), encoding="utf-8")


def named(locales: list[Locale], kind: str, number: int) -> Iterator[str]:
    for locale in locales:
        own = scripts(locale.months["format"]["wide"].values())
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                name = getattr(locale, kind)[context][width][number]
                if scripts([name]) <= own:
                    yield name


def scripts(names: Iterable[str]) -> set[str]:
    """The scripts of the letters, by the first words of their names: LATIN, HEBREW, CJK."""
    letters = {letter for name in names for letter in name if letter.isalpha()}
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}


def halves(locales: list[Locale], half: str) -> Iterator[str]:
    for locale in locales:
        for width in ("abbreviated", "wide", "narrow"):
            name = locale.day_periods["format"][width].get(half, "")
            if len(name) > 1:
                yield name


def ago(locales: list[Locale]) -> Any:
    table = tomlkit.inline_table()
    for unit in UNITS:
        forms = array(_ago_forms(locales, unit))
        if forms:
            table[unit] = forms
    return table


def _ago_forms(locales: list[Locale], unit: str) -> Iterator[str]:
    for locale in locales:
        for width in (unit, f"{unit}-short"):
            for form in locale._data["date_fields"].get(width, {}).get("past", {}).values():
                if "{0}" in form and not re.match(r"[-−‎]", form) and len(form) > SHORTEST:
                    yield form


def rows(names: Iterable[Iterable[str]]) -> Array:
    found = tomlkit.array().multiline(True)
    for row in names:
        found.append(array(row))
    return found


def array(names: Iterable[str]) -> Array:
    """The distinct names in small letters, without a dot at the end."""
    found = tomlkit.array()
    for name in dict.fromkeys(name.strip().lower().removesuffix(".") for name in names):
        if name and not name.isdigit():
            found.append(name)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
