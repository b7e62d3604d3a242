"""EDTF level 1, clause by clause; see `test_edtf` for the source and the method."""

from tests.dates.clauses import SAME, Bound, assert_read, assert_refused, refused, rows

from chrono56.dates import When


class TestLetterPrefixedCalendarYear:
    """Level 1: "'Y' … when (and only when) the year exceeds four digits"."""

    @rows(
        ("Y170000002", SAME, "Y170000002-01-01", "Y170000002-12-31"),
        ("Y-170000002", SAME, "Y-170000002-01-01", "Y-170000002-12-31"),
        ("Y10000", SAME, "Y10000-01-01", "Y10000-12-31"),
        ("Y-10000", SAME, "Y-10000-01-01", "Y-10000-12-31"),
        (
            "Y9999999999999999",
            SAME,
            "Y9999999999999999-01-01",
            "Y9999999999999999-12-31",
        ),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    @refused(
        ("Y9999", 0),
        ("Y-9999", 0),
        ("Y1985", 0),
        ("Y", 1),
        ("Y-", 2),
        ("Y01985", 1),
        ("Y+17000", 1),
        ("-Y17000", 1),
        ("y17000", 0),
        ("17000", 4),
        ("-17000", 5),
        ("Y17000X", 6),
        ("Y1700X", 5),
        ("Y17000-01", 6),
        ("Y17000-1X", 6),
        ("Y10000000000000000", 0),
        ("Y-10000000000000000", 0),
    )
    def test_other_years_and_what_is_no_year_are_refused(
        self, text: str, offset: int
    ) -> None:
        assert_refused(text, offset)


class TestSeasons:
    """Level 1: "21, 22, 23, 24 may be used … in place of a month"."""

    @rows(
        ("2001-21", SAME, "2001-03-01", "2001-05-31"),
        ("2001-22", SAME, "2001-06-01", "2001-08-31"),
        ("2001-23", SAME, "2001-09-01", "2001-11-30"),
        # A winter ends in the next year's February, whatever its length.
        ("2001-24", SAME, "2001-12-01", "2002-02-28"),
        ("2003-24", SAME, "2003-12-01", "2004-02-29"),
        ("1899-24", SAME, "1899-12-01", "1900-02-28"),
        ("9999-24", SAME, "9999-12-01", "Y10000-02-29"),
        ("-0001-24", SAME, "-0001-12-01", "0000-02-29"),
        ("2001-24~", SAME, "2001-12-01", "2002-02-28"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    @refused(("2001-20", 5), ("2001-21-01", 5), ("2001-2", 6))
    def test_what_is_no_season_is_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)


class TestQualificationOfADate:
    """Level 1: "only at the end of the date string … apply to the entire date"."""

    @rows(
        ("1984?", SAME, "1984-01-01", "1984-12-31"),
        ("2004-06~", SAME, "2004-06-01", "2004-06-30"),
        ("2004-06-11%", SAME, "2004-06-11", "2004-06-11"),
        ("1984~", SAME, "1984-01-01", "1984-12-31"),
        ("1984%", SAME, "1984-01-01", "1984-12-31"),
        ("2004-06-11?", SAME, "2004-06-11", "2004-06-11"),
        ("-0043~", SAME, "-0043-01-01", "-0043-12-31"),
        ("Y17000?", SAME, "Y17000-01-01", "Y17000-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    def test_uncertain_approximate_and_both_are_three_things(self) -> None:
        marks = {
            mark: (When.parse(f"1984{mark}"), mark in "?%", mark in "~%")
            for mark in "?~%"
        }

        assert len({when for when, _, _ in marks.values()}) == 3
        for when, uncertain, approximate in marks.values():
            assert when.is_uncertain == uncertain
            assert when.is_approximate == approximate

    @refused(("1984?~", 5), ("1984~?", 5), ("1984??", 5), ("1984-?", 6), ("?", 1))
    def test_one_place_has_one_qualifier(self, text: str, offset: int) -> None:
        assert_refused(text, offset)


class TestUnspecifiedDigitsFromTheRight:
    """Level 1: "'X' … in place of one or more rightmost digits"."""

    @rows(
        ("201X", SAME, "2010-01-01", "2019-12-31"),
        ("20XX", SAME, "2000-01-01", "2099-12-31"),
        ("2004-XX", SAME, "2004-01-01", "2004-12-31"),
        ("1985-04-XX", SAME, "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", SAME, "1985-01-01", "1985-12-31"),
        ("1956-02-XX", SAME, "1956-02-01", "1956-02-29"),
        ("000X", SAME, "0000-01-01", "0009-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    def test_digits_that_are_not_specified_are_not_digits_left_out(self) -> None:
        assert When.parse("1985-XX-XX") != When.parse("1985-XX") != When.parse("1985")

    @refused(("201x", 3), ("201?X", 3), ("20XXX", 4), ("1985-XXX", 7), ("1985-X", 6))
    def test_what_is_no_unspecified_digit_is_refused(
        self, text: str, offset: int
    ) -> None:
        assert_refused(text, offset)


class TestExtendedInterval:
    """Level 1: "A null string … when it is unknown. Double-dot … not specified"."""

    @rows(
        ("1985-04-12/..", SAME, "1985-04-12", None),
        ("1985-04/..", SAME, "1985-04-01", None),
        ("1985/..", SAME, "1985-01-01", None),
        ("../1985-04-12", SAME, None, "1985-04-12"),
        ("../1985-04", SAME, None, "1985-04-30"),
        ("../1985", SAME, None, "1985-12-31"),
        ("1985-04-12/", SAME, "1985-04-12", None),
        ("1985-04/", SAME, "1985-04-01", None),
        ("1985/", SAME, "1985-01-01", None),
        ("/1985-04-12", SAME, None, "1985-04-12"),
        ("/1985-04", SAME, None, "1985-04-30"),
        ("/1985", SAME, None, "1985-12-31"),
        # "A modifier may appear at the end of the date".
        ("1984~/2004-06", SAME, "1984-01-01", "2004-06-30"),
        ("1984?/2004%", SAME, "1984-01-01", "2004-12-31"),
        ("1984-06-02?/", SAME, "1984-06-02", None),
        ("../1984-06-02~", SAME, None, "1984-06-02"),
        ("?1984/~2004", "1984?/2004~", "1984-01-01", "2004-12-31"),
        ("../..", SAME, None, None),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)
        assert When.parse(text).is_extent

    def test_an_unknown_end_is_not_an_open_one(self) -> None:
        ends = {When.parse(text) for text in ("1985/", "1985/..", "/1985", "../1985")}

        assert len(ends) == 4

    @refused(("/", 0), (".../1985", 0), ("1985/...", 5), ("1985/unknown", 5), ("..", 0))
    def test_what_is_no_end_is_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)


class TestNegativeCalendarYear:
    """Level 1: "-1985"; year 0 is 1 BC, so that -1 is 2 BC."""

    @rows(
        ("-1985", SAME, "-1985-01-01", "-1985-12-31"),
        ("-0001", SAME, "-0001-01-01", "-0001-12-31"),
        ("-0043-03-15", SAME, "-0043-03-15", "-0043-03-15"),
        # Leap years are counted on: -0004 and 0000 are such, -0001 and -0100 are not.
        ("-0004-02", SAME, "-0004-02-01", "-0004-02-29"),
        ("-0001-02", SAME, "-0001-02-01", "-0001-02-28"),
        ("-0100-02", SAME, "-0100-02-01", "-0100-02-28"),
        ("-0400-02-29", SAME, "-0400-02-29", "-0400-02-29"),
        # Digits count away from year 0, days do not.
        ("-01XX", SAME, "-0199-01-01", "-0100-12-31"),
        ("-000X", SAME, "-0009-01-01", "-0001-12-31"),
        ("-0044/-0043", SAME, "-0044-01-01", "-0043-12-31"),
        ("-0044/0014", SAME, "-0044-01-01", "0014-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    @refused(
        ("-0000", 0),
        ("-0000-01", 0),
        ("-44", 3),
        ("--0044", 1),
        ("-0043/-0044", 6),
        ("-0001-02-29", 9),
    )
    def test_what_is_no_negative_year_is_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)
