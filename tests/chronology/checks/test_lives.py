"""Nobody dies before being born, or acts when dead."""

import pytest
from tests.chronology.checking import claim, dated, found, severities, took_part

from chrono56.findings import Finding
from chrono56.log.actions import Ranked
from chrono56.model import (
    Agent,
    Claim,
    Event,
    Occurrence,
    Participation,
    Record,
    Source,
)
from chrono56.model.kinds import roles

WORLD: tuple[Record, ...] = (
    *(Source("a"), Source("b")),
    *(Agent("eva", labels={"hu": "Kiss Éva"}), Agent("pal"), Agent("union", "group")),
    Event("birth", "life.birth"),
    Event("death", "life.death"),
    Event("shooting", "justice.execution"),
    Event("speech", labels={"en": "The speech"}),
)
DIED = (took_part("eva", "death", "victim"), dated("death", "1956-11-04"))


def after_death(*records: Record) -> list[Finding]:
    return found("action-after-death", *WORLD, *records)


def spoke(when: str, role: str = "speaker") -> list[Claim]:
    return [took_part("eva", "speech", role), dated("speech", when)]


class TestActionAfterDeath:
    def test_who_acts_after_death_is_found(self) -> None:
        (finding,) = after_death(*DIED, *spoke("1956-12-01"))

        assert finding.severity == "error"
        assert finding.about == ("eva", "speech", "death")
        assert finding.claims == (
            *("eva-speech", "eva-death", "death-whole-a", "speech-whole-a"),
        )
        assert finding.text == (
            "“Kiss Éva” (speaker) had died (4 November 1956)"
            " before “The speech” (1 December 1956)"
        )

    @pytest.mark.parametrize(
        ("when", "severity"),
        [
            ("1956-11-04", []),
            ("1956-11", []),
            ("1956-11-05~", []),
            ("1956-11-01/1956-11-20", []),
            ("1956-11-05", ["warning"]),
            ("1956-11-06", ["warning"]),
            ("1956-11-07", ["error"]),
            ("1957", ["error"]),
        ],
    )
    def test_two_days_are_tolerated_and_what_is_possible_is_none(
        self, when: str, severity: list[str]
    ) -> None:
        assert severities(after_death(*DIED, *spoke(when))) == severity

    def test_if_only_some_dates_have_it_so_it_is_a_notice(self) -> None:
        rival = dated("speech", "1956-10-23", "b")
        (finding,) = after_death(*DIED, *spoke("1956-12-01"), rival)

        assert finding.severity == "notice"
        assert finding.text.startswith("by some of the dates: “Kiss Éva”")
        assert "speech-whole-b" not in finding.claims

    @pytest.mark.parametrize("role", [*roles(), "effigy"])
    def test_in_some_roles_one_can_be_after_death(self, role: str) -> None:
        known = roles().get(role)
        lives = known is not None and not known.posthumous

        assert severities(after_death(*DIED, *spoke("1957", role))) == ["error"] * lives

    def test_what_was_only_planned_is_none(self) -> None:
        planned = claim("o", "speech", Occurrence(), mode="planned")

        assert after_death(*DIED, *spoke("1957"), planned) == []

    def test_what_is_deprecated_or_denied_is_none(self) -> None:
        says = Participation("eva", "speaker")
        denied = claim("d", "speech", says, mode="denied"), dated("speech", "1957")
        records = (*WORLD, *DIED, *spoke("1957"))
        then = [Ranked("eva-speech", "deprecated")]

        assert after_death(*DIED, *denied) == []
        assert found("action-after-death", *records, then=then) == []


class TestWhoDies:
    @pytest.mark.parametrize(
        ("claims", "dies"),
        [
            ([took_part("eva", "death", "victim")], True),
            ([took_part("eva", "shooting", "victim")], True),
            ([took_part("eva", "death")], True),
            ([took_part("eva", "death"), took_part("pal", "death")], False),
            ([took_part("eva", "death"), took_part("pal", "death", "victim")], False),
            ([took_part("eva", "shooting")], False),
            ([took_part("eva", "death", "witness")], False),
        ],
    )
    def test_victims_die_or_the_only_participant(
        self, claims: list[Claim], dies: bool
    ) -> None:
        dates = dated("death", "1956-11-04"), dated("shooting", "1956-11-04")
        told = after_death(*claims, *dates, *spoke("1957"))

        assert severities(told) == ["error"] * dies

    def test_a_group_does_not_die_with_its_members(self) -> None:
        claims = took_part("union", "death", "victim"), took_part("union", "speech")
        dates = dated("death", "1956-11-04"), dated("speech", "1957")

        assert after_death(*claims, *dates) == []


class TestDeathBeforeBirth:
    BORN = took_part("eva", "birth")

    @pytest.mark.parametrize(
        ("born", "severity"),
        [("1957", "error"), ("1956-11-05", "error"), ("1956", ""), ("1930", "")],
    )
    def test_only_what_is_certainly_the_wrong_way_round_is_found(
        self, born: str, severity: str
    ) -> None:
        told = found(
            "death-before-birth", *WORLD, *DIED, self.BORN, dated("birth", born)
        )

        assert severities(told) == ([severity] if severity else [])

    def test_it_is_told_with_both_dates(self) -> None:
        (finding,) = found(
            "death-before-birth", *WORLD, *DIED, self.BORN, dated("birth", "1957")
        )

        assert finding.about == ("eva", "birth", "death")
        assert finding.text == (
            "“Kiss Éva” would have died (4 November 1956) before being born (1957)"
        )

    def test_if_only_some_dates_have_it_so_it_is_a_notice(self) -> None:
        dates = dated("birth", "1957"), dated("birth", "1927", "b")
        told = found("death-before-birth", *WORLD, *DIED, self.BORN, *dates)

        assert severities(told) == ["notice"]

    def test_who_is_with_the_mother_is_not_known_to_be_born(self) -> None:
        claims = self.BORN, took_part("pal", "birth"), dated("birth", "1957")

        assert found("death-before-birth", *WORLD, *DIED, *claims) == []
