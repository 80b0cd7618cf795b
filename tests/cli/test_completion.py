"""The scripts for shells, sourced by real ones."""

import shutil
import subprocess
from pathlib import Path

import pytest

from newsclean.cli import main

pytest.importorskip("shtab", reason="newsclean[completion] is not installed")
CHECKS = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}
ASKED = """
source {0}
COMP_WORDS=(newsclean cle); COMP_CWORD=1; _shtab_newsclean; echo "${{COMPREPLY[@]}}"
COMP_WORDS=(newsclean clean --fa); COMP_CWORD=2; _shtab_newsclean; echo "${{COMPREPLY[@]}}"
COMP_WORDS=(newsclean clean --favor p); COMP_CWORD=3; _shtab_newsclean; echo "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize("shell", CHECKS)
def test_every_shell_can_read_its_script(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the shell itself, where it is there."""
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell}")
    assert main(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out, encoding="utf-8")

    told = subprocess.run([*CHECKS[shell], str(script)], capture_output=True, text=True, check=False)

    assert (told.returncode, told.stderr) == (0, "")


def test_bash_completes_commands_options_and_their_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands in `--help` is what is offered."""
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out, encoding="utf-8")

    told = subprocess.run(
        ["bash", "-c", ASKED.format(script)], capture_output=True, text=True, check=True
    ).stdout

    assert told.splitlines() == ["clean", "--favor", "precision"]
