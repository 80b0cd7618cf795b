"""Records that the site's PHP printed become related items, and no key of theirs is lost."""

import pytest

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
    assert related_item({"id": 1}, None) is None


def test_a_record_whose_title_is_empty_stays_beside_others() -> None:
    """Its id and its picture are facts; alone it is no list of articles."""
    story = "The council met on Monday and voted for the bridge.\n\n{}\n"
    among = '[{"id":"1","title":null},{"id":"2","title":""},{"id":"3","title":"Market moves"}]'

    found = newsclean.parse(story.format(among)).related

    assert [(item.id, item.title) for item in found] == [("1", None), ("2", None), ("3", "Market moves")]
    assert not newsclean.parse(story.format('[{"id":"1","title":null}]')).related


STORY = "Ferry returns\n\nThe council met on Monday and voted for the bridge, the mayor said.\n\n{}\n"


@pytest.mark.parametrize(
    ("pair", "field", "value"),
    [
        ('"haber_baslik":"Kar"', "title", "Kar"),
        ('"başlık":"Kar"', "title", "Kar"),
        ('"titulo":"Nieve"', "title", "Nieve"),
        ('"tituloNoticia":"Nieve"', "title", "Nieve"),
        ('"Titel":"Schnee"', "title", "Schnee"),
        ('"titre_article":"Neige"', "title", "Neige"),
        ('"zagolovok":"Снег"', "title", "Снег"),
        ('"заголовок":"Снег"', "title", "Снег"),
        ('"عنوان":"برف"', "title", "برف"),
        ('"标题":"雪"', "title", "雪"),
        ('"제목":"눈"', "title", "눈"),
        ('"judul":"Salju"', "title", "Salju"),
        ('"title":"Snow","haber_id":7', "id", "7"),
        ('"title":"Snow","postId":"7"', "id", "7"),
        ('"title":"Snow","enlace":"/7"', "url", "/7"),
        ('"title":"Snow","resim":"/7.jpg"', "image", "/7.jpg"),
        ('"title":"Snow","category_id":"7"', "id", None),
        ('"title":"Snow","author_name":"Ann"', "url", None),
    ],
)
def test_keys_are_told_in_the_languages_of_programmers(pair: str, field: str, value: str | None) -> None:
    (item,) = newsclean.parse(STORY.format("[{" + pair + "}]")).related

    assert getattr(item, field) == value


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Port&#039;s &quot;Owl&quot; &amp; co", 'Port\'s "Owl" & co'),
        ("R&amp;amp;D grows", "R&D grows"),
        ("The <b>ferry</b> sails<br/>", "The ferry sails"),
        ("Half < full & so on", "Half < full & so on"),
    ],
)
def test_a_title_is_what_the_page_would_show(title: str, shown: str) -> None:
    item = related_item({"title": title}, None)

    assert item is not None
    assert item["title"] == shown


def test_two_lists_are_both_related_and_one_list_twice_is_one() -> None:
    one, other = '[{"id":"1","title":"Ice"}]', '[{"id":"2","title":"Snow"}]'
    both = newsclean.parse(STORY.format(f'string(26) "{one}"\n\nstring(27) "{other}"\n\n{one}')).related

    assert [item.title for item in both] == ["Ice", "Snow"]


@pytest.mark.parametrize(
    "leak",
    [
        '{"status":"ok","items":[{"id":"1","title":"Ice"},{"id":"2","title":"Snow"}]}',
        'array(1) { ["more"]=> string(53) "[{"id":"1","title":"Ice"},{"id":"2","title":"Snow"}]" }',
        'var more = [{"id":"1","title":"Ice"},{"id":"2","title":"Snow"}];',
        '[{"id":"1","title":"Ice"},{"id":"2","title":"Snow",},]',
        "[{'id': '1', 'title': 'Ice', 'of': None}, {'id': '2', 'title': 'Snow', 'of': True}]",
        '[{:id=>"1", :title=>"Ice"}, {:id=>"2", :title=>"Snow"}]',
        "[\n  {\n    id: '1',\n    title: 'Ice'\n  },\n  {\n    id: '2',\n    title: 'Snow'\n  }\n]",
        r"[{\"id\":\"1\",\"title\":\"Ice\"},{\"id\":\"2\",\"title\":\"Snow\"}]",
        "[{&quot;id&quot;:&quot;1&quot;,&quot;title&quot;:&quot;Ice&quot;},{&quot;id&quot;:&quot;2&quot;,&quot;title&quot;:&quot;Snow&quot;}]",
        "[{id=1, title=Ice}, {id=2, title=Snow}]",
        "[Post{id='1', title='Ice'}, Post{id='2', title='Snow'}]",
        "[map[id:1 title:Ice] map[id:2 title:Snow]]",
        "<items><item><id>1</id><title>Ice</title></item><item><id>2</id><title>Snow</title></item></items>",
        '```json\n[{"id":"1","title":"Ice"},{"id":"2","title":"Snow"}]\n```',
        'string(9999) "[{"id":"1","title":"Ice"},{"id":"2","title":"Snow"}]"\n\nIt came back on Friday.',
    ],
)
def test_a_list_is_read_as_any_program_wrote_it(leak: str) -> None:
    """And nothing of it stands in the body."""
    article = newsclean.parse(STORY.format(leak))

    assert [(item.id, item.title) for item in article.related] == [("1", "Ice"), ("2", "Snow")]
    assert "Snow" not in article.body and "{" not in article.body and "```" not in article.body
    assert article.paragraphs[0].startswith("The council met on Monday")


@pytest.mark.parametrize(
    "prose",
    [
        "The menu {id=1, title=x} was written on the wall, he said, and [see below] on the door.",
        "They call it [map[id] and nobody knows why the name has brackets in it, she said.",
        "Set {a, b, c} and list ['x', 'y'] are examples from the exam, the teachers said on Monday.",
        "His formula [{x: y}] stood on the blackboard for years before anybody asked about it.",
    ],
)
def test_prose_with_brackets_stays_prose(prose: str) -> None:
    assert prose in newsclean.parse(STORY.format(prose)).paragraphs


def test_a_doubt_about_the_records_is_a_problem_of_the_article() -> None:
    """Here two keys of a record are the same: only one value can be kept."""
    sure = '[{"id":"1","title":"Ferry to run at night"},{"id":"2","title":"Market "moves" north"}]'
    story = 'The council met on Monday and voted for the bridge.\n\nstring({}) "{}"\n'
    doubtful = sure.replace('"id":"2"', '"id":"2","id":"3"')

    told, plain = (newsclean.parse(story.format(len(each), each)) for each in (doubtful, sure))

    assert [item.title for item in told.related] == ["Ferry to run at night", 'Market "moves" north']
    assert "json-ambiguous" in {problem.code for problem in told.problems}
    assert "json-ambiguous" not in {problem.code for problem in plain.problems}
