"""Reads the knowledge files of the package: once each, through importlib.resources, nothing else."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from zlib import crc32

from newsclean.errors import KnowledgeError
from newsclean.knowledge.added import current, merged
from newsclean.knowledge.cues import (
    Cues,
    cues_of,
    opens_unspaced,
    read_cues,
    tells_alone,
    together,
    written_cues,
)
from newsclean.knowledge.schema import (
    Agencies,
    Agency,
    Bylines,
    Calendars,
    Election,
    Favored,
    Language,
    Odds,
    RecordKeys,
    Thresholds,
    Weights,
    Zones,
)
from newsclean.knowledge.validate import Misformed, formed
from newsclean.knowledge.words import Words, single, words_of
from newsclean.text.language import Signs, indexed
from newsclean.text.whitespace import key

if TYPE_CHECKING:
    from newsclean.knowledge.markup import Markup

Checked = TypeVar("Checked")
_KNOWN = (".toml", ".json")
_PARSED = "tables.json"  # holds nothing of its own
ALL_FILES = "made_of"  # its row of the hash of all files
PLACES = "places"  # its first row: where the others stand
# What a dump says that is an error page, a page before its scripts have run, an article's teaser.
NOTICES = ("error-page", "empty-shell", "paywall")


@cache
def weights() -> Weights:
    """The arbiter's weights: field -> Election."""
    return _checked(dict[str, Election], _toml("weights.toml"), "weights.toml")


@cache
def confidence() -> dict[str, Odds]:
    """Field -> the curve by which its election's points tell how sure it is, for plain text."""
    return _checked(dict[str, Odds], _toml("confidence.toml"), "confidence.toml")


@cache
def confidence_of_pages() -> dict[str, Odds]:
    """The same for pages."""
    file = "confidence_of_pages.toml"
    return _checked(dict[str, Odds], _toml(file), file)


@cache
def thresholds() -> Thresholds:
    """How sure a field must be to be given."""
    told = _favored()
    return Thresholds(text=told.text, page=told.page)


def favored() -> Mapping[str, Thresholds]:
    """The same by what a caller may favour, `precision` or `recall`."""
    return _favored().favor


@cache
def _favored() -> Favored:
    return _checked(Favored, _toml("thresholds.toml"), "thresholds.toml")


@cache
def agencies() -> tuple[Agency, ...]:
    """The agencies, in the order of the file."""
    return agency_table().agency


@cache
def not_initials() -> frozenset[str]:
    """What stands in brackets or between slashes and signs nothing, in small letters."""
    table = agency_table()
    return frozenset((*table.currencies, *table.abbreviations))


@cache
def agency_table() -> Agencies:
    """The whole of `agencies.toml`."""
    return _checked(Agencies, _toml("agencies.toml"), "agencies.toml")


@cache
def markup() -> "Markup":
    """What the markup of news pages means; a text asks for none of it."""
    from newsclean.knowledge.markup import Markup

    return _checked(Markup, _toml("markup.toml"), "markup.toml")


@cache
def record_keys() -> RecordKeys:
    """How sites call the id, title, address and picture of another article in their data."""
    return _checked(RecordKeys, _toml("records.toml"), "records.toml")


@cache
def language_codes() -> tuple[str, ...]:
    """The codes of all languages known, sorted."""
    own = (entry.name.removesuffix(".toml") for entry in _folder("languages"))
    return tuple(sorted({*own, *added_languages()}))


def added_languages() -> tuple[str, ...]:
    """The codes of the languages that the user's own knowledge says something of."""
    added = current()
    names = added.texts if added else ()
    return tuple(
        sorted(name[len("languages/") : -len(".toml")] for name in names if name.startswith("languages/"))
    )


def language(code: str) -> Language | None:
    """One language by its code; a region (`pt-BR`) falls back to its language, unknown is None."""
    base = code.replace("_", "-").split("-")[0].lower()
    return _language(base) if base in language_codes() else None


def languages(codes: Iterable[str]) -> tuple[Language, ...]:
    """Those of some codes that there are files of, each once."""
    return tuple(known for code in dict.fromkeys(codes) if (known := language(code)))


