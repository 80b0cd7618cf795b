"""
The service under load on loopback, beside plain `parse` of the same dumps in one process.

    python -m tests.bench.bench_service [--requests N] [--workers N] [--port N] DUMP…

Without dumps those of `seeds` are sent. CPU is that of the server with its workers, so that a busy
machine and the client's own work do not count; memory is what is resident of them as requests come.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import newsclean

ROOT = Path(__file__).parents[2]
MARKS = (0.02, 0.2, 0.5, 1)  # of the requests: when memory is looked at


Send = Callable[[http.client.HTTPConnection, list[bytes], int], None]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("dumps", nargs="*", type=Path)
    options.add_argument("--requests", type=int, default=2000)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--port", type=int, default=8799)
    given = options.parse_args()
    dumps = [path.read_bytes() for path in given.dumps or sorted((ROOT / "seeds").glob("*.txt"))]
    print(f"{'':22}{'dumps/s':>9}{'ms CPU':>8}{'of parse':>10}   dumps: MB of server, of workers")
    for name, send, each in (
        ("one dump a request", _one, 1),
        ("100 dumps a request", _many, 100),
    ):
        with _server(given.workers, given.port) as (process, ready):
            done = _load(process.pid, given, dumps, send, each)
        (wall, cpu), (beside, plain) = done.service, done.plain
        held = "; ".join(f"{at:,}: {of[0]:.0f}, {of[1]:.0f}" for at, of in done.memory.items())
        print(f"{'parse, one process':22}{1 / beside:9.0f}{plain * 1000:8.2f}{1:10.0%}")
        print(f"{name:22}{1 / wall:9.0f}{cpu * 1000:8.2f}{plain / cpu:10.0%}   {held}")
        print(f"{'':22}ready after {ready:.2f} s")


def _plain(dumps: list[bytes], count: int) -> tuple[float, float]:
    """Seconds, and seconds of CPU, that one dump takes."""
    for dump in dumps:
        newsclean.parse(dump).model_dump_json()
    wall, cpu = time.perf_counter(), time.process_time()
    for dump in islice(cycle(dumps), count):
        newsclean.parse(dump).model_dump_json()
    return (time.perf_counter() - wall) / count, (time.process_time() - cpu) / count


@contextmanager
def _server(workers: int, port: int) -> Iterator[tuple["subprocess.Popen[bytes]", float]]:
    """The process, and the seconds until it answered."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "newsclean", "serve", "--port", str(port), "--workers", str(workers)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            while True:
                try:
                    asking = http.client.HTTPConnection("127.0.0.1", port)
                    asking.request("GET", "/health")
                    asking.getresponse().read()
                    break
                except OSError:
                    time.sleep(0.02)
            yield process, time.perf_counter() - began
        finally:
            process.terminate()


class _Done(NamedTuple):
    """
    What became of the requests.

    `service`, `plain`: seconds and seconds of CPU a dump. `memory`: dumps -> megabytes of server and workers.
    """

    service: tuple[float, float]
    plain: tuple[float, float]
    memory: dict[int, tuple[float, float]]


def _load(pid: int, given: argparse.Namespace, dumps: list[bytes], send: Send, each: int) -> _Done:
    """All requests, and plain `parse` between them, so that a machine that grows busier slows both."""
    send(http.client.HTTPConnection("127.0.0.1", given.port), dumps, 2 * each)  # every worker is awake
    memory: dict[int, tuple[float, float]] = {}
    plain: list[tuple[float, float]] = []
    clients, sent, wall, cpu = 2 * given.workers, 0, 0.0, 0.0
    for mark in MARKS:
        plain.append(_plain(dumps, 300))
        count = max(round((given.requests * mark - sent) / each / clients), 1) * each
        began = time.perf_counter(), _cpu(pid)
        _at_once(
            [threading.Thread(target=_client, args=(given.port, send, dumps, count)) for _ in range(clients)]
        )
        wall, cpu = wall + time.perf_counter() - began[0], cpu + _cpu(pid) - began[1]
        sent += count * clients
        memory[sent] = _memory(pid)
    plain.append(_plain(dumps, 300))
    beside = sum(each[0] for each in plain) / len(plain), sum(each[1] for each in plain) / len(plain)
    return _Done((wall / sent, cpu / sent), beside, memory)


def _at_once(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _client(port: int, send: Send, dumps: list[bytes], count: int) -> None:
    send(http.client.HTTPConnection("127.0.0.1", port), dumps, count)


def _one(connection: http.client.HTTPConnection, dumps: list[bytes], count: int) -> None:
    for dump in islice(cycle(dumps), count):
        connection.request("POST", "/parse", dump, {"content-type": "text/plain"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status


def _many(connection: http.client.HTTPConnection, dumps: list[bytes], count: int) -> None:
    texts = list(islice(cycle([dump.decode("utf-8", "replace") for dump in dumps]), 100))
    body = json.dumps({"dumps": texts})
    for _ in range(count // 100):
        connection.request("POST", "/parse", body, {"content-type": "application/json"})
        told = connection.getresponse().read()
        assert told.count(b"\n") == 100 and b'"error"' not in told


def _family(pid: int) -> Iterator[int]:
    yield pid
    for child in _children(pid):
        yield from _family(child)


def _children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text().split()]


def _cpu(pid: int) -> float:
    """Seconds of CPU that the process and its children have had."""
    ticks = 0
    for each in _family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> tuple[float, float]:
    """Resident megabytes of the server, and of its workers together, which a helper of the server forks."""
    workers = [worker for helper in _children(pid) for worker in _children(helper)]
    return _resident(pid), sum(map(_resident, workers))


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024


if __name__ == "__main__":
    main()
