"""
The guide, chapter by chapter; `newsclean guide` prints it.

.. include:: start.md
.. include:: uses.md
.. include:: recipes.md
.. include:: articles.md
.. include:: commands.md
.. include:: sites.md
.. include:: extending.md
.. include:: pipelines.md
.. include:: service.md
.. include:: measured.md
.. include:: limits.md
"""

import re
from importlib.resources import files

from newsclean.errors import UsageError

__docformat__ = "restructuredtext"  # the form in which pdoc knows `include`

CHAPTERS = (
    "start",
    "uses",
    "recipes",
    "articles",
    "commands",
    "sites",
    "extending",
    "pipelines",
    "service",
    "measured",
    "limits",
)
# What the tests read above an example: the file that it is, what must be installed.
_FOR_TESTS = re.compile(r"^<!-- [^\n]{1,200} -->\n", re.MULTILINE)


def chapter(name: str) -> str:
    """A chapter as Markdown; raises `UsageError` where there is none of that name."""
    if name not in CHAPTERS:
        raise UsageError("chapter", f"{name!r} is none of {', '.join(CHAPTERS)}")
    text = files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8")
    return _FOR_TESTS.sub("", text)


def title(name: str) -> str:
    """The heading of a chapter."""
    return chapter(name).partition("\n")[0].removeprefix("# ")
