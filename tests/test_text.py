import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.text import chosen, folded, one_line, pointed

# What must find each other: as written in Hungarian, in both Serbian alphabets, without
# accents, in capitals.
SPELLINGS = [
    ("Széna tér", "szena ter"),
    ("ÁRVÍZTŰRŐ TÜKÖRFÚRÓGÉP", "arvizturo tukorfurogep"),
    ("Љубљана", "Ljubljana"),
    ("Његош", "Njegoš"),
    ("Џон", "Džon"),
    ("Ђилас", "Đilas"),
    ("ЂИЛАС", "djilas"),
    ("Ћопић", "Copic"),
    ("Чачак", "Čačak"),
    ("Шабац", "Sabac"),
    ("Жупа", "Zupa"),
    ("Хрушчов", "hruscov"),
    ("Мађарска", "Madjarska"),
    ("азбука вгдезијклмнопрстуфхц", "azbuka vgdezijklmnoprstufhc"),
    ("Хрущёв", "Хрущев"),
    ("Straße", "STRASSE"),
    ("Łódź", "lodz"),
    ("ﬁn", "fin"),
    ("e\u0301l", "él"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_word_have_one_search_form(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Nagy", "Nađ"), ("Kádár", "Kádas"), ("tér", "tere"), ("љ", "л")]
)
def test_other_words_have_other_search_forms(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text())
def test_the_search_form_of_a_search_form_is_itself(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_case_makes_no_difference_to_the_search_form(text: str) -> None:
    assert folded(text.casefold()) == folded(text)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("hu", "Duna"),
        ("hu-HU", "Duna"),
        ("HU", "Duna"),
        ("sr-cyrl", "Дунав"),
        ("sr", "Danube"),
        ("de", "Danube"),
        ("", "Danube"),
    ],
)
def test_a_label_is_chosen_by_language_its_base_or_english(
    language: str, label: str
) -> None:
    labels = {"en": "Danube", "hu": "Duna", "sr-Cyrl": "Дунав"}

    assert chosen(labels, language) == label


@pytest.mark.parametrize(
    ("labels", "language", "label"),
    [
        ({"sr": "Ђер и Њујорк"}, "sr-Latn", "Đer i Njujork"),
        ({"sr": "Ђер"}, "SR-latn-RS", "Đer"),
        ({"sr": "Ђер", "sr-Latn": "Györ"}, "sr-Latn", "Györ"),
        ({"ru": "Дьёр"}, "sr-Latn", "Дьёр"),
        ({"sr": "Ђер"}, "sr-Cyrl", "Ђер"),
        ({"sr": "Ђер"}, "hu", "Ђер"),
    ],
)
def test_a_serbian_label_is_in_the_letters_that_are_asked_for(
    labels: dict[str, str], language: str, label: str
) -> None:
    assert chosen(labels, language) == label


def test_any_label_is_better_than_none() -> None:
    assert chosen({"fi": "Tonava"}, "hu") == "Tonava"
    assert chosen({}, "hu") == ""


@given(st.text())
def test_one_line_holds_nothing_that_acts(text: str) -> None:
    line = one_line(text)

    assert not {*"\r\n\t\x1b\x00\x7f\x9b\u202e\u2066\u2028"} & {*line}
    assert one_line(line) == line


@given(st.text(min_size=1, max_size=300), st.data())
def test_the_caret_stands_below_its_character(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))

    shown, caret = pointed(text, offset).split("\n")

    assert len(shown) <= 80
    assert caret.endswith("^")
    character = shown[len(caret) - 1]
    assert character in (text[offset], "\ufffd")
