"""
A site's file of FiveFilters' ftr-site-config -> `Profile`, and what of it cannot be carried over.

Its lines are `key: value`; keys repeat; values are XPaths. Source: the format's documentation,
help.fivefilters.org, "Site Patterns".
"""

from newsclean.errors import KnowledgeError
from newsclean.profiles.patterns import check_selector
from newsclean.profiles.profile import Profile

_FIELDS = {"title": "headline", "body": "body", "date": "published", "author": "authors"}
_CLASSES = "strip_id_or_class"


def imported(text: str, host: str) -> tuple[Profile, list[str]]:
    """The profile of the host, and the lines that say what a profile cannot, or what may not be linear."""
    select: dict[str, list[str]] = {}
    prune: list[str] = []
    left: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith("#"):
            continue
        name, _, value = (part.strip() for part in line.partition(":"))
        wanted = _selectors(name, value)
        if not value or not wanted or not all(map(_is_sound, wanted)):
            left.append(line)
        elif name in _FIELDS:
            select.setdefault(_FIELDS[name], []).extend(wanted)
        else:
            prune += wanted
    return Profile.model_validate({"hosts": [host.removeprefix(".")], "select": select, "prune": prune}), left


def _selectors(name: str, value: str) -> list[str]:
    if name in _FIELDS or name == "strip":
        return [each.strip() for each in value.split(" | ")]
    if name == _CLASSES:
        told = value.strip("'\" ")
        return [f"//*[contains(@class, '{told}')]", f"//*[@id='{told}']"]
    return []


def _is_sound(selector: str) -> bool:
    try:
        check_selector(selector)
    except KnowledgeError:
        return False
    return True
