"""`Reading`: what the caller says of the files that hold many dumps."""

from dataclasses import dataclass, field

from newsclean.sources.dump import Columns
from newsclean.sources.folder import Selection


@dataclass(frozen=True, slots=True)
class Reading:
    """
    How sources are read.

    `kind`: what the files are (`jsonl`, `csv`, `parquet`, `warc`, `zip`, `tar`, `dump`), against
    the endings of their names. `columns`: where rows hold what. `split`: whether a file that holds
    several articles is taken apart.
    """

    kind: str | None = None
    columns: Columns = field(default_factory=Columns)
    selection: Selection = field(default_factory=Selection)
    split: bool = False
