"""A leak anywhere in a page's markup: it is told with its exact span, and the page parses as without it."""

import re
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

import newsclean
from newsclean.article import Article

HTML = "a \"quoted\" <b>bold</b> --> </p></script> 'word'"
BLOB = '[{"id":"7","key":"Ice "Gone""}]'
PRINTED = (
    f'string({len(HTML)}) "{HTML}"\n',
    f'string({len(BLOB)}) "{BLOB}"\n',
    'array(2) {\n  ["note"]=>\n  string(8) "Ice "x">"\n  ["n"]=>\n  int(7)\n}\n',
    'object(Post)#3 (1) {\n  ["id":protected]=>\n  string(2) "\'>"\n}\n',
    'Array\n(\n    [id] => 7\n    [html] => <a href="x">y</a>\n)\n',
    'a:2:{s:4:"note";s:4:"a"b>";s:1:"n";i:3;}',
    "array (\n  'p' => 'it\\'s <i>',\n  'q' => \n  array (\n    0 => 1.5,\n  ),\n)",
    "\nNotice: Undefined index: pic in /var/www/site/news.php on line 12\n",
    "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/var/www/a.php</b> on line <b>9</b><br />\n",
    "\nFatal error: Uncaught Exception: no \"db\" in /srv/a.php:3\nStack trace:\n#0 /srv/b.php(7): f('x')\n"
    "#1 {main}\n  thrown in /srv/a.php on line 3\n",
)
PROSE = (
    "The road over the pass was closed on Monday after heavy snow, the police said in a statement.",
    "Two lorries had slid off the carriageway during the night, and the ploughs could not get through.",
    "It will be opened again on Wednesday at the earliest, the canton's engineers told the paper.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Snow closes the pass - The Valley Herald</title><!-- cached at noon -->
<meta property="og:title" content="Snow closes the pass">
<link rel="canonical" href="https://herald.example/news/snow-closes-the-pass">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle",
"headline":"Snow closes the pass","datePublished":"2024-01-08T07:30:00+01:00",
"author":[{{"@type":"Person","name":"Ida Roe"}}]}}]}}</script>
<style>.story {{ color: #333 }}</style><script>window.dataLayer = window.dataLayer || [];</script>
</head><body class="news"><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article class="story wide"><h1>Snow closes the pass</h1>
<div class="by">By <a rel="author" href='/ida'>Ida Roe</a>
<time datetime="2024-01-08T07:30">8 January 2024</time></div><div class="story-body">
{"".join(f"<p>{each}</p>" for each in PROSE)}</div><!-- end of story --></article>
<img src=a.jpg alt="The pass, under two metres of snow"><form><input type="hidden" value=""></form>
<table><tr><td>Depth</td><td>2.10 m</td></tr></table><!---->
<aside class="related"><ul><li><a href="/news/9">Floods in the south of the valley</a></li></ul></aside>
<footer>© The Valley Herald</footer></body></html>"""

WITHIN = (
    r'(?<=\w=")[^"<>]*+(?=")',  # a value, whose tag the leak's quotes break
    r"(?<=\w=')[^'<>]*+(?=')",
    r"(?<=<!--)[^<>]*+(?=-->)",
    r"(?<=<script>)[^<>]*+(?=</script>)",
    r'(?<=json">)[^<>]*+(?=</script>)',
    r"(?<=<style>)[^<>]*+(?=</style>)",
    r"(?<=>)[^<>]*+(?=<)",  # between two tags, in the head as in the body
)


def slots(page: str) -> list[int]:
    """Every offset of the page but those inside of a tag's own syntax, or right behind a script's."""
    return sorted(
        {
            at
            for pattern in WITHIN
            for found in re.finditer(pattern, page)
            for at in range(found.start(), found.end() + 1)
            if page[at - 1] not in ":;\\|$@"
        }
    )


SLOTS = slots(PAGE)
APART = [at for at in SLOTS if PAGE[at - 1] in ">\"'"]  # at the beginning of what stands there


def read(page: str) -> tuple[dict[str, Any], Article]:
    """All that an Article says but where it stands in the markup, and the Article."""
    article = newsclean.parse(page)
    said = article.model_dump(exclude={"leaks", "provenance", "problems", "confidence"})
    return {**said, "dropped": [(each.text, each.reason) for each in article.dropped]}, article


WITHOUT, _ = read(PAGE)


@given(st.sampled_from(SLOTS), st.sampled_from(PRINTED))
@example(PAGE.index("Snow closes"), PRINTED[6])
@example(PAGE.index("<meta charset"), PRINTED[8])
def test_a_page_parses_as_if_the_leak_had_never_been_there(at: int, printed: str) -> None:
    """Headline, date, authors, body and every dropped line are the same; the leak is told."""
    page = PAGE[:at] + printed + PAGE[at:]

    said, article = read(page)

    assert [leak.span.of(page) for leak in article.leaks] == [printed.strip()]
    assert said == WITHOUT


@given(st.dictionaries(st.sampled_from(APART), st.sampled_from(PRINTED), min_size=2, max_size=4))
def test_several_leaks_in_a_page_are_all_told(placed: dict[int, str]) -> None:
    page = PAGE
    for at, printed in sorted(placed.items(), reverse=True):
        page = page[:at] + printed + page[at:]

    said, article = read(page)

    assert [leak.span.of(page) for leak in article.leaks] == [
        text.strip() for _, text in sorted(placed.items())
    ]
    assert said == WITHOUT


def test_a_report_before_the_page_changes_nothing() -> None:
    """The commonest place of all: before the doctype."""
    for printed in PRINTED:
        said, article = read(printed + PAGE)

        assert [leak.span.of(printed + PAGE) for leak in article.leaks] == [printed.strip()]
        assert said == WITHOUT


def test_a_number_in_a_tag_or_a_script_is_no_leak() -> None:
    for inside in ('<div data-call="int(5)">', "<script>float(1.5)\nbool(true)</script>", "<!-- i:5; -->"):
        assert not read(PAGE.replace("<article", f"{inside}<article"))[1].leaks
