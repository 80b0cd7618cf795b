"""What makes a line suspect of having gone through a wrong decoder, and what does not."""

import pytest

from newsclean.text.mojibake import mend

_SOUND = "Frühling in Köln – “schön”, sagt Zoë; Россия и Сочи; ÿ…\n"


@pytest.mark.parametrize("broken", ["schÃ¶n", "â€œright", "voilÃ la", "вЂў item"])
def test_one_broken_line_among_sound_ones_is_told(broken: str) -> None:
    assert mend(_SOUND + broken).suspected == 1


def test_sound_text_is_left_as_it_is() -> None:
    told = mend(_SOUND)
    assert (told.text, told.repaired, told.suspected) == (_SOUND, 0, 0)
