"""Dask on a real cluster of two worker processes: the same articles, each once, whoever dies."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

distributed = pytest.importorskip("distributed", reason="newsclean[dask] is not installed")
pytest.importorskip("pyarrow", reason="newsclean[dask] is not installed")

import dask.bag  # noqa: E402
import dask.dataframe as dd  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

import newsclean  # noqa: E402
from newsclean.integrations.arrow import article_of, outcome_schema  # noqa: E402
from newsclean.integrations.dask import clean_bag, clean_dataframe  # noqa: E402

pytestmark = [pytest.mark.dask, pytest.mark.slow]


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def written(folder: Path) -> list[tuple[str, str | None]]:
    """Identity and Article of every row of a folder of Parquet, file by file in order."""
    files = sorted(folder.glob("part.*.parquet"), key=lambda path: int(path.suffixes[0][1:]))
    rows = [row for path in files for row in pq.ParquetFile(path).read().to_pylist()]
    return [(row["id"], article_of(row).model_dump_json() if row["status"] == "ok" else None) for row in rows]


def newsclean_of(dump: Any) -> str | None:
    """What `parse` says of a dump that is text already."""
    try:
        article = newsclean.parse(dump.raw.decode(), url=dump.url)
    except newsclean.NotAnArticle:
        return None
    return article.model_dump_json()


def write(frame: Any, folder: Path) -> list[tuple[str, str | None]]:
    frame.to_parquet(folder, schema=outcome_schema(), write_index=False)
    return written(folder)


def test_a_bag_of_files(client: Any, dumps: list[Any], tmp_path: Path) -> None:
    for dump in dumps:
        (tmp_path / dump.id).write_bytes(dump.raw)

    def row_of(dump: tuple[str, str]) -> dict[str, Any]:
        return {"text": (tmp_path / dump[0]).read_bytes(), "id": dump[0], "url": dump[1]}

    bag = dask.bag.from_sequence([(dump.id, dump.url) for dump in dumps], npartitions=3).map(row_of)

    assert write(clean_bag(bag), tmp_path / "out") == [(d.id, d.expected) for d in dumps]


def test_a_bag_of_json_lines(client: Any, dumps: list[Any], tmp_path: Path) -> None:
    """Text, not bytes: what JSON can hold."""
    texts = [dump for dump in dumps if dump.id != "picture"]
    lines = [json.dumps({"id": d.id, "url": d.url, "text": d.raw.decode()}) for d in texts]
    for name, part in (("a.jsonl", lines[:6]), ("b.jsonl", lines[6:])):
        (tmp_path / name).write_text("\n".join(part), encoding="utf-8")

    bag = dask.bag.read_text(f"{tmp_path}/*.jsonl").map(json.loads)

    assert bag.npartitions == 2
    assert [name for name, _ in write(clean_bag(bag), tmp_path / "out")] == [d.id for d in texts]
    assert [each for _, each in written(tmp_path / "out")] == [newsclean_of(d) for d in texts]


def test_a_dataframe_of_parquet(client: Any, dumps: list[Any], tmp_path: Path) -> None:
    table = pa.table(
        {"text": [d.raw for d in dumps], "url": [d.url for d in dumps], "id": [d.id for d in dumps]}
    )
    for number in range(2):
        pq.write_table(table.slice(number * 8, 8 if number == 0 else None), tmp_path / f"{number}.parquet")

    frame = dd.read_parquet([tmp_path / "0.parquet", tmp_path / "1.parquet"], split_row_groups=False)

    assert frame.npartitions == 2
    assert write(clean_dataframe(frame), tmp_path / "out") == [(d.id, d.expected) for d in dumps]


def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    client: Any, dumps: list[Any], tmp_path: Path
) -> None:
    """Each of the two workers is killed once in mid-run, as the system kills one that is out of memory."""
    rows = [
        {"id": f"{n}-{d.id}", "url": d.url, "text": d.raw} for n in range(80) for d in dumps if d.expected
    ]
    articles = {d.id: d.expected for d in dumps}
    frame = clean_bag(dask.bag.from_sequence(rows, npartitions=40))
    victims = list(client.run(os.getpid).values())

    job = client.compute(
        frame.to_parquet(tmp_path / "out", schema=outcome_schema(), write_index=False, compute=False)
    )
    seen: list[int] = []
    while not job.done():
        finished = len(list((tmp_path / "out").glob("*.parquet")))
        if victims and finished >= 5 + 10 * len(seen):
            seen.append(finished)
            os.kill(victims.pop(), signal.SIGKILL)
        try:
            distributed.wait(job, timeout=0.02)
        except TimeoutError:
            continue
    job.result()

    assert len(seen) == 2
    assert all(finished < 40 for finished in seen)
    assert written(tmp_path / "out") == [
        (row["id"], articles[str(row["id"]).partition("-")[2]]) for row in rows
    ]
