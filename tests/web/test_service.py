"""The service over HTTP: what is asked in every form, what is refused, and what comes back."""

import base64
import io
import json
import tomllib
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

import newsclean

testclient = pytest.importorskip("starlette.testclient", reason="newsclean[web] is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from newsclean.web.app import application  # noqa: E402
from newsclean.web.openapi import EXAMPLES  # noqa: E402
from newsclean.web.settings import Settings  # noqa: E402

DUMP = (
    "Island Ferry Sails Again After Nine Weeks\n\nIsland Ferry Sails Again After Nine Weeks\n"
    "Wed Mar 04, 2015 06:41:17\n\nThe island’s only ferry returned to service on Wednesday after nine weeks "
    "in dry dock, the operator said.\n\nResidents had relied on a fishing boat.\n\n"
    'MO/RT 7\n\narray(1) {\n  ["id"]=>\n  string(5) "50231"\n}\n'
)
HEADLINE = "Island Ferry Sails Again After Nine Weeks"


def client(**settings: Any) -> Any:
    """A service in this process."""
    return testclient.TestClient(
        application(Settings(workers=0, **settings)),
        base_url="http://localhost",
        raise_server_exceptions=False,
    )


@pytest.fixture(scope="module")
def service() -> Iterator[Any]:
    with client(most_bytes=200_000, most_dumps=3) as made:
        yield made


def lines(answer: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.text.splitlines()]


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


BODIES = {
    "json-text": {"json": {"text": DUMP}},
    "json-html": {"json": {"html": DUMP}},
    "text": {"content": DUMP.encode(), "headers": {"content-type": "text/plain"}},
    "bytes": {"content": DUMP.encode(), "headers": {"content-type": "application/octet-stream"}},
    "form": {"files": {"dump": ("ferry.txt", DUMP.encode())}},
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_dump_is_parsed_as_by_the_library(service: Any, body: dict[str, Any]) -> None:
    """Byte for byte the JSON of `parse`, in whatever form the dump comes."""
    answer = service.post("/parse", **body)

    assert answer.status_code == 200
    assert answer.text == newsclean.parse(DUMP).model_dump_json()


@pytest.mark.parametrize(
    "asked",
    [
        {"json": {"text": DUMP, "url": "https://tern.example/1.html", "timezone": "Europe/Oslo"}},
        {
            "files": {"dump": ("ferry.txt", DUMP.encode())},
            "data": {"url": "https://tern.example/1.html", "timezone": "Europe/Oslo"},
        },
        {
            "content": DUMP.encode(),
            "headers": {"content-type": "text/plain"},
            "params": {"url": "https://tern.example/1.html", "timezone": "Europe/Oslo"},
        },
    ],
    ids=["json", "form", "address"],
)
def test_the_keywords_of_parse_are_heard(service: Any, asked: dict[str, Any]) -> None:
    """In the object, as fields of the form, or in the address."""
    answer = service.post("/parse", **asked)
    expected = newsclean.parse(DUMP, url="https://tern.example/1.html", timezone="Europe/Oslo")

    assert answer.text == expected.model_dump_json()


def test_the_declared_charset_is_heard(service: Any) -> None:
    """Of the body, where the body is the dump."""
    text = (
        "Паром вернулся в порт\n\nЕдинственный паром острова вернулся на линию в среду, сообщил оператор.\n"
    )

    answer = service.post(
        "/parse", content=text.encode("koi8-r"), headers={"content-type": "text/plain; charset=koi8-r"}
    )

    assert "Единственный паром" in answer.json()["body"]


def test_several_dumps_come_back_line_by_line(service: Any) -> None:
    """In their order, under their names, and one that is no article costs itself alone."""
    asked = {"dumps": [{"name": "ferry", "text": DUMP}, "", {"text": "a", "html": "b"}]}

    answer = service.post("/parse", json=asked)
    told = lines(answer)

    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [each["source"] for each in told] == ["ferry", "item:1", "item:2"]
    assert told[0]["headline"] == HEADLINE
    assert [each["error"]["code"] for each in told[1:]] == ["empty", "malformed"]


def test_lines_of_json_are_read_one_by_one(service: Any) -> None:
    """A line that is no JSON costs itself alone."""
    body = json.dumps({"text": DUMP}) + "\n{broken\n\n" + json.dumps(DUMP)

    told = lines(service.post("/parse", content=body, headers={"content-type": "application/x-ndjson"}))

    assert [each.get("headline") or each["error"]["code"] for each in told] == [
        HEADLINE,
        "malformed",
        HEADLINE,
    ]


def test_what_is_said_of_all_dumps_yields_to_what_one_says(service: Any) -> None:
    """`timezone` of the request, unless the dump has its own."""
    asked = {"dumps": [DUMP, {"text": DUMP, "timezone": "UTC"}], "timezone": "Europe/Oslo"}

    told = lines(service.post("/parse", json=asked))

    expected = [
        newsclean.parse(DUMP, timezone=zone).model_dump(mode="json")["published"]
        for zone in ("Europe/Oslo", "UTC")
    ]

    assert [each["published"] for each in told] == expected


REFUSED: dict[str, tuple[dict[str, Any], tuple[int, str]]] = {
    "no-json": ({"content": "{", "headers": {"content-type": "application/json"}}, (400, "malformed")),
    "no-text": ({"json": {}}, (400, "malformed")),
    "two-texts": ({"json": {"text": "a", "html": "b"}}, (400, "malformed")),
    "unknown-keyword": ({"json": {"text": DUMP, "lang": "en"}}, (400, "malformed")),
    "no-time": ({"json": {"text": DUMP, "fetched": "yesterday"}}, (400, "malformed")),
    "half-a-surrogate": (
        {"content": '{"text": "\\ud800"}', "headers": {"content-type": "application/json"}},
        (400, "malformed"),
    ),
    "deep": ({"content": "[" * 100_000, "headers": {"content-type": "application/json"}}, (400, "malformed")),
    "no-file": ({"files": {"a": (None, "b")}}, (400, "malformed")),
    "bad-form": (
        {"content": "x", "headers": {"content-type": "multipart/form-data"}},
        (400, "malformed"),
    ),
    "no-such-extractor": ({"json": {"text": DUMP, "without": ["headline.guess"]}}, (400, "malformed")),
    "no-such-field": ({"json": {"text": DUMP, "thresholds": {"headlines": 0.5}}}, (400, "malformed")),
    "wrong-profile": ({"json": {"text": DUMP, "profile": "endz = []"}}, (422, "knowledge")),
    "no-toml": ({"json": {"text": DUMP, "profile": "ends = ["}}, (422, "knowledge")),
    "no-such-zone": ({"json": {"text": DUMP, "timezone": "Europe/Atlantis"}}, (400, "malformed")),
    "unsupported": (
        {"content": DUMP.encode(), "headers": {"content-type": "application/x-www-form-urlencoded"}},
        (415, "unsupported"),
    ),
    "too-large": ({"json": {"text": "x" * 200_001}}, (413, "too-large")),
    "too-many": ({"json": {"dumps": ["a"] * 4}}, (413, "too-many")),
    "empty": ({"json": {"text": "  "}}, (422, "empty")),
    "not-an-article": ({"json": {"text": "*"}}, (422, "not-an-article")),
    "undecodable": (
        {"content": bytes(range(32)) * 40, "headers": {"content-type": "application/octet-stream"}},
        (422, "undecodable"),
    ),
}


@pytest.mark.parametrize(("asked", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_told_by_a_code(
    service: Any, asked: dict[str, Any], expected: tuple[int, str]
) -> None:
    """As JSON, with a status that fits."""
    answer = service.post("/parse", **asked)

    assert code(answer) == expected


def test_a_body_of_no_told_length_is_counted(service: Any) -> None:
    """A stream ends at the limit, whatever it declares."""
    parts = (b"x" * 50_000 for _ in range(5))

    answer = service.post("/parse", content=parts, headers={"content-type": "text/plain"})

    assert code(answer) == (413, "too-large")


def test_unknown_addresses_and_methods_are_told_as_json(service: Any) -> None:
    """Like every other error."""
    assert code(service.get("/nowhere")) == (404, "not-found")
    assert code(service.get("/parse")) == (405, "method")


def test_what_is_no_number_of_json_is_told_as_text(service: Any) -> None:
    """In the data of a page as in leaks: a browser reads no `NaN`."""
    data = '<script type="application/ld+json">{"@type": "WebSite", "a": NaN, "b": "\\ud800"}</script>'

    answer = service.post("/explain", json={"html": f"{data}<h1>{HEADLINE}</h1><p>{DUMP}</p>"})
    told = json.loads(answer.content, parse_constant=pytest.fail)

    assert [each["data"] for each in told["stretches"] if "data" in each] == [
        {"@type": "WebSite", "a": "NaN", "b": "\ufffd"}
    ]


def test_changes_of_the_toolkit_change_the_article(service: Any) -> None:
    """Thresholds, extractors and profiles, as the library's own Toolkit has them."""
    withheld = service.post("/parse", json={"text": DUMP, "thresholds": {"byline": 1.0}}).json()
    profiled = service.post(
        "/parse",
        json={
            "text": DUMP,
            "profile": 'ends = ["Residents had relied on a fishing boat."]',
        },
    ).json()

    assert withheld["byline"] is None
    assert "Residents" not in profiled["body"]


def test_a_profile_holds_for_the_dump_that_it_is_sent_with(service: Any) -> None:
    """Whatever hosts it names: whoever sends the two together means it."""
    profile = 'hosts = ["elsewhere.example"]\nends = ["Residents had relied on a fishing boat."]'

    told = service.post("/parse", json={"text": DUMP, "profile": profile}).json()

    assert "Residents" not in told["body"]


def test_an_explanation_says_what_the_terminal_says(service: Any) -> None:
    """One rendering of rulings: the same words, and every stretch of the dump with its role."""
    told = service.post("/explain", json={"text": DUMP}).json()
    terminal = newsclean.explain(DUMP).render(colour=False, width=1000)

    assert told["article"] == newsclean.parse(DUMP).model_dump(mode="json")
    for ruling in told["rulings"]:
        assert f"{ruling['points']:+.2f} {ruling['value']}" in terminal
        assert all(vote in terminal for vote in ruling["votes"])
        assert all(rival["words"] in terminal for rival in ruling["beaten"][:3])
    roles = [stretch["role"] for stretch in told["stretches"]]
    assert roles[0] != roles[1]
    assert {"headline", "dropped: duplicate-headline", "published", "body", "byline", "leak"} == set(roles)
    assert told["leaks"][told["stretches"][-1]["leak"]]["value"] == {"id": "50231"}


def test_what_is_no_article_is_explained_all_the_same(service: Any) -> None:
    """With the error beside the stretches."""
    answer = service.post("/explain", json={"text": "***\n\n***"})

    assert code(answer) == (422, "not-an-article")
    assert answer.json()["article"] is None
    assert answer.json()["source"] == "***\n\n***"


def test_leaks_are_found_alone(service: Any) -> None:
    """As they stand in an Article."""
    told = service.post("/leaks", json={"text": DUMP}).json()["leaks"]

    assert told == newsclean.parse(DUMP).model_dump(mode="json")["leaks"]


def test_a_fixture_is_what_the_tests_read(service: Any) -> None:
    """`input.txt`, what came of it, and what was known."""
    asked = {"text": DUMP, "url": "https://tern.example/1.html", "fetched": "2015-03-05T10:00:00Z"}

    packed = base64.b64decode(service.post("/fixture", json=asked).json()["zip"])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    hints = tomllib.loads(files["hints.toml"])

    assert files["input.txt"] == DUMP
    assert json.loads(files["expected.json"])["byline.code"] == "MO/RT 7"
    assert newsclean.parse(files["input.txt"], **hints).headline == HEADLINE


def test_every_example_of_the_description_is_answered(service: Any) -> None:
    """What `/openapi.json` shows can be sent as it stands."""
    described = service.get("/openapi.json").json()
    shown = described["paths"]["/parse"]["post"]["requestBody"]["content"]["application/json"]["examples"]
    statuses = [service.post("/parse", json=each["value"]).status_code for each in shown.values()]

    assert list(shown) == list(EXAMPLES)
    assert statuses == [200] * len(EXAMPLES)


def test_every_reference_of_the_description_leads_somewhere(service: Any) -> None:
    """The schemas are whole."""
    described = service.get("/openapi.json")
    names = {part.split('"')[0] for part in described.text.split("#/components/schemas/")[1:]}

    assert names <= set(described.json()["components"]["schemas"])


def test_what_can_be_changed_is_listed(service: Any) -> None:
    """Extractors, fields and thresholds, for the workbench's switches and sliders."""
    told = service.get("/toolkit").json()

    assert {"name": "body.forest", "reads": "text"} in told["extractors"]
    assert "headline" in told["fields"]


def test_a_token_is_asked_for_where_one_is_set() -> None:
    """Of everything but the page itself and its health."""
    with client(token="secret") as service:
        refused = service.post("/parse", json={"text": DUMP})
        wrong = service.post("/parse", json={"text": DUMP}, headers={"authorization": "Bearer secrets"})
        right = service.post("/parse", json={"text": DUMP}, headers={"authorization": "Bearer secret"})
        page = service.get("/")

    assert code(refused) == code(wrong) == (401, "unauthorized")
    assert (right.status_code, page.status_code) == (200, 200)


def test_other_names_of_this_machine_are_refused(service: Any) -> None:
    """A page of another site may have its own name point here, and must not read the answers."""
    assert code(service.get("/health", headers={"host": "evil.example"})) == (403, "wrong-host")
    assert service.get("/health", headers={"host": "[::1]:8765"}).status_code == 200


def test_other_sites_may_ask_only_where_they_are_named() -> None:
    """No CORS header unless told so."""
    origin = {"origin": "https://desk.example"}
    with client() as closed, client(origins=("https://desk.example",)) as opened:
        without = closed.get("/health", headers=origin)
        named = opened.get("/health", headers=origin)

    assert "access-control-allow-origin" not in without.headers
    assert named.headers["access-control-allow-origin"] == "https://desk.example"


@pytest.mark.parametrize("path", ["/", "/style.css", "/script.js", "/health"])
def test_nothing_runs_that_is_not_the_page_s_own(service: Any, path: str) -> None:
    """The policy forbids inline script and style, and everything from elsewhere."""
    answer = service.get(path)

    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_the_page_loads_nothing_from_elsewhere(service: Any) -> None:
    """It works without a network."""
    text = "".join(service.get(path).text for path in ("/", "/style.css", "/script.js"))

    assert not [word for word in ("//cdn", 'src="http', 'href="http', "@import", "url(") if word in text]
