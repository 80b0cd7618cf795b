"""What an article holds beside paragraphs: tables, code, verse, terms, quotations, answers, links."""

from collections.abc import Iterator, Sequence

import pytest

import newsclean

PROSE = {
    "en": (
        "The harbour office closed the eastern quay on Tuesday after divers had found cracks in its footing.",
        "Ferries leave from the fish market until the repairs are done, which will take until the autumn.",
        "The city has set aside four million for the work, and a second quay will be looked at next year.",
    ),
    "de": (
        "Das Hafenamt hat am Dienstag den Kai gesperrt, nachdem Taucher Risse im Fundament gefunden hatten.",
        "Die Fähren legen bis zum Ende der Arbeiten vom Fischmarkt ab, und das dauert bis in den Herbst.",
        "Die Stadt hat vier Millionen bereitgestellt, ein zweiter Kai wird im nächsten Jahr geprüft.",
    ),
    "ru": (
        "Администрация порта во вторник закрыла причал после того, как водолазы нашли трещины в основании.",
        "Паромы будут отходить от рыбного рынка до конца работ, которые продлятся до осени.",
        "Город выделил на работы четыре миллиона, а второй причал проверят в будущем году.",
    ),
    "ja": (
        "港湾事務所は火曜日、潜水士が基礎にひび割れを見つけたことを受け、東岸壁を閉鎖した。",
        "修理は秋まで続く見通しで、それまでフェリーは魚市場から出発する。",
        "市は工事に四百万を計上しており、来年には二つ目の岸壁も調査する。",
    ),
}
TEASERS = "".join(
    f"<div class='card'><h3><a href='/{n}'>Another story about valley {n}</a></h3><p>What happened.</p></div>"
    for n in range(4)
)
MENU = (
    "<ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li><li><a href='/c'>Culture</a></li></ul>"
)
TEMPLATES = {
    "article": "<header><nav>{menu}</nav></header><main><article><h1>Quay closed</h1>"
    "<div class='article-body'>{body}</div></article>"
    "<aside class='related'><h2>More</h2>{teasers}</aside></main>",
    "divs": "<div id='left'>{menu}</div><div id='mid'><h1>Quay closed</h1>"
    "<div class='dt'>05.03.2024 10:00</div><div class='text'>{body}</div></div>"
    "<div id='right'>{teasers}</div>",
    "bare": "<h1>Quay closed</h1>{body}",
    "table": "<table><tr><td>{menu}</td><td><h1>Quay closed</h1>{body}</td><td>{teasers}</td></tr></table>",
}


def parsed(
    form: str, template: str = "article", language: str = "en", *, last: bool = False
) -> newsclean.Article:
    """The article of a page with a form among its paragraphs, or behind them."""
    one, two, three = (f"<p>{each}</p>\n" for each in PROSE[language])
    body = f"{one}{two}{three}{form}" if last else f"{one}{two}{form}\n{three}"
    shown = TEMPLATES[template].format(menu=MENU, body=body, teasers=TEASERS)
    raw = f"<html lang='{language}'><head><title>Quay closed</title></head><body>{shown}</body></html>"
    article = newsclean.parse(raw, url="https://tern.example/news/1")
    assert all(each in article.paragraphs for each in PROSE[language])
    return article


def table(rows: Sequence[Sequence[str]], cell: str = "{}") -> str:
    """Rows of cells; the first row is the heading."""

    def written() -> Iterator[str]:
        for number, row in enumerate(rows):
            tag = "td" if number else "th"
            yield f"<tr>{''.join(f'<{tag}>{cell.format(each)}</{tag}>' for each in row)}</tr>\n"

    return f"<table>{''.join(written())}</table>"


