"""Writes `newsclean/knowledge/date_index.json`, after the dates of a language file were changed."""

import json
from pathlib import Path

from newsclean.dates.read import index

TARGET = Path(__file__).parents[2] / "newsclean" / "knowledge" / "date_index.json"


def main() -> None:
    rows = {key: " ".join(codes) for key, codes in index().items()}
    TARGET.write_text(json.dumps(rows, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
