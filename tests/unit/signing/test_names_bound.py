"""A line of nothing but marks is no list of names, however long."""

from newsclean.signing.parts import part_words, parts_of


def test_a_list_of_names_is_read_to_its_end() -> None:
    names = [f"Ida Tern{'n' * (n % 9)}" for n in range(120)]

    found = parts_of(", ".join(names), 0, part_words(("en",))).named

    assert [each.text for each in found] == names


def test_behind_hundreds_of_marks_no_name_is_looked_for() -> None:
    """The time of such a line would be that of half a million names."""
    assert not parts_of("&" * 5_000 + "Ida Tern", 0, part_words(("en",))).named
