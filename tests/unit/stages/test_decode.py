"""Bytes become text by evidence, and every repair and assumption is told."""

import codecs
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.core.document import Hints
from newsclean.core.limits import Limits
from newsclean.errors import DecodeError
from newsclean.stages.decode import decode
from newsclean.text.mojibake import mend

ENGLISH = "The pass was closed on Monday, the police said.\n“Nobody was hurt” – the road stays shut.\n"
POLISH = "Zażółć gęślą jaźń, powiedział burmistrz.\nŚnieg zamknął drogę przez przełęcz w poniedziałek.\n" * 4
SPANISH = "El señor alcalde habló el miércoles.\n¿Qué pasó en la montaña? La niña está a salvo.\n" * 4
RUSSIAN = (
    "Перевал закрыт из-за снега, сообщила полиция.\nНикто не пострадал, дорога останется закрытой.\n" * 4
)
KOREAN = "경찰은 월요일 폭설로 고갯길을 통제했다고 밝혔다.\n다친 사람은 없으며 도로는 계속 막혀 있다.\n" * 4
JAPANESE = "警察によると、峠の道は月曜日の大雪のために閉鎖された。\nけが人はなく、道路はまだ通れない。\n" * 4
CHINESE = (
    "警方表示，由于周一的大雪，山口的道路已经关闭。\n没有人受伤，道路目前仍然不能通行，救援人员正在现场。\n"
    * 4
)
TEXTS = (ENGLISH, POLISH, SPANISH, RUSSIAN, KOREAN, JAPANESE, CHINESE)


def codes(raw: str | bytes, charset: str | None = None) -> set[str]:
    return {note.code for note in decode(raw, Hints(charset=charset)).repairs}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:6])
def test_wide_text_needs_no_mark(text: str, encoding: str) -> None:
    """The zero bytes of blanks and line breaks tell; that it was told so is a problem."""
    source = decode(text.encode(encoding), Hints())

    assert (source.text, source.encoding) == (text, encoding)
    assert {note.code for note in source.repairs} == {"charset-assumed"}


def test_a_mark_is_believed_before_anything_else() -> None:
    raw = codecs.BOM_UTF16_LE + '<meta charset="utf-8"><p>Żuraw</p>'.encode("utf-16-le")

    assert decode(raw, Hints(charset="latin1")).text == '<meta charset="utf-8"><p>Żuraw</p>'
    assert not codes(raw)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (SPANISH, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (KOREAN, "cp949"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
    ],
)
def test_an_old_charset_shows_in_the_content(text: str, encoding: str) -> None:
    """A Spanish ñ is a Polish ń in the same byte: the language's whole alphabet decides."""
    source = decode(text.encode(encoding), Hints())

    assert source.text == text
    assert "charset-assumed" in {note.code for note in source.repairs}


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("EUC-KR", "cp949"), ("shift_jis", "cp932"), ("GB2312", "gb18030"), (" ISO-8859-2 ", "iso8859_2")],
)
def test_a_declared_charset_is_read_as_browsers_read_it(label: str, encoding: str) -> None:
    text = {"cp949": KOREAN, "cp932": JAPANESE, "gb18030": CHINESE, "iso8859_2": POLISH}[encoding]

    source = decode(text.encode(encoding), Hints(charset=label))

    assert (source.text, source.repairs) == (text, ())


@pytest.mark.parametrize(
    "label", ["unicode_escape", "utf-7", "idna", "rot13", "zlib", "undefined", "\ud800", "x" * 5000]
)
def test_a_label_that_the_standard_does_not_know_declares_nothing(label: str) -> None:
    assert decode(SPANISH.encode(), Hints(charset=label)).text == SPANISH


def test_utf8_that_declares_otherwise_is_utf8_and_the_mismatch_is_told() -> None:
    assert decode(SPANISH.encode(), Hints(charset="iso-8859-1")).text == SPANISH
    assert codes(SPANISH.encode(), "iso-8859-1") == {"charset-mismatch"}


def test_a_file_glued_from_several_charsets_is_read_line_by_line() -> None:
    parts = [
        (POLISH, "utf-8"),
        (ENGLISH, "cp1252"),
        (RUSSIAN, "cp1251"),
        ("Snow fell all night.\n", "utf-16-le"),
    ]
    raw = b"".join(text.encode(encoding) for text, encoding in parts)

    source = decode(raw, Hints())

    assert source.text.split() == "".join(text for text, _ in parts).split()
    assert "mixed-encodings" in {note.code for note in source.repairs}


def test_a_character_cut_in_two_does_not_turn_utf8_into_something_else() -> None:
    raw = RUSSIAN.encode().replace("сообщила".encode(), "сообщила".encode()[:-1], 1)

    source = decode(raw, Hints())

    assert source.text == RUSSIAN.replace("сообщила", "сообщил\N{REPLACEMENT CHARACTER}", 1)
    assert "bytes-replaced" in {note.code for note in source.repairs}


