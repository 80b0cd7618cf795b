"""An adapter without its engine says what to install."""

import subprocess
import sys

import pytest

WITHOUT = """
import sys
sys.modules[{missing!r}] = None  # as if it were not installed
from newsclean.errors import MissingExtra
try:
    import newsclean.integrations.{name}
except MissingExtra as error:
    print(error.extra, error)
"""


@pytest.mark.parametrize(
    ("name", "missing", "extra"),
    [
        ("arrow", "pyarrow", "arrow"),
        ("dask", "dask", "dask"),
        ("datatrove", "datatrove", "datatrove"),
        ("ray", "ray", "ray"),
        ("scrapy", "scrapy", "scrapy"),
        ("spark", "pyspark", "spark"),
        ("web_poet", "web_poet", "scrapy"),
    ],
)
def test_a_missing_engine_is_named_with_its_extra(name: str, missing: str, extra: str) -> None:
    code = WITHOUT.format(name=name, missing=missing)

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert told.startswith(f"{extra} newsclean.integrations (")
    assert f"pip install 'newsclean[{extra}]'" in told
