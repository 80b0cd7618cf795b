"""A line of nothing but marks is no list of names, however long."""

from newsclean.signing.names import names_in


def test_a_list_of_names_is_read_to_its_end() -> None:
    names = [f"Ida Tern{'n' * (n % 9)}" for n in range(120)]

    assert [found.text for found in names_in(", ".join(names), 0, set(), set())] == names


def test_behind_hundreds_of_marks_no_name_is_looked_for() -> None:
    """The time of such a line would be that of half a million names."""
    assert list(names_in("&" * 5_000 + "Ida Tern", 0, set(), set())) == []
