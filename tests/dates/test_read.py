import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dates.texts import TEXTS

from chrono56.dates import Verdict, When
from chrono56.dates.read import read
from chrono56.dates.read_date import plain_run
from chrono56.errors import DateSyntaxError

Bound = str | None


def bounds(text: str) -> tuple[Bound, Bound]:
    when = When.parse(text)
    return when.earliest_iso, when.latest_iso


class TestExtensions:
    """What chrono56 adds to EDTF; refused where strict EDTF is asked for."""

    @pytest.mark.parametrize(
        ("text", "offset"),
        [
            ("1956-11-04T04:15", 16),
            ("1956-11-04T04:15:00[Europe/Budapest]", 19),
            ("1956-11-04T04:15Z", 16),
            ("1956-11-04T04:00..06:00", 16),
            ("1956-11-04T04:00..06:00~", 23),
            ("1956-11-04T08:00:00~", 19),
            ("1956-11-23T12:00:00/1956-11-23", 10),
            ("1956-11-04/1956-11-04T12:00:00", 21),
            ("[1956-11-04T04:15:00,1957]", 11),
            ("{..1956-11-04T04:15:00,1957}", 13),
            ("[1956-11-04..1956-11-05T04:15:00]", 23),
            ("[..1956-11-07]/1956-11-11", 0),
            ("1956-11-04/[1957,1958]", 11),
            ("1956-21/1957", 5),
            ("1955/1956-21~", 10),
            ("195X~", 3),
            ("1956-XX-?23", 5),
            ("Y17000-01-01", 6),
            ("[..]", 1),
            ("[1955..1956-11]", 7),
        ],
    )
    def test_they_are_read_unless_strict(self, text: str, offset: int) -> None:
        assert str(When.parse(text)) == text

        with pytest.raises(DateSyntaxError) as caught:
            When.parse(text, strict=True)
        assert (caught.value.text, caught.value.offset) == (text, offset)

    @pytest.mark.parametrize(
        ("text", "earliest", "latest"),
        [
            ("1956-11-04T04:15/1956-11-11", "1956-11-04", "1956-11-11"),
            (
                "1956-11-04T04:15[Europe/Budapest]/1956-11-11",
                "1956-11-04",
                "1956-11-11",
            ),
            ("1956-11-04/1956-11-11T00:00[Asia/Yerevan]", "1956-11-04", "1956-11-11"),
            (
                "[1956-11-04T04:00..06:00,1956-11-05..1956-11-06]",
                "1956-11-04",
                "1956-11-06",
            ),
            ("[..1956-11-04T04:15]", None, "1956-11-04"),
            ("[..1956-11-07]/1956-11-11", None, "1956-11-11"),
            ("1956-24/1957", "1956-12-01", "1957-12-31"),
            ("Y17000-12", "Y17000-12-01", "Y17000-12-31"),
            ("[..]", None, None),
        ],
    )
    def test_a_text_has_the_bounds_of_all_that_it_leaves_open(
        self, text: str, earliest: Bound, latest: Bound
    ) -> None:
        assert bounds(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "offset", "remedy"),
    [
        pytest.param("", 0, "a year of 4 digits", id="empty text"),
        pytest.param("١٩٥٦", 0, "a year of 4 digits", id="Arabic-Indic digits"),
        pytest.param("1956-11-٠٤", 8, "a day of 2 digits", id="some Arabic-Indic"),
        pytest.param("１９５６", 0, "a year of 4 digits", id="full-width digits"),
        pytest.param("195²", 3, "a year of 4 digits", id="a superscript"),
        pytest.param("1956\n", 4, "no line end", id="a trailing newline"),
        pytest.param("1956-11-04\n", 10, "no line end", id="a newline after a day"),
        pytest.param("1956 ", 4, "no blank", id="a trailing blank"),
        pytest.param(" 1956", 0, "no blank", id="a leading blank"),
        pytest.param("1956-11- 4", 8, "no blank", id="a blank for a digit"),
        pytest.param("19_6", 2, "a year of 4 digits", id="an underscore"),
        pytest.param("+1956", 0, "a year of 4 digits", id="a plus"),
        pytest.param("1957-02-29", 8, "01 to 28", id="29 February of 1957"),
        pytest.param("1900-02-29", 8, "01 to 28", id="29 February of 1900"),
        pytest.param("1956-11-31", 8, "01 to 30", id="31 November"),
        pytest.param("1956-11-00", 8, "01 to 30", id="day 0"),
        pytest.param("1956-13", 5, "01 to 12", id="month 13"),
        pytest.param("1956-00", 5, "01 to 12", id="month 0"),
        pytest.param("1956-13-01", 5, "01 to 12", id="a day of month 13"),
        pytest.param("1956-42", 5, "21 to 41", id="season 42"),
        pytest.param("1956-21-01", 5, "01 to 12", id="a day of a season"),
        pytest.param("1956-W43", 5, "week", id="a week"),
        pytest.param("1956-W43-2", 5, "week", id="a week date"),
        pytest.param("1956-309", 7, "a hyphen", id="an ordinal date"),
        pytest.param("19561104", 4, "a hyphen", id="basic format"),
        pytest.param("1956-11-4", 9, "a day of 2 digits", id="a short day"),
        pytest.param("1956-1", 6, "a month of 2 digits", id="a short month"),
        pytest.param("1956-", 5, "a month of 2 digits", id="a hyphen at the end"),
        pytest.param("1956--11", 5, "a month of 2 digits", id="two hyphens"),
        pytest.param("56-11-04", 2, "a year of 4 digits", id="a short year"),
        pytest.param("12345", 4, "Y before", id="a long year without Y"),
        pytest.param("Y1956", 0, "without Y", id="a short year with Y"),
        pytest.param("Y-44", 0, "without Y", id="a short negative year with Y"),
        pytest.param("Y012345", 1, "a year", id="a long year with a leading 0"),
        pytest.param("Y12345678901234567", 0, "at most 16", id="17 digits"),
        pytest.param("Y1E99", 0, "at most 16", id="a huge exponent"),
        pytest.param("Y1E99999999999999999999", 0, "at most 16", id="a mad exponent"),
        pytest.param("Y9999999999999999-24", 0, "at most 16", id="the last winter"),
        pytest.param("Y17000-1X", 8, "only a last XX", id="an X after a long year"),
        pytest.param("Y17000-XX-23", 7, "only a last XX", id="any month of one"),
        pytest.param("y17000", 0, "Y, a capital", id="a small y"),
        pytest.param("Y17e7", 3, "E, a capital", id="a small e"),
        pytest.param("1956E2", 4, "only after Y", id="an exponent without Y"),
        pytest.param("1950s2", 4, "a hyphen", id="a small s"),
        pytest.param("Y17101E4p3", 8, "S before", id="the p of the draft of 2012"),
        pytest.param("2004-(06)?", 5, "without brackets", id="brackets of the draft"),
        pytest.param("1956/open", 5, ".. for an open one", id="a word of the draft"),
        pytest.param("1956-11-04t04:15", 10, "T, a capital", id="a small t"),
        pytest.param("1956\u20131957", 4, "a slash", id="an en dash"),
        pytest.param("\u22120043", 0, "a hyphen", id="a minus that is no hyphen"),
        pytest.param("[1956]~", 6, "the end of the set", id="a qualified set"),
        pytest.param("-0000", 0, "0000", id="year minus 0"),
        pytest.param("1950S5", 5, "at most 4", id="too many significant digits"),
        pytest.param("1950S0", 4, "", id="no significant digits"),
        pytest.param("195XS2", 4, "no significant", id="significant digits and X"),
        pytest.param("1950S2-05", 4, "no significant", id="a month after S"),
        pytest.param("XXXX-02-30", 8, "at least one day", id="30 February of any year"),
        pytest.param("19X7-02-29", 8, "at least one day", id="29 February of no year"),
        pytest.param("1956-02-3X", 8, "at least one day", id="February the thirty-Xth"),
        pytest.param("1956-11-4X", 8, "at least one day", id="day 4X"),
        pytest.param("1956-2X", 5, "at least one day", id="month 2X"),
        pytest.param("195x", 3, "a capital", id="a small x"),
        pytest.param("19uu", 2, "X for", id="the u of the draft of 2012"),
        pytest.param("1956?~", 5, "% for both", id="the ?~ of the draft of 2012"),
        pytest.param("1956-11-04??", 11, "% for both", id="a doubled qualifier"),
        pytest.param("unknown", 0, "X for", id="a word"),
        pytest.param("1957/1956", 5, "not before the start", id="a reversed interval"),
        pytest.param("1956-11-04/1956-11-03", 11, "not before", id="by a day"),
        pytest.param("1956-11-04T04:15/1956-11-04T04:14", 17, "not before", id="clock"),
        pytest.param(
            "1956-11-04T04:15Z/1956-11-04T04:15+01:00", 18, "not before", id="instant"
        ),
        pytest.param("/", 0, "at one end", id="an interval of two unknowns"),
        pytest.param("1956/1957/1958", 9, "no second slash", id="three ends"),
        pytest.param("1956/11-04", 7, "a year of 4 digits", id="an abbreviated end"),
        pytest.param("1956/P1Y", 5, "a year of 4 digits", id="a duration"),
        pytest.param("1956/{1957}", 5, "a date at the end", id="all of, at an end"),
        pytest.param("..", 0, "a year of 4 digits", id="nothing but dots"),
        pytest.param("1956..1957", 4, "a hyphen", id="a range outside a set"),
        pytest.param("[1957..1956]", 7, "not before", id="a reversed range"),
        pytest.param(
            "[1956-11-04T04:15..1956-11-04T04:14]", 19, "not before", id="by the clock"
        ),
        pytest.param("[1955,1957..1956]", 12, "not before", id="a later range"),
        pytest.param("[]", 1, "a year of 4 digits", id="an empty set"),
        pytest.param("[1956,]", 6, "a year of 4 digits", id="an empty member"),
        pytest.param("[1956, 1957]", 6, "no blank", id="a set with blanks"),
        pytest.param("[1956", 5, "a closing ]", id="a set without end"),
        pytest.param("[1956}", 5, "a closing ]", id="a set with another's end"),
        pytest.param("{", 1, "a closing }", id="a brace alone"),
        pytest.param("[1956/1957]", 5, "", id="an interval in a set"),
        pytest.param("[[1956],1957]", 1, "a year of 4 digits", id="a set in a set"),
    ],
)
def test_what_is_no_date_is_refused_with_place_and_remedy(
    text: str, offset: int, remedy: str
) -> None:
    with pytest.raises(DateSyntaxError) as caught:
        When.parse(text)

    assert (caught.value.text, caught.value.offset) == (text, offset)
    assert remedy in caught.value.expected
    assert len(str(caught.value)) <= 200


