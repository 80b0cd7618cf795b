"""
The documentation as pages: the guide, and the reference out of the docstrings; exits with 1 on a warning.

    python -m tests.tools.build_docs OUT

Adapters of frameworks that are not installed are left out, and named.
"""

import sys
import warnings
from functools import reduce
from importlib import import_module
from inspect import formatannotation
from operator import or_
from pathlib import Path
from pkgutil import iter_modules
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pdoc
import pdoc.doc
import pdoc.render

from newsclean import integrations
from newsclean.errors import MissingExtra
from newsclean.version import __version__

PUBLIC = ("newsclean.guide", "newsclean.errors", "newsclean.extend", "newsclean.core.limits")


def main(out: Path) -> int:
    """Write the pages; returns the exit code."""
    setattr(pdoc.doc, "formatannotation", lambda each: formatannotation(plain(each)))  # noqa: B010
    pdoc.render.configure(docformat="markdown", footer_text=f"newsclean {__version__}")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        pdoc.pdoc("newsclean", r"!newsclean\..*", *PUBLIC, *_adapters(), output_directory=out)
    for each in told:
        print(f"{each.category.__name__}: {each.message}")
    print(f"{len(list(out.rglob('*.html')))} pages in {out}, {len(told)} warnings")
    return 1 if told else 0


def plain(annotation: Any) -> Any:
    """A type as a reader writes it: how pydantic checks it is left out."""
    if get_origin(annotation) is Annotated:
        return plain(get_args(annotation)[0])
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return reduce(or_, map(plain, parts))
    if origin in (list, tuple, dict):
        return origin[tuple(map(plain, parts))]
    return annotation


def _adapters() -> list[str]:
    found = []
    for module in iter_modules(integrations.__path__, f"{integrations.__name__}."):
        try:
            import_module(module.name)
        except MissingExtra as error:
            print(f"left out: {module.name}, {error}")
        else:
            found.append(module.name)
    return found


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
