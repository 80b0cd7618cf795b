"""The guide's examples, sent to a running service as they stand there; only the port is another."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "newsclean" / "guide" / "service.md"
DUMP = (
    "Ferry sails again\n\nThe island ferry returned to service on Wednesday after nine weeks in dry dock.\n"
)
# What runs an example of a language that is given as a file.
RUNNERS = {"sh": ["bash"], "js": ["node", "--input-type=module", "-"], "go": ["go", "run"]}


def examples(language: str) -> list[str]:
    text = GUIDE.read_text(encoding="utf-8")
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [each for each in found if "127.0.0.1" in each]


@pytest.mark.slow
@pytest.mark.parametrize("language", RUNNERS)
def test_every_example_of_the_guide_gets_an_article(language: str, address: str, tmp_path: Path) -> None:
    """Copy and paste works."""
    if shutil.which(RUNNERS[language][0]) is None:
        pytest.skip(f"no {RUNNERS[language][0]}")
    (tmp_path / "ferry.txt").write_text(DUMP, encoding="utf-8")
    told = []

    for example in examples(language):
        (tmp_path / f"example.{language}").write_text(example.replace("http://127.0.0.1:8765", address))
        command = [*RUNNERS[language]]
        with (tmp_path / f"example.{language}").open() as source:
            if language != "js":
                command.append(f"example.{language}")
            ran = subprocess.run(
                command, cwd=tmp_path, stdin=source, capture_output=True, text=True, timeout=120, check=True
            )
        told.append(ran.stdout)

    assert told
    assert all("returned to service on Wednesday" in each for each in told)
