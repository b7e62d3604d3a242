"""What events are called, and what is said of them at all."""

import pytest
from tests.chronology.checking import claim, dated, found, severities, took_part
from tests.chronology.world import linear, recorded

from chrono56.chronology import Chronology
from chrono56.chronology.checks.survey import Survey
from chrono56.log.actions import Ranked
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.model import (
    Agent,
    Claim,
    Event,
    Figure,
    Occurrence,
    Ordering,
    Place,
    Relation,
    Source,
    Value,
)

WORLD = (Source("a"), Agent("eva"), Event("march"), Event("rising"))


class TestUnattested:
    def test_an_event_of_which_nothing_is_claimed_is_found(self) -> None:
        (finding,) = found("unattested", Event("march", labels={"en": "March"}))

        assert (finding.severity, finding.about) == ("warning", ("march",))
        assert finding.text == "“March”: nothing is claimed of it"

    def test_one_of_which_something_else_is_said_is_a_notice(self) -> None:
        claims = took_part("eva", "march"), dated("rising", "1956")
        (finding,) = found("unattested", *WORLD, *claims)

        assert (finding.severity, finding.claims) == ("notice", ("eva-march",))
        assert finding.text.startswith("march: no claim says in so many words")

    def test_one_of_which_all_is_deprecated_is_a_notice(self) -> None:
        records = (*WORLD[:3], dated("march", "1956"))
        then = [Ranked("march-whole-a", "deprecated")]
        (finding,) = found("unattested", *records, then=then)

        assert (finding.severity, finding.text) == (
            "notice",
            "march: all that is claimed of it is deprecated",
        )

    @pytest.mark.parametrize(
        "says",
        [
            Occurrence(),
            Ordering(other="rising", least="PT0S"),
            Relation("part_of", "rising"),
        ],
    )
    def test_what_is_attested_or_placed_in_time_is_none(self, says: Value) -> None:
        claims = claim("c", "march", says), dated("rising", "1956")

        assert found("unattested", *WORLD, *claims) == []


class TestMissingLabel:
    BOTH = ({"en": "x", "hu": "x"}, {"en-GB": "y", "hu": "y"})

    def test_a_name_that_most_others_have_is_missed(self) -> None:
        labels = (*self.BOTH, {"en": "z"})
        events = [Event(f"e{n}", labels=it) for n, it in enumerate(labels)]
        (finding,) = found("missing-label", *events)

        assert (finding.severity, finding.about) == ("notice", ("e2",))
        assert finding.text == "“z” has no name in hu"

    def test_a_language_of_half_the_events_or_fewer_is_not_missed(self) -> None:
        labels = ({"en": "x", "hu": "x"}, {"en": "y"})
        events = [Event(f"e{n}", labels=it) for n, it in enumerate(labels)]

        assert found("missing-label", *events) == []

    def test_what_has_no_name_at_all_is_found_whatever_it_is(self) -> None:
        told = found(
            "missing-label",
            *(Event("march"), Agent("eva"), Place("square")),
            *(Agent("pal", labels={"hu": "Pál"}), Place("city", {"en": "City"})),
        )

        assert [one.text for one in told] == [
            f"{id} has no name in any language" for id in ("march", "eva", "square")
        ]


class TestUnknownKind:
    def test_a_kind_that_is_not_known_is_found_with_what_it_may_mean(self) -> None:
        (finding,) = found("unknown-kind", Event("march", "politics.protset"))

        assert (finding.severity, finding.about) == ("notice", ("march",))
        assert "no kind 'politics.protset'; did you mean 'politics.protest'?" in (
            finding.text
        )

    @pytest.mark.parametrize("kind", ["politics.protest", "other", "other.sit-in"])
    def test_known_kinds_and_those_below_other_are_none(self, kind: str) -> None:
        assert found("unknown-kind", Event("march", kind)) == []

    def test_kinds_that_the_log_was_opened_with_are_none(self) -> None:
        (line, _), *_ = linear([recorded([Event("march", "labour.sit-in")])])
        store = MemoryStore("memory", [b'{"format":1,"log":"test-log"}', line])
        told = Chronology.open(Log(store, kinds=["labour.sit-in"]), cache=False)

        assert isinstance(told.survey, Survey)
        assert list(told.check(["unknown-kind"])) == []


class TestFigureOfPart:
    PART = claim("p", "march", Relation("part_of", "rising"))

    def told(self, part: Figure, *wholes: Figure) -> list[str]:
        claims: list[Claim] = [self.PART, claim("f", "march", part)]
        claims += [claim(f"w{n}", "rising", one) for n, one in enumerate(wholes)]
        return severities(found("figure-of-part", *WORLD, *claims))

    def test_more_people_in_the_part_than_in_the_whole_are_found(self) -> None:
        claims = (
            claim("f", "march", Figure("killed", low=300)),
            claim("w", "rising", Figure("killed", best=200)),
        )
        (finding,) = found("figure-of-part", *WORLD, self.PART, *claims)

        assert (finding.severity, finding.about) == ("warning", ("march", "rising"))
        assert finding.claims == ("f", "w")
        assert finding.text == (
            "killed: at least 300 in march, but at most 200 in rising,"
            " of which it is a part"
        )

    def test_what_another_event_caused_is_no_part_of_it(self) -> None:
        claims = (
            claim("c", "march", Relation("caused", "rising")),
            claim("f", "march", Figure("killed", best=300)),
            claim("w", "rising", Figure("killed", best=200)),
        )

        assert found("figure-of-part", *WORLD, *claims) == []

    @pytest.mark.parametrize(
        ("part", "wholes"),
        [
            (Figure("killed", best=200), [Figure("killed", best=200)]),
            (Figure("killed", high=300), [Figure("killed", best=200)]),
            (Figure("killed", best=300), [Figure("killed", low=200)]),
            (Figure("killed", best=210), [Figure("killed", best=200, approx=True)]),
            (Figure("killed", best=300), [Figure("wounded", best=200)]),
            (Figure("killed", best=300), [Figure("killed", best=200, group="eva")]),
            (Figure("killed", best=300), [Figure("killed", best=200, scope="x")]),
            (Figure("killed", best=300), [Figure("killed", best=2, as_of="1957")]),
            (Figure("t", best=3, unit="mile"), [Figure("t", best=2, unit="mile")]),
            (
                Figure("killed", best=300),
                [Figure("killed", best=200), Figure("killed", best=400)],
            ),
            (
                Figure("killed", best=300),
                [Figure("killed", best=200), Figure("killed")],
            ),
        ],
    )
    def test_what_may_fit_or_counts_something_else_is_none(
        self, part: Figure, wholes: list[Figure]
    ) -> None:
        assert self.told(part, *wholes) == []

    def test_every_claim_on_the_whole_has_to_be_exceeded(self) -> None:
        rivals = Figure("killed", best=200), Figure("killed", high=250)

        assert self.told(Figure("killed", best=300), *rivals) == ["warning"]