@cache  # keyed by our own files alone: pages may declare languages without end
def _language(base: str) -> Language:
    file = f"languages/{base}.toml"
    known = _checked(Language, {"code": base, **_toml(file)}, file)
    return known._replace(byline=_casefolded(known.byline))


@cache
def alphabets() -> dict[str, tuple[str, ...]]:
    """Codec -> the letters beyond ASCII of each language that was written in it."""
    return _checked(dict[str, tuple[str, ...]], _toml("alphabets.toml"), "alphabets.toml")


@cache
def signs_of_languages() -> Signs:
    """What tells the languages apart."""
    told = _together("signs")

    def by_word(name: str) -> dict[str, tuple[str, ...]]:
        return {word: tuple(codes.split()) for codes, words in told[name].items() for word in words}

    scripts = {code: tuple(map(tuple, named)) for code, named in told["scripts"].items()}
    return Signs(by_word("stop_words"), by_word("telling"), by_word("letters"), scripts)


def _signs() -> Any:
    """The rest of the files is not validated: telling eighty languages apart must not cost that."""
    tables = {code: _toml(f"languages/{code}.toml") for code in language_codes()}
    told: dict[str, Any] = {}
    for name in ("stop_words", "telling", "letters"):
        told[name] = {}
        for word, codes in indexed({code: table.get(name, ()) for code, table in tables.items()}).items():
            told[name].setdefault(" ".join(codes), []).append(word)
    named = {code: table.get("scripts") or ["latin"] for code, table in tables.items()}
    return told | {
        "scripts": {code: [each.split("+") for each in scripts] for code, scripts in named.items()}
    }


def header_field(name: str, codes: Iterable[str] = ()) -> str | None:
    """
    The field that a header line of this name states (`title`: headline), None where it is none's name.

    The languages of `codes` speak first, then English, then all others.
    """
    known = header_names().get(name, {})
    preferred = (known[code] for code in (*codes, "en") if code in known)
    return next(preferred, next(iter(known.values()), None))


@cache
def header_names() -> dict[str, dict[str, str]]:
    """Folded name of a header line -> language -> field."""
    names: dict[str, dict[str, str]] = _together("headers")
    return names


def _headers() -> Any:
    """Of each file that one table alone is read."""
    names: dict[str, dict[str, str]] = {}
    for code in language_codes():
        for field, words in _toml(f"languages/{code}.toml").get("headers", {}).items():
            for word in words:
                names.setdefault(key(word), {}).setdefault(code, field)
    return names


@cache
def bylines(code: str) -> Bylines:
    """How a language signs; of its file that one table alone is read, for a text may be signed in any."""
    file = f"languages/{code}.toml"
    kept = _still_kept(f"{file}#byline")
    return _casefolded(_checked(Bylines, _toml(file).get("byline", {}) if kept is None else kept, file))


def _casefolded(signed: Bylines) -> Bylines:
    """With its words as those of a line are compared: `συντάκτης` ends in another letter, `և` is two."""
    return Bylines(*(tuple(map(str.casefold, words)) for words in signed))


@cache
def name_words(name: Literal["particles", "degrees", "credits"]) -> frozenset[str]:
    """Words within, behind and before names in any language: of `markup.toml` those that texts need, too."""
    return frozenset(_together("names")[name])


def _names() -> Any:
    table = _toml("markup.toml")
    return {name: table[name] for name in ("particles", "degrees", "credits")}


def signing_words(name: Literal["markers", "joiners", "places"]) -> Mapping[str, Sequence[str]]:
    """Language -> such words of its bylines, in small letters."""
    words: dict[str, list[str]] = _signing_words()[name]
    return words


@cache
def _signing_words() -> Any:
    return _together("signing")


def _signing() -> Any:
    each = {code: bylines(code) for code in language_codes()}
    return {
        name: {code: list(getattr(byline, name)) for code, byline in each.items()}
        for name in ("markers", "joiners", "places")
    }


@cache
def stop_words_of(code: str) -> frozenset[str]:
    """The stop words of one language; empty where it is unknown."""
    known = language(code)
    return frozenset(map(str.casefold, known.stop_words)) if known else frozenset()


