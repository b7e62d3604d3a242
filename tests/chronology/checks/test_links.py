"""Circles, and what is named but does not stand."""

from tests.chronology.checking import chronology, claim, dated, found

from chrono56.log.actions import Ranked, Retracted, United
from chrono56.model import Derivation, Event, Figure, Place, Relation, Source

WORLD = (Source("a"), Source("b"), Event("march"), Event("shots"), Event("siege"))


class TestCircle:
    IN_A_ROW = (
        claim("c1", "march", Relation("part_of", "shots")),
        claim("c2", "shots", Relation("part_of", "siege")),
    )
    BACK = claim("c3", "siege", Relation("part_of", "march"))

    def test_an_event_that_is_a_part_of_itself_is_found(self) -> None:
        (finding,) = found("circle", *WORLD, *self.IN_A_ROW, self.BACK)

        assert finding.severity == "error"
        assert finding.about == ("march", "shots", "siege")
        assert finding.claims == ("c1", "c2", "c3")
        assert finding.text == " is a part of ".join(
            ["march", "shots", "siege", "march"]
        )

    def test_a_row_of_parts_is_none(self) -> None:
        assert found("circle", *WORLD, *self.IN_A_ROW) == []

    def test_what_is_deprecated_or_denied_closes_none(self) -> None:
        denied = claim("c3", "siege", Relation("part_of", "march"), mode="denied")
        records = (*WORLD, *self.IN_A_ROW)

        assert found("circle", *records, denied) == []
        assert (
            found("circle", *records, self.BACK, then=[Ranked("c1", "deprecated")])
            == []
        )

    def test_places_and_copies_go_in_circles_too(self) -> None:
        places = Place("square", part_of="city"), Place("city", part_of="square")
        copies = (
            Source("x", derived_from=[Derivation("y")]),
            Source("y", derived_from=[Derivation("x", "draws_on")]),
        )

        assert [one.text for one in found("circle", *places, *copies)] == [
            "city is a part of square is a part of city",
            "x goes back to y goes back to x",
        ]
        assert found("circle", places[0], Place("city"), copies[0], Source("y")) == []

    def test_a_union_can_close_one(self) -> None:
        records = (*WORLD, *self.IN_A_ROW)
        (finding,) = found("circle", *records, then=[United("siege", "march")])

        assert finding.about == ("march", "shots")


class TestMissingRecord:
    GROUP = claim("f", "march", Figure("killed", group="students"))

    def test_what_was_never_recorded_is_found_with_who_names_it(self) -> None:
        claims = self.GROUP, claim("g", "shots", Figure("killed", group="students"))
        (finding,) = found("missing-record", *WORLD, *claims)

        assert (finding.severity, finding.about) == ("warning", ("students",))
        assert finding.claims == ("f", "g")
        assert finding.text == "students was never recorded, but is named by f, g"

    def test_what_was_taken_back_is_a_notice(self) -> None:
        claims = dated("march", "1956", "a"), dated("march", "1956", "b")
        (finding,) = found(
            "missing-record", *WORLD, *claims, then=[Retracted("march", reason="r")]
        )

        assert finding.severity == "notice"
        assert finding.text.startswith("march was retracted, but is named by march-")

    def test_what_stands_is_none(self) -> None:
        assert found("missing-record", *WORLD, dated("march", "1956")) == []

    def test_of_many_that_name_it_some_are_told(self) -> None:
        claims = [
            claim(f"f{n}", "march", Figure("killed", group="students", best=n))
            for n in range(5)
        ]
        (finding,) = found("missing-record", *WORLD, *claims)

        assert finding.text.endswith("named by f0, f1, f2 and 2 more")
        assert len(finding.claims) == 5

    def test_a_missing_part_of_a_place_is_found(self) -> None:
        (finding,) = found("missing-record", Place("square", part_of="city"))

        assert (finding.about, finding.claims) == (("city",), ())


class TestRetractedSource:
    GONE = (Retracted("a", reason="a forgery"),)

    def test_a_claim_that_falls_with_its_source_is_found(self) -> None:
        claims = dated("march", "1956"), dated("shots", "1956", "a b")
        (finding,) = found("retracted-source", *WORLD, *claims, then=self.GONE)

        assert (finding.severity, finding.about) == ("warning", ("a",))
        assert finding.claims == ("march-whole-a", "shots-whole-a-b")
        assert finding.text.endswith("without it these count no more: march-whole-a")

    def test_a_claim_that_others_carry_is_a_notice(self) -> None:
        claims = (dated("shots", "1956", "a b"),)
        (finding,) = found("retracted-source", *WORLD, *claims, then=self.GONE)

        assert finding.severity == "notice"

    def test_a_source_that_stands_or_that_nobody_cites_is_none(self) -> None:
        claims = (dated("march", "1956", "b"),)

        assert found("retracted-source", *WORLD, *claims, then=self.GONE) == []
        assert found("retracted-source", *WORLD, *claims) == []


class TestLogOddity:
    def test_what_the_writer_would_refuse_is_found(self) -> None:
        odd = Ranked("march", "preferred")
        (finding,) = found("log-oddity", *WORLD, then=[odd])

        assert finding.text == "march is ranked preferred, but no claim or source"
        assert finding.about == ("march",)

    def test_an_ordinary_log_has_none(self) -> None:
        ordinary = Ranked("a", "preferred")

        assert list(chronology(*WORLD, then=[ordinary]).check(["log-oddity"])) == []
