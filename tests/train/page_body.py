#!/usr/bin/env python3
# mypy: ignore-errors
"""
Fit the two forests that elect the body of a page, and say how well they do on sites they have not seen.

    python -m tests.train.page_body CORPUS.jsonl [CORPUS.jsonl …] [--into newsclean/learnt/trees]

A corpus has a row a page: `html` (a gzipped file beside the corpus), `url`, and `truth` with `body`
(the article's text) or, weaker, `with` and `without` (snippets that belong to it or do not). The
pages are split by site: no fold is judged by a forest that has seen its site. Needs lightgbm and
numpy; the package itself does not.
"""

import argparse
import gzip
import json
import re
import zlib
from collections import Counter
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import lightgbm
import lxml.html
import numpy
from lxml import etree

from newsclean.core.document import Hints
from newsclean.knowledge import load
from newsclean.learnt.page_body_figures import GATE, Survey, figures_of_page
from newsclean.stages.decode import decode
from newsclean.stages.segment import segment
from tests.train.boosting import module_of

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
FOLDS = 5
WEAK = 0.08  # weight of a block that only a snippet labels; a whole page's blocks weigh about 1 together
CUTS = 3  # short pages made of every page
CUT = 0.05  # the weight of each of them, of a whole page's; from 0.3 on whole pages are read worse
PIECES = ("p", "h2", "h3", "h4", "li", "blockquote", "pre", "td")
INLINE = ("a", "b", "i", "em", "strong", "span", "br", "u", "sup", "sub", "small", "img")
PASSES = 0.3  # log-odds at the gate: of the truth 0.5 % is lost there, of the blocks 60 % are turned away
# By leaving sites out, two folds: mean F1 .9404 with 100 trees of 24 leaves, .9436 with 200, .9443 with 200
# of 40; .9426 with 300 of 24. Fewer leaves, a heavier least leaf and fewer figures a tree: .937 to .938.
GATE_LEAVES, TREES, LEAVES, RATE = 12, 200, 40, 0.1


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    pages = [page for corpus in asked.corpora for page in read(corpus)]
    gate = fit_gate(pages)
    pages = [passing(page, gate) for page in pages]
    cross_validate(pages)
    if asked.into:
        write(gate, list(GATE), -PASSES, asked.into / "html_gate.py")
        write(fit(pages), figures_of_page(load.markup()), 0.0, asked.into / "html_body.py")


def read(corpus: Path):
    """The pages, and of those whose article is known a page that was cut down to little more than it."""
    for line in corpus.open(encoding="utf-8"):
        row = json.loads(line)
        raw = gzip.decompress((corpus.parent / row["html"]).read_bytes())
        text = decode(raw, Hints()).text
        yield from measured(row, text, row["truth"], 1.0)
        if row["truth"].get("body"):
            for number in range(CUTS):
                short, body = cut(text, row["truth"]["body"], Random(f"{row['html']} {number}"))
                if body:
                    yield from measured(row, short, {"body": body}, CUT)


def measured(row, text, truth, counts):
    document = segment(decode(text, Hints(url=row.get("url"))), ())
    if not document.page:
        return
    survey = Survey(document, load.markup())
    gates, blocks = survey.gate_rows(), survey.shown
    if not gates:
        return
    texts = [document.blocks[index].text for index in blocks]
    labels, weights = label(texts, truth)
    yield {
        "site": ".".join((urlsplit(row.get("url") or "").hostname or "").split(".")[-2:]),
        "texts": texts,
        "truth": truth.get("body"),
        "cut": counts < 1,
        "gates": numpy.array(gates, dtype=float),
        "rows": numpy.array(list(survey.rows(blocks)), dtype=float),
        "labels": labels,
        "weights": weights * counts,
    }