GARBAGE = st.one_of(
    st.text(),
    st.text(alphabet="0123456789XYESTZ-+:./,[]{}?~% \n"),
    st.tuples(TEXTS, st.integers(0, 30), st.text(max_size=2)).map(
        lambda drawn: drawn[0][: drawn[1]] + drawn[2] + drawn[0][drawn[1] + 1 :]
    ),
)


@given(GARBAGE, st.booleans())
def test_garbage_only_ever_raises_a_date_syntax_error(text: str, strict: bool) -> None:
    fault = None
    try:
        When.parse(text, strict=strict)
    except DateSyntaxError as caught:
        fault = caught

    if fault is not None:
        assert fault.text == text
        assert 0 <= fault.offset <= len(text)
        assert str(fault)


@given(GARBAGE)
def test_what_strict_reads_is_read_the_same_without(text: str) -> None:
    try:
        strict = When.parse(text, strict=True)
    except DateSyntaxError:
        return

    assert When.parse(text) == strict
    assert When.parse(str(strict), strict=True) == strict


DIGITS = st.sampled_from(["0000", "0001", "1956", "9999", "1956-02", "1956-13"])
DAYS = st.sampled_from(["1956-02-29", "1957-02-29", "0001-01-01", "9999-12-31", "1956"])
PLAIN = st.one_of(DIGITS, DAYS, st.builds("{}/{}".format, DAYS, DAYS))


@given(PLAIN)
def test_what_is_read_the_quick_way_is_what_the_grammar_reads(text: str) -> None:
    run = plain_run(text)

    if run is not None:
        shape = read(text, strict=True)
        assert run == (shape.lo, shape.hi, shape.flags)
        assert shape.text == text


def test_a_range_from_a_pattern_to_itself_is_all_between_its_first_and_last() -> None:
    sixes, years = When.parse("19X6"), When.parse("[19X6..19X6]")

    assert str(years) == "[19X6..19X6]"
    assert years.overlaps(When.parse("1957-05")) is Verdict.POSSIBLE
    assert sixes.overlaps(When.parse("1957-05")) is Verdict.IMPOSSIBLE
    assert str(When.parse("[1956..1956]")) == "1956"
