"""
The engines that are too heavy for the environment of the other tests, each in one of its own.

    python -m pytest -m engines

Needs a package index and some gigabytes; the environments stay in `.venv-engines/` for the next run.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.engines
@pytest.mark.parametrize("engine", ["datatrove", "ray", "spark"])
def test_an_engine_in_an_environment_of_its_own(engine: str) -> None:
    if engine == "spark" and not shutil.which("java"):
        pytest.skip("Spark needs Java 17")
    python = ROOT / ".venv-engines" / engine / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(python.parents[1])], check=True)
    install = [str(python), "-m", "pip", "install", "-q", "-e", f"{ROOT}[dev,{engine}]"]
    subprocess.run(install, check=True, timeout=1200)

    tests = f"tests/integrations/test_{engine}.py"
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", engine, tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert "skipped" not in done.stdout
