"""Records that the site's PHP printed become related items, and no key of theirs is lost."""

import newsclean
from newsclean.extractors.of_both.related import related_item


def test_keys_that_are_numbers_become_text() -> None:
    """print_r and var_dump mix them; JSON has text keys only."""
    item = related_item({"title": "Bookmobile gets a second driver", 1: {2: "x"}}, None)

    assert item is not None
    assert item["extra"] == {"1": {"2": "x"}}


def test_an_id_is_kept_as_text_and_what_is_no_address_stays_in_extra() -> None:
    item = related_item({"id": 881, "title": "Reading room reopens", "pic": None, "url": ["a"]}, None)

    assert item is not None
    assert (item["id"], item["image"], item["url"]) == ("881", None, None)
    assert item["extra"] == {"pic": None, "url": ["a"]}


def test_a_record_without_a_title_is_no_item() -> None:
    assert related_item({"id": 1, "title": "  "}, None) is None
    assert related_item({"id": 1}, None) is None


def test_a_doubt_about_the_records_is_a_problem_of_the_article() -> None:
    """Here two keys of a record are the same: only one value can be kept."""
    sure = '[{"id":"1","title":"Ferry to run at night"},{"id":"2","title":"Market "moves" north"}]'
    story = 'The council met on Monday and voted for the bridge.\n\nstring({}) "{}"\n'
    doubtful = sure.replace('"id":"2"', '"id":"2","id":"3"')

    told, plain = (newsclean.parse(story.format(len(each), each)) for each in (doubtful, sure))

    assert [item.title for item in told.related] == ["Ferry to run at night", 'Market "moves" north']
    assert "json-ambiguous" in {problem.code for problem in told.problems}
    assert "json-ambiguous" not in {problem.code for problem in plain.problems}
