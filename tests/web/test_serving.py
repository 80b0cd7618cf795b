"""The command: worker processes with deadlines, a graceful end, and what is said where it cannot start."""

import json
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from newsclean.cli import main

pytest.importorskip("uvicorn", reason="newsclean[web] is not installed")

DUMP = "Ferry Sails Again\n\nThe island's only ferry returned to service on Wednesday, the operator said.\n"
Serving = Callable[..., AbstractContextManager[tuple[str, Any]]]


def post(address: str, text: str) -> tuple[int, Any]:
    request = urllib.request.Request(
        f"{address}/parse", json.dumps({"text": text}).encode(), {"content-type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


@pytest.mark.slow
def test_a_dump_that_takes_too_long_costs_itself_alone(serving: Serving) -> None:
    """The worker is ended, another one takes its place, and the service goes on."""
    with serving("--workers", "1", "--timeout", "4") as (address, _):
        late = post(address, "<p>x" * 7_000_000)
        after = post(address, DUMP)

    assert (late[0], late[1]["error"]["code"]) in {(504, "timeout"), (500, "memory")}
    assert after[0] == 200


@pytest.mark.slow
def test_an_end_waits_for_what_was_begun(serving: Serving) -> None:
    """SIGTERM, and the answer still comes."""
    with serving("--workers", "1") as (address, process):
        host, port = address.removeprefix("http://").split(":")
        body = json.dumps({"text": DUMP}).encode()
        with socket.create_connection((host, int(port)), timeout=60) as asking:
            asking.sendall(
                b"POST /parse HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
            )
            asking.sendall(body)
            first = asking.recv(1)  # the answer is on its way
            process.send_signal(signal.SIGTERM)
            rest = b"".join(iter(lambda: asking.recv(65536), b""))

    assert (first + rest).startswith(b"HTTP/1.1 200")
    assert rest.endswith(b"}")


def test_a_missing_library_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, exit code 2."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "newsclean.web.serve", raising=False)

    code = main(["serve"])

    assert code == 2
    assert "pip install 'newsclean[web]'" in capsys.readouterr().err


def test_no_part_of_an_answer_waits_for_an_acknowledgement() -> None:
    """Head and body are two writes; a kernel that delays the second costs each answer 40 ms."""
    from newsclean.web.serve import _listening
    from newsclean.web.settings import Settings

    with (
        _listening(Settings(port=0)) as listening,
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code = main(["serve", "--port", str(taken.getsockname()[1]), "--workers", "0"])

    assert code == 2
    assert capsys.readouterr().err.startswith("newsclean: --host, --port: ")


@pytest.mark.parametrize(
    "option", [["--workers", "-1"], ["--timeout", "0"], ["--max-bytes", "0"], ["--max-dumps", "0"]]
)
def test_limits_that_let_nothing_through_are_refused(
    option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and the option is named."""
    code = main(["serve", *option])

    assert code == 2
    assert option[0] in capsys.readouterr().err
