"""A dump and its article as the folder of a test: `input`, `expected.json` and `hints.toml`, in a ZIP."""

import io
import json
import zipfile

from newsclean.article import Article
from newsclean.web.models import Wishes

# What a reader of the fixture checks first; a part that the article does not have is expected to be absent.
_PARTS = ("headline", "kicker", "standfirst", "published", "modified", "authors", "section", "language")
_MADE = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows: the same dump, the same bytes


def fixture(raw: str | bytes, html: bool, wishes: Wishes, article: Article) -> bytes:
    """The files of the folder, packed; `hints.toml` only where the caller knew something."""
    told = json.loads(article.model_dump_json())
    expected = {part: told[part] for part in _PARTS}
    expected["byline.code"] = (told["byline"] or {}).get("code")
    expected["paragraphs"] = article.paragraphs
    expected["leaks.kinds"] = [leak.kind for leak in article.leaks]
    expected["dropped"] = [block.text for block in article.dropped]
    expected["problems"] = sorted({problem.code for problem in article.problems})
    files = {
        "input.html" if html else "input.txt": raw.encode() if isinstance(raw, str) else raw,
        "expected.json": (json.dumps(expected, ensure_ascii=False, indent=2) + "\n").encode(),
        "hints.toml": _hints(wishes).encode(),
    }
    return _archive({name: content for name, content in files.items() if content or "input" in name})


def _hints(wishes: Wishes) -> str:
    known = wishes.model_dump(include={"url", "charset", "timezone", "languages"}, exclude_defaults=True)
    # JSON's texts and lists are TOML's as well; a time is a value of its own.
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in known.items()]
    if wishes.fetched:
        lines.append(f"fetched = {wishes.fetched.isoformat()}\n")
    return "".join(lines)


def _archive(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), content)
    return packed.getvalue()