def cut(text, body, draw):
    """
    The page with the article's first one to twelve pieces and few of the elements around, and their text.

    Without such pages a small one, as a feed or a plain site has it, looks like nothing ever seen.
    """
    try:
        page = lxml.html.document_fromstring(
            text.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except lxml.etree.ParserError:
        return "", ""
    known = grams(WORD.findall(body))
    pieces = [each for each in page.iter(*PIECES) if belongs(each, known)]
    kept, holders = pieces[: draw.randint(1, 12)], set()
    for each in kept:
        holders.update((each, *each.iterancestors()))
    for each in pieces[len(kept) :]:
        if each not in holders:
            each.drop_tree()
    share = draw.choice((0.1, 0.3, 0.6))
    for each in list(page.iter(etree.Element)):
        beside = each not in holders and each.getparent() in holders and each.tag not in (*INLINE, "head")
        if beside and each.getparent() not in kept and draw.random() > share:
            each.drop_tree()
    return lxml.html.tostring(page, encoding="unicode"), "\n".join(each.text_content() for each in kept)


def belongs(element, known):
    if next(element.iterchildren(*PIECES), None) is not None:
        return False
    own = grams(WORD.findall(element.text_content()))
    return sum(own.values()) > 0 and sum((own & known).values()) >= 0.6 * sum(own.values())


def label(texts, truth):
    """For each block the share of it that the truth holds (-1: unknown), and its weight."""
    if not truth.get("body"):
        folded = [" ".join(text.split()) for text in texts]
        inside = [any(" ".join(s.split()) in text for s in truth["with"]) for text in folded]
        outside = [any(" ".join(s.split()) in text for s in truth["without"]) for text in folded]
        labels = [1.0 if i else 0.0 if o else -1.0 for i, o in zip(inside, outside, strict=True)]
        return numpy.array(labels), numpy.full(len(texts), WEAK)
    words = [WORD.findall(text) for text in texts]
    left = grams(WORD.findall(truth["body"]))
    lines = Counter(" ".join(WORD.findall(line)) for line in truth["body"].splitlines())
    size = sum(left.values()) + 60
    labels = []
    for each in words:
        if len(each) < 4:
            line = " ".join(each)
            labels.append(float(lines[line] > 0))
            lines[line] -= 1
            continue
        own = grams(each)
        labels.append(sum((own & left).values()) / sum(own.values()))
        left -= own
    certain = numpy.maximum(numpy.abs(2 * numpy.array(labels) - 1), 0.1)
    weights = (numpy.array([len(each) for each in words]) + 1.5) / size * certain
    return numpy.array(labels), numpy.minimum(weights, 0.5)


def grams(words):
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def fit_gate(pages):
    """One tree; for it a block of the article weighs by its length, any other by its number."""
    told = [page for page in pages if page["truth"] and not page["cut"]]
    labels = numpy.concatenate([page["labels"] >= 0.5 for page in told])
    heavy = numpy.concatenate([page["weights"] * 30 for page in told])
    light = numpy.concatenate([numpy.full(len(page["texts"]), 1 / len(page["texts"])) for page in told])
    data = lightgbm.Dataset(
        numpy.vstack([page["gates"] for page in told]), labels, weight=numpy.where(labels, heavy, light)
    )
    return lightgbm.train(settings(GATE_LEAVES, 0.5, boost_from_average=False), data, 1)


def passing(page, gate):
    kept = gate.predict(page["gates"], raw_score=True) > PASSES
    texts = [text for text, passed in zip(page["texts"], kept, strict=True) if passed]
    return {**page, "texts": texts, **{name: page[name][kept] for name in ("rows", "labels", "weights")}}


def fit(pages):
    known = [page["labels"] >= 0 for page in pages]
    rows = numpy.vstack([page["rows"][k] for page, k in zip(pages, known, strict=True)])
    labels = numpy.concatenate([page["labels"][k] >= 0.5 for page, k in zip(pages, known, strict=True)])
    weights = numpy.concatenate([page["weights"][k] for page, k in zip(pages, known, strict=True)])
    data = lightgbm.Dataset(rows, labels, weight=weights)
    return lightgbm.train(settings(LEAVES, RATE, feature_fraction=0.5, lambda_l2=1.0), data, TREES)


def settings(leaves, rate, **more):
    fixed = {"objective": "binary", "min_sum_hessian_in_leaf": 0.3, "max_bin": 63, "verbose": -1, "seed": 1}
    return {
        **fixed,
        "num_leaves": leaves,
        "learning_rate": rate,
        "deterministic": True,
        "num_threads": 1,
        **more,
    }


def cross_validate(pages) -> None:
    """Print precision and recall of the blocks' words on sites that the forest has not seen."""
    found = {False: [], True: []}
    for fold in range(FOLDS):
        here = [zlib.crc32(page["site"].encode()) % FOLDS == fold for page in pages]
        forest = fit([page for page, held in zip(pages, here, strict=True) if not held])
        for page, held in zip(pages, here, strict=True):
            if held and page["truth"] and page["texts"]:
                chosen = forest.predict(page["rows"]) >= 0.5
                text = "\n".join(t for t, c in zip(page["texts"], chosen, strict=True) if c)
                got, wanted = grams(WORD.findall(text)), grams(WORD.findall(page["truth"]))
                shared = sum((got & wanted).values())
                found[page["cut"]].append(
                    (shared / max(1, sum(got.values())), shared / max(1, sum(wanted.values())))
                )
    for name, each in (("whole", found[False]), ("cut", found[True])):
        precision, recall = numpy.mean(each, axis=0)
        both = numpy.mean([2 * p * r / (p + r) if p + r else 0.0 for p, r in each])
        print(f"{len(each)} {name} pages: P {precision:.4f} R {recall:.4f} mean F1 {both:.4f}")


def write(model, names, bias, path: Path) -> None:
    trees = [node(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    path.write_text(module_of(trees, names, "tests/train/page_body.py", bias), encoding="utf-8")


def node(tree):
    if "leaf_value" in tree:
        return round(tree["leaf_value"], 4)
    low, high = node(tree["left_child"]), node(tree["right_child"])
    return [tree["split_feature"], round(tree["threshold"], 5), low, high]


if __name__ == "__main__":
    main()