# Behind the last line, where no class tells what holds the article, a table is as likely a teaser's.
@pytest.mark.parametrize(
    ("template", "last"),
    [(each, last) for each in TEMPLATES for last in (False, True) if not last or each != "table"],
)
@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("en", (("Team", "Played", "Points"), ("Tern United", "21", "44"), ("Gull Rovers", "21", "39"))),
        ("de", (("Mehl", "250 g"), ("Butter", "100 g"), ("Eier", "2"))),
        ("ru", (("Кандидат", "Голоса"), ("Иванова", "12 345"), ("Петров", "11 008"))),
        ("ja", (("順位", "チーム", "勝点"), ("1", "テルン", "44"), ("2", "カモメ", "39"))),
    ],
)
def test_a_table_of_short_cells_keeps_its_rows(
    language: str, rows: Sequence[Sequence[str]], template: str, last: bool
) -> None:
    article = parsed(table(rows, "<p>{}</p>"), template, language, last=last)

    assert "\n".join(" | ".join(row) for row in rows) in article.paragraphs
    assert article.body_html.count("<tr>") == len(rows)
    assert "| " + " | ".join(rows[-1]) + " |" in article.body_markdown


def test_a_cell_without_text_keeps_its_place() -> None:
    article = parsed(table((("", "Played", "Points"), ("Tern", "", "44"), ("Gull", "21", ""))))

    assert "| Played | Points\nTern | | 44\nGull | 21 |" in article.paragraphs
    assert "|  | Played | Points |" in article.body_markdown
    assert "<td>Tern</td>\n<td></td>" in article.body_html


def test_markdown_fills_up_the_heading_of_a_table_alone() -> None:
    rows = "<tr><td>Tern<td>a" + "<td>x" * 200 + "</tr>" + "<tr><td>Roe</td></tr>" * 200
    article = parsed(f"<table>{rows}</table>")

    assert "\n| Roe |\n| Roe |\n" in article.body_markdown


def test_the_heading_above_a_table_is_the_articles_as_well() -> None:
    article = parsed(f"<h3>The table</h3>{table((('Team', 'Points'), ('Tern', '44'), ('Gull', '39')))}")

    assert article.paragraphs[2:4] == ["The table", "Team | Points\nTern | 44\nGull | 39"]


@pytest.mark.parametrize(
    "form",
    [
        f"<div class='related-stories'>{table((('Gulls', '3'), ('Skuas', '4')))}</div>",
        table((("<a href='/8'>Floods in the valley</a>",), ("<a href='/9'>Gulls in the city</a>",))),
    ],
)
def test_a_table_of_other_stories_is_not_the_articles(form: str) -> None:
    assert parsed(form).paragraphs == list(PROSE["en"])


def test_a_table_that_lays_out_the_page_has_no_rows() -> None:
    article = parsed("<p>So it was.</p>", "table")

    assert "|" not in article.body
    assert "<table>" not in article.body_html


CODE = "def quay(x):\n    if x > 2:\n        return 'closed'\n    return 'open'"


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    "form",
    [
        "<pre>\n{}</pre>",
        "<pre class='language-python'><code class='language-python'>{}\n</code></pre>",
        "<div class='highlight'><pre><span></span>{}</pre></div>",
    ],
)
def test_code_keeps_its_lines_and_margins(form: str, template: str) -> None:
    article = parsed(form.format(CODE.replace(">", "&gt;")), template)

    assert CODE in article.paragraphs
    assert f"<pre>{CODE.replace('>', '&gt;')}</pre>" in article.body_html
    assert f"```\n{CODE}\n```" in article.body_markdown


@pytest.mark.parametrize("between", ["<br>", "<br/>\n", "</span>\n<span>", "</div><div>"])
def test_lines_of_code_are_lines_whatever_divides_them(between: str) -> None:
    lines = CODE.replace(">", "&gt;").splitlines()

    article = parsed(f"<pre><div><span>{between.join(lines)}</span></div></pre>")

    assert CODE in article.paragraphs


def test_fences_around_code_are_longer_than_any_in_it() -> None:
    assert "````\na\n```\nb\n````\n" in parsed("<pre>a\n```\nb</pre>").body_markdown


