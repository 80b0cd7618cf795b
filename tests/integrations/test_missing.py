"""An adapter without its engine says what to install."""

import subprocess
import sys

WITHOUT = """
import sys
from importlib import import_module
from newsclean.errors import MissingExtra
for each in sys.argv[1:]:
    name, missing, _ = each.split(":")
    sys.modules[missing] = None  # as if it were not installed
    try:
        import_module(f"newsclean.integrations.{name}")
    except MissingExtra as error:
        print(error.extra, error)
"""
# adapter, what is missing, extra; Arrow last, for the others stand on it
ADAPTERS = (
    *("dask:dask:dask", "datatrove:datatrove:datatrove", "ray:ray:ray", "scrapy:scrapy:scrapy"),
    *("spark:pyspark:spark", "web_poet:web_poet:scrapy", "arrow:pyarrow:arrow"),
)


def test_a_missing_engine_is_named_with_its_extra() -> None:
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT, *ADAPTERS], capture_output=True, text=True, check=True
    ).stdout.splitlines()

    extras = [each.rpartition(":")[2] for each in ADAPTERS]
    assert [line.partition(" newsclean.integrations (")[0] for line in told] == extras
    assert all(f"pip install 'newsclean[{extra}]'" in line for line, extra in zip(told, extras, strict=True))
