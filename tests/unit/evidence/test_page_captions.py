"""What stands with a picture and says who made it is a caption, whatever element holds it."""

import pytest

import newsclean

PROSE = (
    "The lock keeper counted nine barges before the fog came down on the canal, he told the paper.",
    "The ninth had been on its way for a month, and nobody knew what it carried, he told the paper.",
    "The fog will lift on Sunday, and the barges will go on to the sea then, he told the paper.",
)
PICTURE = "<img src='/q.jpg' alt='barge'>"
CAPTIONS = (
    "A barge in the fog. Photo: Iris Quay/Mole",
    "Ein Kahn im Nebel. Foto: Iris Quay / dpa",
    "Barka we mgle. fot. Iris Quay / PAP",
    "Une péniche dans la brume. © Iris Quay",
    "Sisin içinde bir mavna. Fotoğraf: Iris Quay / AA",
    "霧の中のはしけ。写真＝アイリス・キー",
    "قارب في الضباب. تصوير: إيريس كي",
)


def parsed(form: str) -> newsclean.Article:
    one, two, three = (f"<p>{each}</p>" for each in PROSE)
    body = f"<article><h1>Fog halts barges</h1><div class='text'>{one}{form}{two}{three}</div></article>"
    return newsclean.parse(f"<html><head><title>Fog halts barges</title></head><body>{body}</body></html>")


@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize(
    "form",
    [
        "<table class='image'><tr><td>{picture}</td></tr><tr><td>{caption}</td></tr></table>",
        "<table align=left><tr><td>{picture}</td></tr><tr><td>{caption}</td></tr></table>",
        "<dl><dt>{picture}</dt><dd>{caption}</dd></dl>",
        "<p>{picture}</p><p><em>{caption}</em></p>",
        "<p>{picture}<br><small>{caption}</small></p>",
        "<div>{picture}</div>\n<div><span>{caption}</span></div>",
    ],
)
def test_a_caption_is_no_paragraph(form: str, caption: str) -> None:
    article = parsed(form.format(picture=PICTURE, caption=caption))

    assert article.paragraphs == list(PROSE)
    assert caption in article.captions


@pytest.mark.parametrize(
    "form",
    [
        "<p>{picture}</p><p>{line}</p>",
        "<figure>{picture}</figure><p>{line}</p>",
        "<p>{picture}{line}</p>",
        "<table><tr><td>{picture}</td><td>{line}</td></tr><tr><td>Nine</td><td>Ten</td></tr></table>",
    ],
)
@pytest.mark.parametrize("line", ["There was nothing more to say.", "He took a photo, and then he left."])
def test_a_short_paragraph_behind_a_picture_is_the_articles(form: str, line: str) -> None:
    assert line in parsed(form.format(picture=PICTURE, line=line)).body