@pytest.mark.parametrize("wrong", ["latin-1", "sloppy-windows-1252"])
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:6])
def test_utf8_that_was_read_as_one_byte_a_character_is_put_right(text: str, wrong: str) -> None:
    import ftfy  # noqa: F401  (brings the codec)

    source = decode(text.encode().decode(wrong), Hints())

    assert source.text == text
    assert [note.code for note in source.repairs] == ["mojibake-repaired"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(KOREAN, "cp949"), (JAPANESE, "euc_jp"), (CHINESE, "gb18030"), (RUSSIAN, "cp1251")],
)
def test_an_old_charset_that_was_read_as_latin1_is_put_right(text: str, encoding: str) -> None:
    source = decode(text.encode(encoding).decode("latin-1"), Hints())

    assert source.text == text
    assert [note.code for note in source.repairs] == ["mojibake-repaired"]


RIGHT = [
    "L’ÉTÉ À LA PLAGE, « ÇA VA ÊTRE BIEN », DIT-IL",
    "Ça coûte 5 £ – ou 6 € – à Genève ; c’est « déjà » ça.",
    "ÅÄÖ åäö Ærø Ångström – São Tomé, Îles, Škoda, Łódź",
    "º ª ½ ¼ ¾ ¿ ¡ § © ® ° ± × ÷ ¯\\_(ツ)_/¯ ·········· »»»» ««««",
    "Россия и США: «Договор» № 5 — подписан в РФ",
    "I saw “Ã¤” and \"â€œ\" where an umlaut — and a quote – should have been",
    "ｆｕｌｌ　ｗｉｄｔｈ ﬁne ﷺ 😀 👩🏽‍❤️‍💋‍👨🏿",
]  # fmt: skip


@pytest.mark.parametrize("line", [*RIGHT, *TEXTS])
def test_text_that_is_right_stays(line: str) -> None:
    """Alone and many times over."""
    assert mend(line).text == line
    assert mend("\n".join([line] * 5)).text == "\n".join([line] * 5)


@given(st.lists(st.sampled_from([word for line in (*RIGHT[:5], *TEXTS) for word in line.split()])))
def test_no_mixture_of_right_words_is_changed(words: list[str]) -> None:
    """Letters, quotes and signs of all languages in any order."""
    text = " ".join(words)

    assert mend(text).text == text


def test_nuls_and_surrogates_are_mended_and_told() -> None:
    assert decode("The\0 pass", Hints()).text == "The pass"
    assert codes("The\0 pass") == {"nul-removed"}
    assert decode("Snow \ud83d\ude00 fell", Hints()).text == "Snow 😀 fell"
    assert codes("Snow \ud83d\ude00 fell") == {"surrogates-joined"}
    assert decode("Snow \ud83d fell".encode("utf-8", "surrogatepass"), Hints()).text == "Snow \ufffd fell"
    assert codes("Snow \ud83d fell") == {"surrogate-replaced"}


def test_a_packed_page_is_unpacked_and_a_bomb_is_not() -> None:
    assert decode(gzip.compress(RUSSIAN.encode()), Hints()).text == RUSSIAN
    bomb = gzip.compress(b"a b " * 2_000_000)

    source = decode(bomb, Hints(), Limits(unpacked_ratio=10))

    assert len(source.text) == 1 << 20
    assert [note.code for note in source.repairs] == ["limit-unpacked-ratio"]


def test_a_packed_page_that_was_cut_gives_what_is_there() -> None:
    packed = gzip.compress(RUSSIAN.encode())

    source = decode(packed[:-12], Hints())

    assert RUSSIAN.startswith(source.text.rstrip("\ufffd")[:20])
    assert "truncated-gzip" in {note.code for note in source.repairs}


def test_what_is_past_the_limit_is_not_read_and_told() -> None:
    source = decode(b"The pass was closed.", Hints(), Limits(input_bytes=8))

    assert source.text == "The pass"
    assert "the last 12 of 20 bytes" in source.repairs[0].message


@pytest.mark.parametrize("raw", [b"PK\x03\x04rest", b"%PDF-1.7\n", bytes(range(256)) * 40])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(DecodeError):
        decode(raw, Hints())


@pytest.mark.parametrize(
    ("raw", "declared", "encoding", "codes"),
    [
        ("Six \N{CJK UNIFIED IDEOGRAPH-8336}".encode("gb18030"), "gb18030", "gb18030", []),
        ("Road closed éèàüöä in snow.".encode(), "gb18030", "utf-8", ["charset-mismatch"]),
        (b"Road closed in snow.", "gb18030", "utf-8", []),
        ("道路 closed.".encode("iso-2022-jp"), "iso-2022-jp", "iso-2022-jp", []),
        (b"Road closed \x1b$B!", "iso-2022-jp", "iso-2022-jp", ["bytes-replaced"]),
    ],
)
def test_a_declared_charset_is_held_against_the_bytes(
    raw: bytes, declared: str, encoding: str, codes: list[str]
) -> None:
    """Sound UTF-8 of more than a few characters is no accident; what a charset cannot hold is told."""
    source = decode(raw, Hints(charset=declared))

    assert source.encoding == encoding
    assert [note.code for note in source.repairs] == codes
