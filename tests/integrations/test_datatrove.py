"""A datatrove pipeline from raw pages on disk to documents of articles on disk."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import newsclean

pytest.importorskip("datatrove", reason="newsclean[datatrove] is not installed")

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from newsclean.integrations.datatrove import CleanArticles

pytestmark = pytest.mark.datatrove


def lines(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("*.jsonl.gz"))
    return [json.loads(line) for path in files for line in gzip.decompress(path.read_bytes()).splitlines()]


def test_documents_become_articles_with_their_fields_as_metadata(dumps: list[Any], tmp_path: Path) -> None:
    """And what is no article goes to the exclusion writer, with its reason."""
    texts = [dump for dump in dumps if dump.id not in ("picture", "empty")]
    (tmp_path / "in").mkdir()
    told = [{"id": d.id, "text": d.raw.decode(), "url": d.url, "date": "2024-05-01T10:00:00Z"} for d in texts]
    told.append({"id": "marks", "text": "- - -", "url": "https://elm.example/marks"})
    written = "\n".join(map(json.dumps, told))
    (tmp_path / "in" / "dumps.jsonl").write_text(written, encoding="utf-8")

    stats = LocalPipelineExecutor(
        pipeline=[
            JsonlReader(str(tmp_path / "in")),
            CleanArticles(exclusion_writer=JsonlWriter(str(tmp_path / "dropped"))),
            JsonlWriter(str(tmp_path / "articles")),
        ],
        logging_dir=str(tmp_path / "logs"),
    ).run()

    documents = {document["id"]: document for document in lines(tmp_path / "articles")}
    assert list(documents) == [dump.id for dump in texts]
    for source in told[:-1]:
        wanted = article_json(source)
        document = documents[source["id"]]
        metadata = {name: value for name, value in document["metadata"].items() if name in wanted}
        assert metadata | {"body": document["text"]} == wanted | {"url": wanted["url"] or source["url"]}
    (dropped,) = lines(tmp_path / "dropped")
    assert dropped["metadata"]["filter_reason"] == "not-an-article"
    assert dropped["metadata"]["newsclean_error"] == "the dump has neither a headline nor a body"
    assert stats.stats[1].stats["dropped_not-an-article"].total == 1


def article_json(source: dict[str, str]) -> dict[str, Any]:
    from datetime import datetime

    article = newsclean.parse(
        source["text"], url=source["url"], fetched=datetime.fromisoformat(source["date"])
    )
    return article.model_dump(mode="json")
