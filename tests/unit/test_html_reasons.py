"""Lines of a page that are none of the article say why, by the containers that they stand in."""

import newsclean

_PROSE = "The river rose by two metres in the night, and the bridge was closed at six, the mayor said. "
_PAGE = f"""<html><head><title>River rises</title></head><body>
<nav><a href=/a>Weather desk</a></nav>
<main class="page-body"><article class="story"><h1>River rises</h1>
<ul class="share-tools"><li><a href=/s>Post it to friends</a></li><li><a href=/t>Pin</a></li></ul>
{"".join(f"<p>{number}. {_PROSE * 2}</p>" for number in range(6))}
<div id="comments"><p>Terrible news</p></div></article></main>
<div class="site-footer"><a href=/b>Printed in Oslo</a></div></body></html>"""


def test_each_container_gives_its_reason() -> None:
    article = newsclean.parse(_PAGE)
    reasons = {each.text: each.reason for each in article.dropped}
    assert reasons["Weather desk"] == "navigation"
    assert reasons["Post it to friends"] == "share-bar"
    assert reasons["Terrible news"] == "comments"
    assert reasons["Printed in Oslo"] == "footer"
    assert article.body.count("The river rose") == 12
