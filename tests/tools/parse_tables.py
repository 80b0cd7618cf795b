"""Writes `newsclean/knowledge/tables.json`, after any TOML file of the package was changed."""

import json
import tomllib
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from newsclean.knowledge.load import ALL_FILES, PLACES, TOGETHER, hash_of_files, made_of

KNOWLEDGE = Path(__file__).parents[2] / "newsclean" / "knowledge"
TARGET = KNOWLEDGE / "tables.json"


def main() -> None:
    TARGET.write_text(written(), encoding="utf-8")


def written() -> str:
    """A line for each file: its path, the digest of its bytes, its content; and what they say together."""
    rows: dict[str, Any] = {ALL_FILES: hash_of_files().hexdigest()}
    for path in sorted(KNOWLEDGE.rglob("*.toml")):
        raw = path.read_bytes()
        rows[path.relative_to(KNOWLEDGE).as_posix()] = {
            "made_of": made_of(raw),
            "table": tomllib.loads(raw.decode()),
        }
    languages = {name: row["table"] for name, row in rows.items() if name.startswith("languages/")}
    rows |= {f"{name}#byline": table.get("byline", {}) for name, table in languages.items()}
    rows |= {name: together() for name, together in TOGETHER.items()}
    return with_places(rows)


def with_places(rows: Mapping[str, Any]) -> str:
    """A line for each row, and before them one that tells where each begins behind it, and its bytes."""
    lines = {name: f"{json.dumps(name)}: {json.dumps(row, ensure_ascii=False)}" for name, row in rows.items()}
    sizes = [len(line.encode()) + len(",\n") for line in lines.values()]
    sizes[-1] -= len(",")
    begins = accumulate(sizes, initial=0)
    places = {name: place for name, *place in zip(lines, begins, sizes, strict=False)}
    return "{\n" + ",\n".join((f'"{PLACES}": {json.dumps(places)}', *lines.values())) + "\n}\n"


if __name__ == "__main__":
    main()
