"""The language of a dump is told by script, letters and words, and not told where kin fit alike."""

import pytest

import newsclean

ENGLISH = (
    "Ferry returns after nine weeks\n\nThe ferry returned to service on Wednesday after nine weeks in the "
    "dry dock, and the operator said that it would run on time until the end of the season."
)
BY_SCRIPT = {
    "ja": "市長は、古い橋が五月に再び開通すると述べた。工事は三年かかったという。",
    "zh": "市长表示，古老的大桥将于五月重新通车。工程历时三年才完成。",
    "ko": "시장은 오래된 다리가 5월에 다시 개통될 것이라고 말했다. 공사는 3년이 걸렸다.",
    "th": "นายกเทศมนตรีกล่าวว่าสะพานเก่าจะเปิดใช้อีกครั้งในเดือนพฤษภาคม",
    "he": "ראש העירייה אמר כי הגשר הישן ייפתח מחדש במאי. העבודות נמשכו שלוש שנים.",
    "el": "Ο δήμαρχος δήλωσε ότι η παλιά γέφυρα θα ανοίξει ξανά τον Μάιο. Τα έργα κράτησαν τρία χρόνια.",
    "hy": "Քաղաքապետն ասաց, որ հին կամուրջը կբացվի մայիսին։ Աշխատանքները տևել են երեք տարի։",
    "ka": "მერმა თქვა, რომ ძველი ხიდი მაისში გაიხსნება. სამუშაოები სამ წელს გაგრძელდა.",
    "am": "ከንቲባው አሮጌው ድልድይ በግንቦት እንደሚከፈት ተናገሩ። ሥራው ሦስት ዓመት ፈጅቷል።",
    "bn": "মেয়র বলেন, পুরোনো সেতুটি মে মাসে আবার খুলবে। কাজে তিন বছর লেগেছে।",
    "ta": "பழைய பாலம் மே மாதம் மீண்டும் திறக்கப்படும் என்று மேயர் கூறினார்.",
    "te": "పాత వంతెన మే నెలలో తిరిగి తెరుచుకుంటుందని మేయర్ చెప్పారు.",
}
BY_WORDS = {
    "de": "Die Fähre hat am Mittwoch nach neun Wochen im Dock den Betrieb wieder aufgenommen, und der "
    "Betreiber sagte, dass sie bis zum Ende der Saison fahren werde.",
    "tr": "Belediye Başkanı, eski köprünün mayıs ayında yeniden açılacağını söyledi. İş üç yıl sürdü.",
    "az": "Şəhər meri köhnə körpünün may ayında yenidən açılacağını bildirib. İşlər üç il davam edib.",
    "ru": "Мэр города сообщил, что старый мост откроют в мае. Работы длились три года.",
    "bg": "Кметът на града съобщи, че старият мост ще бъде открит през май. Работата е отнела три години.",
    "uk": "Міський голова повідомив, що старий міст відкриють у травні. Роботи тривали три роки.",
    "be": "Мэр горада паведаміў, што стары мост адкрыюць у маі. Працы цягнуліся тры гады.",
    "mk": "Градоначалникот изјави дека стариот мост ќе биде отворен во мај. Работите траеја три години.",
    "sr": "Градоначелник је рекао да ће стари мост бити отворен у мају. Радови су трајали три године.",
    "fa": "شهردار گفت که پل قدیمی در ماه مه دوباره باز می‌شود. کار سه سال طول کشید.",
    "ur": "میئر نے کہا ہے کہ پرانا پل مئی میں دوبارہ کھولا جائے گا۔ کام میں تین سال لگے۔",
    "ar": "قال رئيس البلدية إن الجسر القديم سيفتتح من جديد في مايو. واستمرت الأعمال ثلاث سنوات.",
    "id": "Wali kota mengatakan bahwa jembatan tua itu akan dibuka pada Mei karena pekerjaan sudah selesai.",
    "ms": "Datuk Bandar berkata jambatan lama itu akan dibuka semula pada Mei kerana kerja sudah selesai.",
    "no": "Ordføreren sier at de ikke hadde fått noen henvendelser før torsdag, og at broen åpner i helgen.",
    "da": "Borgmesteren siger, at de ikke havde fået nogen henvendelser før torsdag, og broen åbner i dag.",
}


@pytest.mark.parametrize(("code", "text"), {**BY_SCRIPT, **BY_WORDS}.items())
def test_a_few_sentences_tell_their_language(code: str, text: str) -> None:
    assert newsclean.parse(f"{text}\n\n{text}").language == code


def test_names_in_other_letters_change_nothing() -> None:
    text = BY_SCRIPT["ko"] + " Example Harbour Authority, Ferry Watch, Tern Council, Nord Line."

    assert newsclean.parse(text).language == "ko"


def test_a_language_that_nothing_tells_is_none() -> None:
    assert newsclean.parse("Qwertz Uiop Asdfg\n\n" + "Lkjhg fdsaq wertu zuiop. " * 12).language is None


def test_of_kin_that_fit_alike_both_are_named_in_a_problem() -> None:
    article = newsclean.parse(
        "Nenek itu menanam kopi di rumah, dan hari ini mereka menjadi orang tua yang baik."
    )

    assert article.language is None
    assert [each.message for each in article.problems if each.field == "language"] == [
        "the words are id as well as ms"
    ]


def test_the_caller_decides_between_kin() -> None:
    text = "Nenek itu menanam kopi di rumah, dan hari ini mereka menjadi orang tua yang baik."

    assert newsclean.parse(text, languages=["ms"]).language == "ms"


def test_a_page_that_states_no_language_is_told_by_its_words() -> None:
    paragraphs = "".join(f"<p>{BY_WORDS['tr']} {n}</p>" for n in range(4))
    page = f"<html><head><title>Köprü</title></head><body><h1>Köprü</h1>{paragraphs}</body>"

    assert newsclean.parse(page).language == "tr"


def test_a_page_is_asked_before_its_words() -> None:
    page = f"<html lang='en'><body><article><h1>Ferry returns</h1><p>{ENGLISH}</p></article></body></html>"

    assert newsclean.parse(page).language == "en"
