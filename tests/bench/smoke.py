"""
A smoke of an installed newsclean: `python -I smoke.py seeds` cleans the dumps of a folder.

Stands alone, so that it can be run against the built wheel with nothing of the checkout on the path.
"""

import sys
from pathlib import Path

import newsclean


def main(folder: str) -> int:
    """Exit code 0 when every dump gave a headline and a body."""
    dumps = sorted(Path(folder).glob("*.txt"))
    articles = [newsclean.parse(path) for path in dumps]
    for path, article in zip(dumps, articles, strict=True):
        print(f"{path.name}: {article.headline} ({len(article.paragraphs)} paragraphs)")
    typed = Path(newsclean.__file__).with_name("py.typed").exists()
    print(f"newsclean {newsclean.__version__} from {Path(newsclean.__file__).parent}, typed: {typed}")
    return 0 if articles and typed and all(each.headline and each.body for each in articles) else 1


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