@cache
def notices() -> Mapping[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Reason -> lines, and openings of lines, by which any language says that its page is no article."""
    return {
        reason: (
            frozenset(line for line in lines if not line.endswith("…")),
            tuple(sorted({line.rstrip("…") for line in lines if line.endswith("…")})),
        )
        for reason, lines in _together("notices").items()
    }


def _notices() -> Any:
    tables = [_toml(f"languages/{code}.toml").get("boilerplate", {}) for code in language_codes()]
    return {reason: [line for table in tables for line in table.get(reason, ())] for reason in NOTICES}


@lru_cache(32)  # pairs of languages
def cues(codes: tuple[str, ...]) -> Cues:
    """The boilerplate cues of the languages together, the first one's reasons standing."""
    known = languages(codes)
    stops = frozenset(word for each in known for word in each.stop_words)
    return together([_cues_of(each.code) for each in known], stops)


@cache
def _cues_of(code: str) -> Cues:
    """Of one language, with its stop words."""
    known = language(code)
    return cues_of([known.boilerplate] if known else (), frozenset())


@cache
def cues_in_any_language() -> Cues:
    """
    The cues of all languages, for texts whose language nothing tells and for boxes in another one.

    Of openings those alone that two words make or a script without blanks: a single word (`more…`)
    opens sentences of other languages. They have no `words`: such a one tells nothing in another language.
    """
    return read_cues(_together("cues"))


def _cues() -> Any:
    """The files are not validated: seventy would cost that."""
    tables = (_toml(f"languages/{code}.toml").get("boilerplate", {}) for code in language_codes())
    return written_cues(cues_of(tables, frozenset(), opens=tells_alone)._replace(words=frozenset()))


@lru_cache(32)  # pairs of languages
def line_words(codes: tuple[str, ...]) -> Words:
    """The classes of words of the languages together; credits of pictures are those of all."""
    known = languages(codes)
    days = (word for each in known for group in (*each.dates.months, *each.dates.weekdays) for word in group)
    roles = (word for each in known for word in (*each.byline.roles, *each.byline.titles))
    return words_of(days, _single_credits(), roles, [each.page for each in known])


@cache
def credits_in_any_language() -> tuple[str, ...]:
    """What any language writes beside who made a picture."""
    return tuple(_together("credits"))


@cache
def _single_credits() -> tuple[frozenset[str], tuple[str, ...]]:
    """Those of them that are one word, and those again of scripts without blanks."""
    told = _together("single_credits")
    return frozenset(told["words"]), tuple(told["unspaced"])


def _words_of_credits() -> Any:
    words = single(credits_in_any_language())
    return {"words": words, "unspaced": list(filter(opens_unspaced, words))}


def _credits() -> Any:
    tables = [_toml(f"languages/{code}.toml") for code in language_codes()]
    told = [*(each.get("byline", {}).get("photography", ()) for each in tables)]
    told += [each.get("boilerplate", {}).get("photo-credit", ()) for each in tables]
    return list(dict.fromkeys(word.rstrip("…") for words in told for word in words))


# What the files of all languages say together. It takes longer to find out than most else of a first parse.
TOGETHER = {
    "signs": _signs,
    "headers": _headers,
    "names": _names,
    "signing": _signing,
    "notices": _notices,
    "cues": _cues,
    "credits": _credits,
    "single_credits": _words_of_credits,
}


def _still_kept(name: str) -> Any:
    """A row of `tables.json`, None where a file was changed or something was added."""
    return _kept(name) if not current() and _unchanged() else None


def _together(name: str) -> Any:
    kept = _still_kept(name)
    return TOGETHER[name]() if kept is None else kept


@cache
def calendars() -> Calendars:
    """Month names and eras of calendars other than the Gregorian one."""
    return _checked(Calendars, _toml("calendars.toml"), "calendars.toml")


@cache
def date_index() -> Mapping[str, str]:
    """A word of dates -> the languages that know it, between blanks; of tests/tools/index_dates.py."""
    found: dict[str, str] = json.loads(_root().joinpath("date_index.json").read_text(encoding="utf-8"))
    return found


@cache
def zones() -> Zones:
    """What the abbreviations of time zones mean."""
    return _checked(Zones, _toml("zones.toml"), "zones.toml")


def check_added() -> None:
    """Raises `KnowledgeError` where the user's own knowledge has not the right form."""
    for known in (weights, thresholds, agency_table, markup, record_keys, zones, calendars):
        known()
    for code in added_languages():
        _language(code)


def knowledge_files() -> Iterator[Traversable]:
    """Every file of knowledge, in a fixed order: what a digest is made of."""
    for name in ("", "languages", "sites"):
        yield from _folder(name)


@cache
def hash_of_files() -> blake2b:
    """The hash of every file of knowledge; whoever adds to it takes a copy."""
    hashed = blake2b(digest_size=4)
    for entry in knowledge_files():
        hashed.update(checksum(entry))
    return hashed


def checksum(entry: Traversable) -> bytes:
    """A file's name, length and checksum: of a digest of 32 bits that is enough, in a tenth of the time."""
    content = entry.read_bytes()
    return f"{entry.name}\0{len(content)}\0{crc32(content)}\0".encode()


@cache
def _root() -> Traversable:
    return files("newsclean.knowledge")


def _folder(name: str) -> list[Traversable]:
    folder = _root().joinpath(name) if name else _root()
    found = [entry for entry in folder.iterdir() if entry.name.endswith(_KNOWN)] if folder.is_dir() else []
    return sorted((entry for entry in found if entry.name != _PARSED), key=lambda entry: entry.name)


@lru_cache(8)  # a file is asked for by a few functions in turn, and what they made of it is kept
def _toml(file: str) -> dict[str, Any]:
    """The file's content, with what the user's own knowledge adds; nobody changes it."""
    added = current()
    more = added.tables.get(file) if added else None
    if more is None:
        return _own_toml(file)
    told: dict[str, Any] = merged(_own_toml(file) if _root().joinpath(file).is_file() else {}, more)
    return told


def _own_toml(file: str) -> dict[str, Any]:
    """What `tables.json` keeps of the package's file where that is still the same, else the file, parsed."""
    kept = _kept(file)
    if kept and _unchanged():
        return kept["table"]  # type: ignore[no-any-return]
    raw = _root().joinpath(file).read_bytes()
    if kept and kept["made_of"] == made_of(raw):
        return kept["table"]  # type: ignore[no-any-return]
    import tomllib

    try:
        return tomllib.loads(raw.decode())
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(file, "", str(error)) from error


@cache
def _unchanged() -> bool:
    """Whether all files are as they were when tests/tools/parse_tables.py last ran."""
    return bool(hash_of_files().hexdigest() == _kept(ALL_FILES))


def _kept(name: str) -> Any:
    """
    A row of `tables.json`: what a file said as JSON with a digest of its bytes, or what all say together.

    tomllib takes 60 times as long as the reader of JSON. A row has a line of its own, and of them
    those alone are read that are asked for: a page needs a few languages of seventy. None where there
    is no such row, nor where the file was written anew since its lines were counted.
    """
    begin, size = _places().get(name, (0, 0))
    if not size:
        return None
    with _root().joinpath(_PARSED).open("rb") as file:
        file.seek(begin)
        line = file.read(size).decode(errors="replace")
    told, _, row = line.partition(": ")
    return json.loads(row.rstrip(",\n")) if told == f'"{name}"' and line.find("\n") == len(line) - 1 else None


@cache
def _places() -> Mapping[str, tuple[int, int]]:
    """Name of a row -> where its line begins, and how long it is, in bytes, as the first row tells it."""
    path = _root().joinpath(_PARSED)
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        first = file.readline(), file.readline()
    told, _, row = first[1].partition(b": ")
    places = json.loads(row.rstrip(b",\n")) if told == f'"{PLACES}"'.encode() else {}
    begin = sum(map(len, first))
    return {name: (begin + start, size) for name, (start, size) in places.items()}


def made_of(raw: bytes) -> str:
    """The digest by which a file's content is known to be the one that was parsed."""
    return blake2b(raw, digest_size=8).hexdigest()


def _checked(kind: type[Checked], data: object, file: str) -> Checked:
    try:
        found: Checked = formed(kind, data)
    except Misformed as error:
        path = ".".join(error.path)
        added = current()
        where = added.place(file, path) if added and file in added.texts else file
        raise KnowledgeError(where, path, f"{path}: {error.told}") from None
    return found
