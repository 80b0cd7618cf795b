"""Style sheets, placeholders and shortcodes: cut out whole, and what only resembles them is left alone."""

import pytest

from newsclean.leaks.find import find_leaks

BEFORE, BEHIND = "The council met on Monday.\n\n", "\n\nIt will meet again."


def found(text: str, *, html: bool = False) -> list[tuple[str, str]]:
    return [(leak.kind, leak.span.of(text)) for leak in find_leaks(text, html=html)]


@pytest.mark.parametrize(
    "sheet",
    [
        ".story a:hover{color:#fff;text-decoration:none}",
        "h1,\nh2,\n.lead > p {\n  color: red;\n}",
        ".a{color:red} .b{margin:0} @media (max-width:600px){.c{padding:1px}}",
        ".a{color:red} /* two rules } */ .b{margin:0}",
        "/* head */ .a{color:red}",
        ".a{/* why { */color:red}",
        '.a{color:red} @charset "utf-8";.b{margin:0}',
        ".a>b{color:red}.c{margin:0;}",
        ".a{color:red;b{margin:0}}",
        ".a{color:red}\n\n@supports (display:grid) {\n  .a { display: grid }\n}",
        "a[href^='x']:not(.b)::after{-webkit-box-flex:1;--tone:red}",
    ],
)
def test_a_style_sheet_is_one_leak_from_its_first_selector_to_its_last_brace(sheet: str) -> None:
    """Rule after rule, with comments, at-rules and nested blocks between them."""
    assert found(f"{BEFORE}{sheet}{BEHIND}") == [("style", sheet)]


@pytest.mark.parametrize(
    ("text", "sheet"),
    [
        (".a{color:red}}", ".a{color:red}"),  # a brace too many
        (".a{color:red}</style>", ".a{color:red}"),
        (".a{color:red} .b{mood:good}", ".a{color:red}"),  # no property of any style
        (".a{color:red} {color:", ".a{color:red}"),  # the next rule is cut off
        (".a{color:red}.b{margin:0", ".a{color:red}"),
        ("@import url(x.css);\n.a{color:red}", ".a{color:red}"),
        ("“It rains.” .a{color:red}", ".a{color:red}"),
        ("It rains on the road to the north h1 {color:red}", "h1 {color:red}"),
        ("Rain; .a{color:red}", ".a{color:red}"),
    ],
)
def test_what_stands_beside_a_style_sheet_is_left_in_the_text(text: str, sheet: str) -> None:
    """Words before the selector, and what is no rule behind the last one."""
    assert found(f"{BEFORE}{text}{BEHIND}") == [("style", sheet)]


def test_a_long_line_of_selectors_is_taken_as_far_as_is_looked_back() -> None:
    """Twenty lines of selectors belong to their block; the bound is on the work, not on the sheet."""
    selectors = ",\n".join(f".part-{nth}" for nth in range(19))

    assert found(f"{BEFORE}{selectors} {{color:red}}") == [("style", f"{selectors} {{color:red}}")]


@pytest.mark.parametrize(
    "words",
    [
        "{color:red}",  # nothing that it styles
        ".a{color:red",  # no end
        "The set {a, b} is small.",
        "He wrote {mood: red, blue} on the wall",
        "Range: {x: 1; y: 2}",
        "width: 3 m; height: 2 m",
    ],
)
def test_braces_that_style_nothing_are_words(words: str) -> None:
    """A block needs a selector, a property and an end."""
    assert found(f"{BEFORE}{words}{BEHIND}") == []


@pytest.mark.parametrize(
    ("debris", "kind"),
    [
        ("{{ article.title }}", "template"),
        ("{% if user %}", "template"),
        ("{%- endif %}", "template"),
        ("<%= post.title %>", "template"),
        ("<?php echo $a ? 1 : 2; ?>", "template"),
        ("<?= $title ?>", "template"),
        ("[/caption]", "shortcode"),
        ("[gallery ids=1,2 /]", "shortcode"),
        ("[caption id=\"5\" align='left']", "shortcode"),
        ("[embed url=“a b”]", "shortcode"),
        ("<script>var a = '<b>';</script>", "script"),
        ('<SCRIPT src="x.js"></SCRIPT >', "script"),
        ("<style>p{color:red}</style>", "style"),
        ("<style media=print>\np{color:red}\n</style>", "style"),
    ],
)
def test_placeholders_shortcodes_and_elements_are_cut_whole(debris: str, kind: str) -> None:
    """In the middle of a line as on one of their own."""
    assert found(f"{BEFORE}{debris}{BEHIND}") == [(kind, debris)]
    assert found(f"The council {debris} met.") == [(kind, debris)]


@pytest.mark.parametrize(
    "words",
    [
        "{{ x }",
        "{ x }}",
        "{% x }",
        "<? x ?>",
        "[x]",
        "[see also]",
        "[/x]",
        "<scripture>",
        "<span>x</span>",
        "<script>the play",
        "a <style media=print> here",
        "3 < 4 %> 5",
    ],
)
def test_what_only_begins_like_a_placeholder_is_words(words: str) -> None:
    """Each misses what makes it one: its end, its attributes, its name."""
    assert found(f"{BEFORE}{words}{BEHIND}") == []


def test_in_markup_only_visible_placeholders_are_leaks() -> None:
    """Scripts and styles are where they belong, and so is what stands in them, in tags and in comments."""
    page = (
        "<html><head><script>{{ a }}</script><style>.a{color:red}</style></head><body>"
        '<p class="{{ b }}">[gallery ids=1] Words</p><!-- {{ c }} --><p>{{ d }}</p><script>{{ e }}</script>'
    )

    assert found(page, html=True) == [("shortcode", "[gallery ids=1]"), ("template", "{{ d }}")]
