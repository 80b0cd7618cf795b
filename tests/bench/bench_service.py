"""
The service under load on loopback, beside plain `parse` of the same dumps in one process.

    python -m tests.bench.bench_service [--requests N] [--workers N] [--port N] DUMP…

Without dumps those of `seeds` are sent. CPU is that of the server with its workers, so that a busy
machine and the client's own work do not count; memory is theirs at a tenth and at the end of the requests.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import newsclean

ROOT = Path(__file__).parents[2]
_MB = 1024 * 1024


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("dumps", nargs="*", type=Path)
    options.add_argument("--requests", type=int, default=2000)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--port", type=int, default=8799)
    given = options.parse_args()
    dumps = [path.read_bytes() for path in given.dumps or sorted((ROOT / "seeds").glob("*.txt"))]
    plain = _plain(dumps, min(given.requests, 1000))
    print(f"{'':28}{'dumps/s':>9}{'ms CPU a dump':>15}{'of parse':>10}")
    print(f"{'parse, one process':28}{1 / plain[0]:9.0f}{plain[1] * 1000:15.2f}{1:10.0%}")
    for name, send, each in (
        ("one dump a request", _one, 1),
        ("100 dumps a request", _many, 100),
    ):
        with _server(given.workers, given.port) as (process, ready):
            wall, cpu, memory = _load(process.pid, given, dumps, (send, each))
        count = given.requests // each * each
        print(f"{name:28}{count / wall:9.0f}{cpu / count * 1000:15.2f}{plain[1] / (cpu / count):10.0%}")
        print(f"{'':28}ready after {ready:.2f} s; memory {memory[0]:.0f} MB, at the end {memory[1]:.0f} MB")


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
                    http.client.HTTPConnection("127.0.0.1", port).request("GET", "/health")
                    break
                except OSError:
                    time.sleep(0.02)
            yield process, time.perf_counter() - began
        finally:
            process.terminate()


def _load(pid: int, given: argparse.Namespace, dumps: list[bytes], kind) -> tuple[float, float, list[float]]:  # type: ignore[no-untyped-def]
    """Wall seconds, CPU seconds of the server's processes, their megabytes at a tenth and at the end."""
    send, each = kind
    send(http.client.HTTPConnection("127.0.0.1", given.port), dumps, 20)  # every worker is awake
    memory: list[float] = []
    wall, cpu = time.perf_counter(), _cpu(pid)
    for share in (0.1, 0.9):
        count = int(given.requests * share) // each // (2 * given.workers) * each
        threads = [
            threading.Thread(target=_client, args=(given.port, send, dumps, count))
            for _ in range(2 * given.workers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        memory.append(_memory(pid))
    return time.perf_counter() - wall, _cpu(pid) - cpu, memory


def _client(port: int, send, dumps: list[bytes], count: int) -> None:  # type: ignore[no-untyped-def]
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
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield from _family(int(child))


def _cpu(pid: int) -> float:
    """Seconds of CPU that the process and its children have had."""
    ticks = 0
    for each in _family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Megabytes that the process and its children hold, shared pages counted by their share."""
    lines = (Path(f"/proc/{each}/smaps_rollup").read_text().splitlines() for each in _family(pid))
    return (
        sum(int(line.split()[1]) for text in lines for line in text if line.startswith("Pss:")) * 1024 / _MB
    )


if __name__ == "__main__":
    main()