VERSE = {
    "en": ("I went down to the quay at dawn", "the gulls were crying over stone", "and I was there alone"),
    "de": ("Am Kai im grauen Morgenlicht", "da schrien die Möwen laut", "das hat mich angeschaut"),
    "ja": ("古い岸壁に立つ朝", "かもめが鳴いている", "わたしはひとり"),
}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", VERSE)
def test_verse_keeps_its_lines_and_stanzas(language: str, template: str) -> None:
    one, two = VERSE[language], VERSE[language][::-1]
    article = parsed("".join(f"<p>{'<br>'.join(each)}</p>" for each in (one, two)), template, language)

    assert article.paragraphs[2:4] == ["\n".join(one), "\n".join(two)]
    assert f"<p>{'<br>'.join(one)}</p>" in article.body_html
    assert "\\\n".join(one) in article.body_markdown


def test_links_in_verse_stand_where_they_stood() -> None:
    article = parsed(
        "<p>I went to <a href='/q'>the quay</a><br>the gulls on <a href='/q'>the quay</a> cried</p>"
    )

    assert article.body_html.count(">the quay</a>") == 2
    assert ")\\\nthe gulls on [the quay](https://tern.example/q) cried" in article.body_markdown


def test_prose_that_line_breaks_divide_has_paragraphs() -> None:
    raw = "<br>".join((*PROSE["en"], "So it was.", *PROSE["en"][::-1]))

    article = newsclean.parse(f"<html><body><h1>Quay closed</h1><div>{raw}</div></body></html>")

    assert "\n" not in article.body.replace("\n\n", "")


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    ("form", "lines"),
    [
        ("<dl><dt>Berth</dt><dd>Where a ship lies</dd></dl>", ["Berth", "Where a ship lies"]),
        ("<blockquote><p>We saw it.</p><cite>Ole Berg</cite></blockquote>", ["We saw it.", "Ole Berg"]),
        ("<p><b>Who pays?</b></p><p>The city.</p>", ["Who pays?", "The city."]),
        ("<p><b>Who pays?</b><br>The city.</p>", ["Who pays?\nThe city."]),
        ("<p><b>TERN:</b> Who pays?</p><p><b>BERG:</b> Us.</p>", ["TERN: Who pays?", "BERG: Us."]),
        ("<p>Tern 3, Gull 1<br>Skua 0, Auk 0</p>", ["Tern 3, Gull 1\nSkua 0, Auk 0"]),
        ("<ul><li>Tern 3, Gull 1</li><li>Skua 0, Auk 0</li></ul>", ["Tern 3, Gull 1", "Skua 0, Auk 0"]),
        (
            "<p>These tell more of what was found at the quay:</p>"
            "<ul><li><a href='/1.pdf'>The findings</a></li><li><a href='/2.pdf'>A map of it</a></li></ul>",
            ["These tell more of what was found at the quay:", "The findings", "A map of it"],
        ),
    ],
)
def test_short_lines_between_paragraphs_are_the_articles(form: str, lines: list[str], template: str) -> None:
    assert parsed(form, template).paragraphs == [*PROSE["en"][:2], *lines, PROSE["en"][2]]


@pytest.mark.parametrize("label", ["Related:", "Lire aussi", "Lesen Sie auch:", "Lee también"])
def test_a_list_of_links_below_a_label_that_points_elsewhere_is_none_of_it(label: str) -> None:
    links = (
        "<ul><li><a href='/1'>Floods in the valley</a></li><li><a href='/2'>Gulls in the city</a></li></ul>"
    )

    assert parsed(f"<p>{label}</p>{links}").paragraphs == list(PROSE["en"])


def test_what_stands_three_times_between_paragraphs_is_the_pages_own() -> None:
    notice = (
        "<p>Your settings of privacy do not let this film be shown here, said the page to its reader.</p>"
    )
    one, two, three = (f"<p>{each}</p>" for each in PROSE["en"])
    shown = f"<h1>Quay closed</h1>{one}{notice}{two}{notice}{three}{notice}<p>So it was, and so it is.</p>"

    assert "settings" not in newsclean.parse(f"<html><body><article>{shown}</article></body></html>").body
