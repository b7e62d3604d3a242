from itertools import product

import pytest
from hypothesis import assume, given
from tests.dates.grammar import LEVEL_0, UNSPECIFIED, is_read

from chrono56.dates import When
from chrono56.dates.migrate import read_edtf_2012
from chrono56.errors import DateSyntaxError


class TestTheDraft:
    """EDTF 1.0, Draft Submission of 13 January 2012: its table of features."""

    @pytest.mark.parametrize(
        ("text", "today"),
        [
            # 5.1, level 0
            ("2001-02-03", "2001-02-03"),
            ("2008-12", "2008-12"),
            ("2008", "2008"),
            ("-0999", "-0999"),
            ("0000", "0000"),
            ("2001-02-03T09:30:01", "2001-02-03T09:30:01"),
            ("2004-01-01T10:10:10Z", "2004-01-01T10:10:10Z"),
            ("2004-01-01T10:10:10+05:00", "2004-01-01T10:10:10+05:00"),
            ("1964/2008", "1964/2008"),
            ("2004-02-01/2005", "2004-02-01/2005"),
            # 5.2.1, uncertain and approximate
            ("1984?", "1984?"),
            ("2004-06?", "2004-06?"),
            ("2004-06-11?", "2004-06-11?"),
            ("1984~", "1984~"),
            ("1984?~", "1984%"),
            # 5.2.2, unspecified
            ("199u", "199X"),
            ("19uu", "19XX"),
            ("1999-uu", "1999-XX"),
            ("1999-01-uu", "1999-01-XX"),
            ("1999-uu-uu", "1999-XX-XX"),
            # 5.2.3, extended interval
            ("unknown/2006", "/2006"),
            ("2004-06-01/unknown", "2004-06-01/"),
            ("2004-01-01/open", "2004-01-01/.."),
            ("1984~/2004-06", "1984~/2004-06"),
            ("1984?/2004?~", "1984?/2004%"),
            ("1984-06-02?/unknown", "1984-06-02?/"),
            # 5.2.4, years of more than four digits
            ("y170000002", "Y170000002"),
            ("y-170000002", "Y-170000002"),
            # 5.2.5, seasons
            ("2001-21", "2001-21"),
            ("2010-24", "2010-24"),
            ("2001-21/2003-22", "2001-21/2003-22"),
            # 5.3.1, partly uncertain or approximate
            ("2004?-06-11", "2004?-06-11"),
            ("2004-06~-11", "2004-06~-11"),
            ("2004-(06)?-11", "2004-?06-11"),
            ("2004-06-(11)~", "2004-06-~11"),
            ("2004-(06)?~", "2004-%06"),
            ("2004-(06-11)?", "2004-?06-?11"),
            ("2004?-06-(11)~", "2004?-06-~11"),
            ("(2004-(06)~)?", "2004?-%06"),
            ("2004?-(06)?~", "2004?-%06"),
            ("(2004)?-06-04~", "2004?-~06-~04"),
            ("(2011)-06-04~", "2011-~06-~04"),
            ("2011-(06-04)~", "2011-~06-~04"),
            ("2011-23~", "2011-23~"),
            # 5.3.2, partly unspecified
            ("156u-12-25", "156X-12-25"),
            ("15uu-12-25", "15XX-12-25"),
            ("15uu-12-uu", "15XX-12-XX"),
            ("1560-uu-25", "1560-XX-25"),
            # 5.3.3, one of a set, and 5.3.4, several dates; blanks after commas
            ("[1667,1668, 1670..1672]", "[1667,1668,1670..1672]"),
            ("[..1760-12-03]", "[..1760-12-03]"),
            ("[1760-12..]", "[1760-12..]"),
            ("[1760-01, 1760-02, 1760-12..]", "[1760-01,1760-02,1760-12..]"),
            ("[1667, 1760-12]", "[1667,1760-12]"),
            ("{1667,1668, 1670..1672}", "{1667,1668,1670..1672}"),
            ("{1960, 1961-12}", "{1960,1961-12}"),
            # 5.3.5, masked precision
            ("196x", "196X"),
            ("19xx", "19XX"),
            # 5.3.6, extended interval
            ("2004-06-(01)~/2004-06-(20)~", "2004-06-~01/2004-06-~20"),
            ("2004-06-uu/2004-07-03", "2004-06-XX/2004-07-03"),
            # 5.3.7, exponential years
            ("y17e7", "Y170000000"),
            ("y-17e7", "Y-170000000"),
            ("y17101e4p3", "Y171010000S3"),
            # 5.3.8, qualified seasons, as far as there are codes now
            ("2001-21^southernHemisphere", "2001-29"),
            ("2001-24^southernHemisphere", "2001-32"),
            ("2001-21^northernHemisphere", "2001-25"),
        ],
    )
    def test_its_examples_say_today_what_they_said(self, text: str, today: str) -> None:
        assert str(read_edtf_2012(text)) == today

    @pytest.mark.parametrize(
        ("text", "offset", "fine"),
        [
            ("", 0, "a year"),
            ("unknown", 1, "the end"),
            ("unknown/unknown", 7, "at one end"),
            ("2001/", 5, "unknown or open"),
            ("../2001", 0, "unknown or open"),
            ("2001/2002/2003", 9, "the end"),
            # Today's EDTF is not the draft.
            ("199X", 3, "u for"),
            ("2004-X6", 5, "u for"),
            ("1984%", 4, "?~ for"),
            ("Y170000002", 0, "y before"),
            ("y17E7", 3, "the end of the year"),
            ("y170u", 4, "the end of the year"),
            ("1950S2", 4, "the end"),
            ("?2004-06", 0, "a year"),
            ("2004-~06", 5, "a year, a month"),
            # The draft's words and its grammar differ on whose ~ this is.
            ("2004?-06-04~", 11, "brackets"),
            ("2004?-06~", 8, "brackets"),
            # No code of EDTF says this.
            ("2001-21^Tuscany", 8, "southernHemisphere"),
            ("2001-21^", 7, "the end"),
            # Neither had these.
            ("1984~?", 5, "the end"),
            ("2004-(06", 8, "closing )"),
            ("2004-06)", 7, "the end"),
            ("(((2004)))?", 2, "a year, a month"),
            ("1x56", 1, "the end"),
            ("196x-12", 3, "the end"),
            ("[1667,  1668]", 7, "a year, a month"),
            ("[1667,1668", 10, "a closing ]"),
            ("[1667,,1668]", 6, "a year, a month"),
            ("y1985", 0, "without Y"),
            ("1957-02-29", 8, "01 to 28"),
            ("(1957-02)?-29", 11, "01 to 28"),
            ("[1667, 1957-02-(29)~]", 16, "01 to 28"),
            ("1985/1984", 5, "not before the start"),
            ("2004-01-01T10:10:10\n", 19, "an offset"),
        ],
    )
    def test_what_is_not_of_the_draft_is_refused_where_it_stands(
        self, text: str, offset: int, fine: str
    ) -> None:
        with pytest.raises(DateSyntaxError) as caught:
            read_edtf_2012(text)

        assert (caught.value.text, caught.value.offset) == (text, offset)
        assert fine in caught.value.expected


@given(LEVEL_0)
def test_what_both_have_in_common_is_read_alike(text: str) -> None:
    assume(is_read(text))

    assert read_edtf_2012(text) == When.parse(text)


@given(UNSPECIFIED)
def test_u_is_what_x_is_today(text: str) -> None:
    assume(is_read(text))

    assert read_edtf_2012(text.replace("X", "u")) == When.parse(text)


def test_a_bracket_round_each_component_is_a_qualifier_on_its_left() -> None:
    for marks in product(["?", "~", "?~"], repeat=3):
        draft = "-".join(
            f"({part}){mark}"
            for part, mark in zip(("2004", "06", "11"), marks, strict=True)
        )
        year, month, day = (mark.replace("?~", "%") for mark in marks)

        assert read_edtf_2012(draft) == When.parse(f"{year}2004-{month}06-{day}11")
