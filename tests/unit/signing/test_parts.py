"""What of a line may be a name, in whatever order a house puts day, label, profession and name."""

import pytest

from newsclean.signing.parts import part_words, parts_of


def names(text: str, *codes: str) -> dict[str, float]:
    return {each.text: each.said for each in parts_of(text, 0, part_words((*codes, "en"))).named}


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("sv", "15 jan 2025 21.34 Linus Tern", "Linus Tern"),
        ("uk", "Вівторок, 5 березня 2024, 12:48 Оксана Терн", "Оксана Терн"),
        ("zh", "黄慧敏 报道", "黄慧敏"),
        ("ja", "文・藤堂みつる", "藤堂みつる"),
        ("ko", "조현우 기자 승인 2023.09.16 23:15", "조현우"),
        ("hy", "Հեղինակ՝ Վահան Սիմոնյան", "Վահան Սիմոնյան"),
        ("th", "ปาริชาติ ทองดี : เรื่อง", "ปาริชาติ ทองดี"),
        ("id", "Kontributor: Yohanes Tern", "Yohanes Tern"),
        ("it", "testo di Elda Tern", "Elda Tern"),
        ("hi", "बाय देवेंद्र कौशिक 05/11/2023", "देवेंद्र कौशिक"),
    ],
)
def test_the_words_beside_a_name_are_none_of_it(code: str, text: str, name: str) -> None:
    assert name in names(text, code)


def test_names_that_marks_part_are_each_one() -> None:
    told = names("文 | 顾知秋 实习生 梁野", "zh")

    assert {"顾知秋", "梁野"} <= told.keys()
    assert {"Пётр Терн", "Ян Рябин"} <= names("Пётр Терн, Ян Рябин | 4 февраля 2024, 22:17", "ru").keys()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("it", "testo di Elda Tern, foto di Marco Roe"),
        ("de", "Urs Tern (Text), Marco Roe (Bilder)"),
        ("en", "Words: Ida Tern Photography: Marco Roe"),
        ("en", "By Ida Tern | Photos by Marco Roe"),
    ],
)
def test_who_photographs_is_told_from_who_writes(code: str, text: str) -> None:
    told = names(text, code)

    assert told["Marco Roe"] == -1.0
    assert max(said for name, said in told.items() if "Tern" in name) == 1.0


@pytest.mark.parametrize("text", ["Facebook Twitter Email", "3 May 2024, 14:05", "Published: 3 May"])
def test_share_words_days_and_labels_are_no_names(text: str) -> None:
    assert names(text, "en") == {}


def test_a_sentence_leaves_words_that_nothing_accounts_for() -> None:
    assert parts_of("Read more about Ida Tern and the sea", 0, part_words(("en",))).unsaid == 2
    assert parts_of("By Ida Tern, editor | 3 May 2024", 0, part_words(("en",))).unsaid == 0
