"""A service of its own process, as `newsclean serve` starts it."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest


@contextmanager
def served(*options: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The address and the process of a service on a free port; it is told to end, and ends."""
    command = [sys.executable, "-m", "newsclean", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        assert process.stderr is not None
        told = process.stderr.readline().decode()
        found = re.search(r"http://\S+", told)
        assert found, told
        yield found[0].rstrip("/"), process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


@pytest.fixture
def serving() -> Callable[..., AbstractContextManager[tuple[str, "subprocess.Popen[bytes]"]]]:
    """`with serving("--timeout", "2") as (address, process):` runs a service with these options."""
    return served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Of a service with one worker."""
    with served("--workers", "1") as (told, _):
        yield told
