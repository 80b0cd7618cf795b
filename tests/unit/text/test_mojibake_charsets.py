"""A line that is UTF-8 from end to end, shown in another charset, is put right; what is sound stays."""

import pytest

from newsclean.text.mojibake import mend

CLEAN = "The council voted on Monday to close the bridge for repairs."
SENTENCES = [
    "Die Bürgermeisterin kündigte für März ein größeres Brückenfest an, hieß es.",
    "L’élève a été reçu à l’école où il était né, dit-il.",
    "“We can wait,” the mayor said; it’s an eyesore – and a danger.",
    "El año pasado llovió más de lo que señaló el boletín, según él.",
    "Żółta łódź stała się już źródłem kłopotów, mówił.",
    "Паром снова ходит, сообщил в среду перевозчик.",
    "Міст зачинено до осені, повідомили в середу.",
    "Köprü ilkbahara kadar kapalı, dedi başkan.",
    "渡輪星期三復航，公司說。",
    "フェリーは水曜日に運航を再開した。",
    "عادت العبارة إلى العمل",
    "Η γέφυρα άνοιξε ξανά",
    "पुल फिर से खुल गया",
]


def shown(sentence: str, wrong: str) -> str:
    """The sentence's UTF-8 read in a wrong charset, what that leaves open as control characters."""
    return "".join(
        bytes([byte]).decode(wrong, "ignore") or chr(byte) if byte > 0x7F else chr(byte)
        for byte in sentence.encode()
    )


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252", "cp1250", "cp1251", "mac-roman", "cp437"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_one_line_among_sound_ones_is_put_right(sentence: str, wrong: str) -> None:
    """And told; the sound lines stay, with what they have beyond ASCII."""
    text = f"{CLEAN}\n\n{shown(sentence, wrong)}\n\nA naïve café owner agreed.\n\n{CLEAN}"

    mended = mend(text)

    assert mended.text == f"{CLEAN}\n\n{sentence}\n\nA naïve café owner agreed.\n\n{CLEAN}"
    assert (mended.repaired, mended.codec) == (1, "utf-8")


@pytest.mark.parametrize(
    "sound",
    [
        *SENTENCES,
        "SZKÓŁ, KÓŁ I STÓŁ – WYSTAWA",
        "CĂŞTIGĂTORII CĂŞTIGĂ",
        "├── a\n│   └── é",
        "√2 is ≈ 1.41 and ¬p",
        "Đorđe Ćosić i Želimir Žilnik u Nišu",
        "Ťažký ľad, ľúbosť a ďalší ÚĽ",
        "Hồ Chí Minh đã đến thăm Đà Nẵng",
        "ÇÜRÜK ÖĞÜN ÂŞIK",
        "Ñandú, ¿qué tal? – «sí»",
        "Ії та її сіє віє, Ґанок",
    ],
)
def test_what_is_sound_stays(sound: str) -> None:
    mended = mend(f"{CLEAN}\n\n{sound}\n\n{CLEAN}")

    assert mended.text == f"{CLEAN}\n\n{sound}\n\n{CLEAN}"
    assert not mended.suspected


def test_quotes_that_became_control_characters_are_quotes() -> None:
    mended = mend("\x93We can wait,\x94 the mayor said; it\x92s an eyesore \x96 and a danger.")

    assert mended.text == "“We can wait,” the mayor said; it’s an eyesore – and a danger."
    assert (mended.repaired, mended.codec) == (1, "windows-1252")


@pytest.mark.parametrize("unclear", ["caf\x8e ma\x96ana", "c\x9cur \x96 et", "it\x92s \x81"])
def test_control_characters_that_may_be_letters_are_left_and_told(unclear: str) -> None:
    """Old Macs wrote letters with the bytes that are quotes on Windows."""
    assert (mend(unclear).text, mend(unclear).suspected) == (unclear, 1)
