"""EDTF level 2, clause by clause; see `test_edtf` for the source and the method."""

from typing import ClassVar

from tests.dates.clauses import (
    SAME,
    Bound,
    assert_read,
    assert_refused,
    assert_same,
    refused,
    rows,
)

from chrono56.dates import Verdict, When


class TestExponentialYear:
    """Level 2: "an integer, followed by 'E' followed by a positive integer"."""

    @rows(
        ("Y-17E7", "Y-170000000", "Y-170000000-01-01", "Y-170000000-12-31"),
        ("Y17E8", "Y1700000000", "Y1700000000-01-01", "Y1700000000-12-31"),
        (
            "Y1E15",
            "Y1000000000000000",
            "Y1000000000000000-01-01",
            "Y1000000000000000-12-31",
        ),
        ("Y20E2", "2000", "2000-01-01", "2000-12-31"),
        ("Y-5E1", "-0050", "-0050-01-01", "-0050-12-31"),
        ("Y17E7~", "Y170000000~", "Y170000000-01-01", "Y170000000-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    def test_a_year_is_the_same_however_its_number_is_written(self) -> None:
        assert_same(["Y17E7", "Y170E6", "Y170000000"])

    @refused(
        ("Y17E", 3),
        ("Y17E0", 3),
        ("Y17E-7", 3),
        ("Y17E07", 3),
        ("Y0E7", 1),
        ("17E7", 2),
        ("1985E2", 4),
        ("Y1E16", 0),
        ("Y17e7", 3),
        ("Y17E7E7", 5),
    )
    def test_what_is_no_exponent_is_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)


class TestSignificantDigits:
    """Level 2: a year "in any of the three allowable forms" and 'S'."""

    @rows(
        ("1950S2", SAME, "1900-01-01", "1999-12-31"),
        ("Y171010000S3", SAME, "Y171000000-01-01", "Y171999999-12-31"),
        ("Y3388E2S3", "Y338800S3", "Y338000-01-01", "Y338999-12-31"),
        # The number of digits counts from the first one that is not 0.
        ("1950S1", SAME, "1000-01-01", "1999-12-31"),
        ("1950S3", SAME, "1950-01-01", "1959-12-31"),
        ("1950S4", SAME, "1950-01-01", "1950-12-31"),
        ("0056S1", SAME, "0050-01-01", "0059-12-31"),
        ("-1950S2", SAME, "-1999-01-01", "-1900-12-31"),
        ("1950S2?", SAME, "1900-01-01", "1999-12-31"),
        ("Y17101E4S3", "Y171010000S3", "Y171000000-01-01", "Y171999999-12-31"),
        ("1950S2/1970S3", SAME, "1900-01-01", "1979-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    @refused(
        ("1950S", 4),
        ("1950S0", 4),
        ("1950S02", 4),
        ("1950S5", 5),
        ("0056S3", 5),
        ("1950s2", 4),
        ("195XS2", 4),
        ("1950S2-05", 4),
        ("1950~S2", 5),
    )
    def test_digits_that_a_year_does_not_have_are_refused(
        self, text: str, offset: int
    ) -> None:
        assert_refused(text, offset)


class TestSubYearGroupings:
    """Level 2: seasons by hemisphere, quarters, "quadrimesters", "semestrals"."""

    MONTHS: ClassVar = {
        (21, 25, 31): ("2001-03-01", "2001-05-31"),
        (22, 26, 32): ("2001-06-01", "2001-08-31"),
        (23, 27, 29): ("2001-09-01", "2001-11-30"),
        (24, 28, 30): ("2001-12-01", "2002-02-28"),
        (33,): ("2001-01-01", "2001-03-31"),
        (34,): ("2001-04-01", "2001-06-30"),
        (35,): ("2001-07-01", "2001-09-30"),
        (36,): ("2001-10-01", "2001-12-31"),
        (37,): ("2001-01-01", "2001-04-30"),
        (38,): ("2001-05-01", "2001-08-31"),
        (39,): ("2001-09-01", "2001-12-31"),
        (40,): ("2001-01-01", "2001-06-30"),
        (41,): ("2001-07-01", "2001-12-31"),
    }

    @rows(
        *(
            (f"2001-{code}", SAME, first, last)
            for codes, (first, last) in MONTHS.items()
            for code in codes
        ),
        ("1956-33", SAME, "1956-01-01", "1956-03-31"),
        ("2003-30", SAME, "2003-12-01", "2004-02-29"),
        ("-0044-34", SAME, "-0044-04-01", "-0044-06-30"),
        ("195X-21", SAME, "1950-03-01", "1959-05-31"),
        ("2011-34%", SAME, "2011-04-01", "2011-06-30"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    def test_every_code_is_a_statement_of_its_own(self) -> None:
        codes = {When.parse(f"2001-{code}") for code in range(21, 42)}

        assert len(codes) == 21

    @refused(("2001-42", 5), ("2001-20", 5), ("2001-34-01", 5), ("2001-3X", 5))
    def test_what_is_no_grouping_is_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)


class TestOneOfASet:
    """Level 2: "Square brackets wrap a single-choice list (select one member)"."""

    @rows(
        ("[1667,1668,1670..1672]", SAME, "1667-01-01", "1672-12-31"),
        ("[..1760-12-03]", SAME, None, "1760-12-03"),
        ("[1760-12..]", SAME, "1760-12-01", None),
        ("[1760-01,1760-02,1760-12..]", SAME, "1760-01-01", None),
        ("[1667,1760-12]", SAME, "1667-01-01", "1760-12-31"),
        ("[..1984]", SAME, None, "1984-12-31"),
        # The order and repetition of members say nothing; what has no end comes last.
        ("[1668,1667,1668]", "[1667,1668]", "1667-01-01", "1668-12-31"),
        ("[1761,1760-12..]", SAME, "1760-12-01", None),
        ("[..1667,1668,1670..]", SAME, None, None),
        ("[-0043,-0044]", "[-0044,-0043]", "-0044-01-01", "-0043-12-31"),
        # One of one is that one, and so is what reaches from a date to itself.
        ("[1667]", "1667", "1667-01-01", "1667-12-31"),
        ("[1667..1667]", "1667", "1667-01-01", "1667-12-31"),
        # "Double-dots indicates all the values between … inclusive", of any precision.
        ("[1760-01..1760-03]", SAME, "1760-01-01", "1760-03-31"),
        ("[1760-01-31..1760-02-01]", SAME, "1760-01-31", "1760-02-01"),
        ("[1760-21..1760-23]", SAME, "1760-03-01", "1760-11-30"),
        ("[Y10000..Y20000]", SAME, "Y10000-01-01", "Y20000-12-31"),
        ("[~1667,1668?]", "[1667~,1668?]", "1667-01-01", "1668-12-31"),
        ("[166X,1670]", SAME, "1660-01-01", "1670-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)
        assert not When.parse(text).is_extent

    def test_what_is_between_two_members_is_none(self) -> None:
        years = When.parse("[1667,1668,1670..1672]")

        assert [
            years.overlaps(When.parse(f"{year}-07-01")) is not Verdict.IMPOSSIBLE
            for year in range(1666, 1674)
        ] == [False, True, True, False, True, True, True, False]

    @refused(
        ("[]", 1),
        ("[1667", 5),
        ("[1667}", 5),
        ("1667]", 4),
        ("[1667,]", 6),
        ("[,1667]", 1),
        ("[1667, 1668]", 6),
        ("[ 1667]", 1),
        ("[1667;1668]", 5),
        ("[1672..1670]", 7),
        ("[1670...1672]", 7),
        ("[1670..1671..1672]", 11),
        ("[[1667],1668]", 1),
        ("[1667/1668]", 5),
        ("1670..1672", 4),
    )
    def test_what_is_no_set_is_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)

    @refused(("[..]", 1), ("[1667..,1668]", 5), ("[1667,..1668]", 6), ("[..,1667]", 1))
    def test_dots_mean_before_and_after_only_at_the_ends_of_the_list(
        self, text: str, offset: int
    ) -> None:
        assert_refused(text, offset)
        When.parse(text)

    @refused(("[1670..1672-05]", 7), ("[1670-21..1671-05]", 10))
    def test_both_sides_of_dots_have_the_same_precision(
        self, text: str, offset: int
    ) -> None:
        assert_refused(text, offset)
        When.parse(text)


class TestAllMembers:
    """Level 2: "Curly brackets wrap an inclusive list (all members included)"."""

    @rows(
        ("{1667,1668,1670..1672}", SAME, "1667-01-01", "1672-12-31"),
        ("{1960,1961-12}", SAME, "1960-01-01", "1961-12-31"),
        ("{..1984}", SAME, None, "1984-12-31"),
        ("{1960..}", SAME, "1960-01-01", None),
        ("{1961-12,1960}", "{1960,1961-12}", "1960-01-01", "1961-12-31"),
        # All of one year is not some day of it.
        ("{1960}", SAME, "1960-01-01", "1960-12-31"),
        ("{1960..1960}", "{1960}", "1960-01-01", "1960-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    def test_every_day_of_every_member_is_included(self) -> None:
        both = When.parse("{1960,1961-12}")
        day = When.parse

        assert both.contains_day(day("1960-06-01").earliest or 0) is Verdict.CERTAIN
        assert both.contains_day(day("1961-06-01").earliest or 0) is Verdict.IMPOSSIBLE

    @refused(("{}", 1), ("{1960", 5), ("{1960]", 5), ("{1960, 1961-12}", 6))
    def test_what_is_no_set_is_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)


class TestGroupQualification:
    """Level 2: "that component as well as … all components to the left"."""

    @rows(
        ("2004-06-11%", SAME, "2004-06-11", "2004-06-11"),
        ("2004-06~-11", SAME, "2004-06-11", "2004-06-11"),
        ("2004?-06-11", SAME, "2004-06-11", "2004-06-11"),
        ("2004?-06?-11?", "2004-06-11?", "2004-06-11", "2004-06-11"),
        ("2004?-06~-11", "2004%-~06-11", "2004-06-11", "2004-06-11"),
        ("2004?-06-11~", "2004%-~06-~11", "2004-06-11", "2004-06-11"),
        ("2004~-06", SAME, "2004-06-01", "2004-06-30"),
        ("2004?-06~", "2004%-~06", "2004-06-01", "2004-06-30"),
        ("Y17000~", SAME, "Y17000-01-01", "Y17000-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)


class TestQualificationOfIndividualComponent:
    """Level 2: "to the immediate left of a component … that component only"."""

    @rows(
        ("?2004-06-~11", "2004?-06-~11", "2004-06-11", "2004-06-11"),
        ("2004-%06-11", SAME, "2004-06-11", "2004-06-11"),
        ("~2004", "2004~", "2004-01-01", "2004-12-31"),
        ("~2004-~06-~11", "2004-06-11~", "2004-06-11", "2004-06-11"),
        ("2004-~06-~11", SAME, "2004-06-11", "2004-06-11"),
        ("?2004~", "2004%", "2004-01-01", "2004-12-31"),
        ("2004-?06~-11", "2004~-%06-11", "2004-06-11", "2004-06-11"),
        ("%-0043-03", "-0043%-03", "-0043-03-01", "-0043-03-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    @refused(("??2004", 1), ("2004-~~06", 6), ("-~0043", 1), ("Y~17000", 1))
    def test_a_component_has_one_qualifier_on_a_side(
        self, text: str, offset: int
    ) -> None:
        assert_refused(text, offset)


class TestUnspecifiedDigit:
    """Level 2: "'X' may occur anywhere within a component"."""

    @rows(
        ("156X-12-25", SAME, "1560-12-25", "1569-12-25"),
        ("15XX-12-25", SAME, "1500-12-25", "1599-12-25"),
        ("XXXX-12-XX", SAME, "0000-12-01", "9999-12-31"),
        ("1XXX-XX", SAME, "1000-01-01", "1999-12-31"),
        ("1XXX-12", SAME, "1000-12-01", "1999-12-31"),
        ("1984-1X", SAME, "1984-10-01", "1984-12-31"),
        ("XXXX", SAME, "0000-01-01", "9999-12-31"),
        ("1X56", SAME, "1056-01-01", "1956-12-31"),
        ("X956-11", SAME, "0956-11-01", "9956-11-30"),
        ("1956-X1", SAME, "1956-01-01", "1956-11-30"),
        ("1956-XX-31", SAME, "1956-01-31", "1956-12-31"),
        ("1956-0X-31", SAME, "1956-01-31", "1956-08-31"),
        ("1957-02-2X", SAME, "1957-02-20", "1957-02-28"),
        ("1957-0X-X0", SAME, "1957-01-10", "1957-09-30"),
        ("19XX-02-29", SAME, "1904-02-29", "1996-02-29"),
        ("1XX0-02-29", SAME, "1020-02-29", "1980-02-29"),
        ("-19XX-02-29", SAME, "-1996-02-29", "-1904-02-29"),
        ("-XXXX-12-31", SAME, "-9999-12-31", "-0001-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)

    @refused(
        ("1956-2X", 5),
        ("1956-11-4X", 8),
        ("1956-02-3X", 8),
        ("1956-X9-31", 8),
        ("XXXX-02-30", 8),
        ("19X7-02-29", 8),
        ("19X0-02-31", 8),
    )
    def test_digits_that_leave_no_day_are_refused(self, text: str, offset: int) -> None:
        assert_refused(text, offset)


class TestInterval:
    """Level 2: "portions of a date" may be qualified or unspecified."""

    @rows(
        ("2004-06-~01/2004-06-~20", SAME, "2004-06-01", "2004-06-20"),
        ("2004-06-XX/2004-07-03", SAME, "2004-06-01", "2004-07-03"),
        ("156X-12-25/1570", SAME, "1560-12-25", "1570-12-31"),
        ("2004?-06/2004-%07", SAME, "2004-06-01", "2004-07-31"),
        ("Y-17E7/..", "Y-170000000/..", "Y-170000000-01-01", None),
        ("/XXXX", SAME, None, "9999-12-31"),
        # It may begin after the first day of its end, if it can end later.
        ("1956-06/195X", SAME, "1956-06-01", "1959-12-31"),
    )
    def test_it_is_read(
        self, text: str, canonical: str, earliest: Bound, latest: Bound
    ) -> None:
        assert_read(text, canonical, earliest, latest)
        assert When.parse(text).is_extent

    @refused(("1960/195X", 5), ("1956-XX-31/1956-01-30", 11), ("156X-12-25/1559", 11))
    def test_what_ends_before_it_can_begin_is_refused(
        self, text: str, offset: int
    ) -> None:
        assert_refused(text, offset)
