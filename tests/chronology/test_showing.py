"""What readers are shown: settled disputes, who judged what, disputes on sources."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from tests.chronology.world import chronology_of, linear, recorded

from chrono56.chronology import Chronology, Dispute
from chrono56.errors import UnknownIdError
from chrono56.log.actions import Action, Ranked, Recorded, Retracted, United
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Figure,
    Relation,
    Source,
    Statement,
    Value,
)

SOURCES = (
    Source("a"),
    Source("b"),
    Source("copy-of-a", derived_from=[Derivation("a")]),
)


def _claim(claim_id: str, by: str, says: Value, about: str = "e") -> Claim:
    return Claim(claim_id, about, says, (Citation(by),))


TWO_DAYS = (
    _claim("c1", "a", Dating("1956-10-28")),
    _claim("c2", "b", Dating("1956-10-31")),
)


def _chronology(*claims: Claim, then: tuple[Action, ...] = ()) -> Chronology:
    first = recorded([*SOURCES, Event("e"), Event("f"), *claims])
    return chronology_of(linear([first, list(then)] if then else [first]))


def _called(claim_id: str, by: str, name: str, about: str = "e") -> Claim:
    """Return a claim that no values show to be in dispute."""
    return _claim(claim_id, by, Statement(name, "en", use="name"), about)


def _against(claim_id: str, one: str, other: str) -> Claim:
    return _claim(claim_id, "b", Relation("contradicts", other), one)


CALLED = (
    _called("rising", "a", "rising"),
    _called("unrest", "a", "unrest"),
    _called("unrest-b", "b", "unrest"),
)
"""What one source calls two ways, and another as the first one does."""


def test_what_is_stated_against_several_who_say_the_same_is_one_dispute() -> None:
    stated = _against("s1", "unrest-b", "rising"), _against("s2", "rising", "unrest")
    (dispute,) = _chronology(*CALLED, *stated).disputes()

    ids = {view.claim.id for view in dispute.claims}
    assert ids == {"rising", "unrest", "unrest-b"}
    assert (dispute.property, dispute.class_) == ("contradiction", "self-contradictory")
    assert dispute.unsteady == ("a",)
    assert [one.target for one in dispute.judgements] == ["s1", "s2"]


def test_what_is_stated_between_two_events_is_told_once_for_both() -> None:
    claims = (
        _called("rising", "a", "rising"),
        _called("unrest", "a", "unrest", "f"),
        _called("unrest-b", "b", "unrest", "f"),
    )
    stated = _against("s1", "rising", "unrest"), _against("s2", "rising", "unrest-b")
    told = _chronology(*claims, *stated)

    (dispute,) = told.disputes()
    assert set(dispute.about) == {"e", "f"}
    assert [len(it.claims) for it in (*told.disputes("e"), *told.disputes("f"))] == [
        3,
        3,
    ]


def test_a_stated_dispute_stays_open_when_one_of_those_who_agree_is_deprecated() -> (
    None
):
    stated = _against("s1", "rising", "unrest"), _against("s2", "rising", "unrest-b")
    aside = (Ranked("unrest", "deprecated", "misread"),)
    (dispute,) = _chronology(*CALLED, *stated, then=aside).disputes(settled=True)

    assert dispute.class_ == "conflicting"
    assert [view.claim.id for view in dispute.set_aside] == ["unrest"]


def test_claims_that_say_the_same_may_be_stated_to_contradict_each_other() -> None:
    stated = _against("s1", "unrest", "unrest-b")
    (dispute,) = _chronology(*CALLED, stated).disputes()

    assert {view.claim.id for view in dispute.claims} == {"unrest", "unrest-b"}


def _stated_worlds() -> Iterator[tuple[str, list[Claim], set[frozenset[str]]]]:
    """Yield events whose claims are stated to contradict each other in all ways.

    Each with what is called how against each other.
    """
    names = {"w": "rising", "x": "unrest", "y": "unrest", "z": "battle"}
    pairs = list(combinations(names, 2))
    for number in range(1 << len(pairs)):
        event = f"e{number}"
        stated = [pair for at, pair in enumerate(pairs) if number >> at & 1]
        called = [_called(f"{event}-{it}", it, names[it], event) for it in names]
        against = [
            _against(f"{event}-{one}{other}", f"{event}-{one}", f"{event}-{other}")
            for one, other in stated
        ]
        yield (
            event,
            [*called, *against],
            {frozenset((names[one], names[other])) for one, other in stated},
        )


def test_there_are_as_many_stated_disputes_as_things_said_against_each_other() -> None:
    worlds = list(_stated_worlds())
    claims = [claim for _, its, _ in worlds for claim in its]
    sources = [Source("b"), *map(Source, "wxyz")]
    events = [Event(event) for event, _, _ in worlds]
    told = chronology_of(linear([recorded([*sources, *events, *claims])]))
    found: dict[str, list[Dispute]] = {}
    for dispute in told.disputes():
        found.setdefault(dispute.about[0], []).append(dispute)

    for event, _, rivals in worlds:
        disputes = found.get(event, [])
        assert len(disputes) == len(rivals)
        assert told.event(event).disputed == bool(rivals)
        said = [
            frozenset(
                view.claim.says.text
                for view in dispute.claims
                if isinstance(view.claim.says, Statement)
            )
            for dispute in disputes
        ]
        assert set(said) == rivals


def test_a_source_is_credited_by_what_stands_and_is_heard() -> None:
    def crediting(chronology: Chronology) -> list[str]:
        return [view.claim.id for view in chronology.crediting("elder")]

    says = Statement("rising", "en", use="name")
    claims = [
        Claim(name, "e", says, [Citation(by, via=via)])
        for name, by, via in (
            ("one", "a", ("elder",)),
            ("two", "b", ("again", "copy-of-a")),
            ("cited", "elder", ()),
            ("citing", "elder", ("a",)),
        )
    ]
    sources = [Recorded(Source("elder")), Recorded(Source("again"))]
    first = [*sources, *recorded([*SOURCES, Event("e"), *claims])]
    told = chronology_of(
        linear([first, [United("again", "elder")], [Retracted("one")]])
    )

    assert crediting(told) == ["two"]
    assert crediting(told.as_of("#1")) == ["one"]
    assert crediting(told.as_of("#2")) == ["one", "two"]
    assert crediting(told.as_of("#2").under("without=b")) == ["one"]
    assert told.crediting("again") == told.crediting("elder")
    with pytest.raises(UnknownIdError):
        told.crediting("e")


def _settled(chronology: Chronology) -> Dispute:
    (dispute,) = chronology.disputes(settled=True)
    return dispute


@pytest.mark.parametrize(
    ("target", "reason"), [("c2", "a misprint"), ("b", "a forgery")]
)
def test_a_settled_dispute_names_what_was_set_aside_by_whom_and_why(
    target: str, reason: str
) -> None:
    chronology = _chronology(*TWO_DAYS, then=(Ranked(target, "deprecated", reason),))
    dispute = _settled(chronology)
    (judgement,) = dispute.judgements

    assert list(chronology.disputes()) == []
    assert (dispute.property, dispute.class_) == ("date", "settled")
    assert [view.claim.id for view in dispute.claims] == ["c1"]
    assert [(view.claim.id, view.rank) for view in dispute.set_aside] == [
        ("c2", "deprecated")
    ]
    assert (judgement.target, judgement.verdict, judgement.reason) == (
        target,
        "deprecated",
        reason,
    )
    assert (judgement.by, judgement.entry) == ("bela", 2)


def test_an_open_dispute_shows_what_was_set_aside_only_if_asked() -> None:
    third = _claim("c3", "copy-of-a", Dating("1957"))
    chronology = _chronology(*TWO_DAYS, third, then=(Ranked("c3", "deprecated"),))
    (open_,) = chronology.disputes()
    asked = _settled(chronology)

    assert open_.class_ == asked.class_ == "conflicting"
    assert open_.set_aside == ()
    assert [view.claim.id for view in asked.set_aside] == ["c3"]


def test_a_deprecated_claim_that_agrees_settles_nothing() -> None:
    agreeing = _claim("c3", "b", Dating("1956-10"))
    chronology = _chronology(TWO_DAYS[0], agreeing, then=(Ranked("c3", "deprecated"),))

    assert list(chronology.disputes(settled=True)) == []


def test_a_premise_that_is_deprecated_settles_what_rests_on_it() -> None:
    inferred = Claim(
        "c3", "f", Dating("1957"), premises=("c2",), reason="a year after it"
    )
    other = _claim("c4", "a", Dating("1958"), "f")
    chronology = _chronology(
        TWO_DAYS[1], inferred, other, then=(Ranked("c2", "deprecated", "a slip"),)
    )

    assert _settled(chronology).about == ("f",)
    assert _settled(chronology).judgements[0].target == "c2"


def test_a_preferred_claim_is_a_judgement_and_leaves_the_dispute_open() -> None:
    preferred = Ranked("c2", "preferred", "an eyewitness")
    (dispute,) = _chronology(*TWO_DAYS, then=(preferred,)).disputes()

    assert dispute.class_ == "conflicting"
    assert [view.claim.id for view in dispute.claims] == ["c2", "c1"]
    assert [one.verdict for one in dispute.judgements] == ["preferred"]


def test_a_stated_contradiction_names_who_states_it() -> None:
    claims = (
        _claim("c1", "a", Figure("tanks", best=12)),
        _claim("c2", "b", Figure("guns", best=16)),
        Claim("c3", "c1", Relation("contradicts", "c2"), reason="the same pieces"),
    )
    chronology = _chronology(*claims)
    (dispute,) = chronology.disputes()
    (judgement,) = dispute.judgements

    assert dispute.property == "contradiction"
    assert (judgement.target, judgement.verdict) == ("c3", "contradicts")
    assert (judgement.reason, judgement.by) == ("the same pieces", "bela")
    deprecated = _chronology(*claims, then=(Ranked("c2", "deprecated", "a slip"),))
    assert list(deprecated.disputes()) == []
    assert [one.verdict for one in _settled(deprecated).judgements] == [
        "deprecated",
        "contradicts",
    ]


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (Dating("1957", "issued"), Dating("1958", "issued"), "issued"),
        (Dating("1956/1957", "covers"), Dating("1956/1960", "covers"), "covers"),
        (Figure("pages", best=90), Figure("pages", best=91), "figure pages"),
    ],
)
def test_sources_have_disputes_of_their_own(
    one: Value, other: Value, name: str
) -> None:
    claims = (
        _claim("c1", "a", one, "copy-of-a"),
        _claim("c2", "b", other, "copy-of-a"),
    )
    chronology = _chronology(*claims)
    (dispute,) = chronology.disputes()

    assert (dispute.about, dispute.property, dispute.class_) == (
        ("copy-of-a",),
        name,
        "conflicting",
    )
    assert list(chronology.disputes("copy-of-a")) == [dispute]
    assert list(chronology.disputes("e")) == []


def test_claims_about_a_duplicate_of_a_source_are_compared_with_its_own() -> None:
    claims = (
        _claim("c1", "a", Dating("1957", "issued"), "b"),
        _claim("c2", "copy-of-a", Dating("1958", "issued"), "b-again"),
    )
    again = (Recorded(Source("b-again")), United("b-again", "b"))
    (dispute,) = _chronology(*claims, then=again).disputes()

    assert (dispute.about, dispute.class_) == (("b",), "copying")


def test_a_source_that_was_retracted_has_no_disputes() -> None:
    claims = (
        _claim("c1", "a", Dating("1957", "issued"), "copy-of-a"),
        _claim("c2", "b", Dating("1958", "issued"), "copy-of-a"),
    )
    chronology = _chronology(*claims, then=(Retracted("copy-of-a", reason="a novel"),))

    assert list(chronology.disputes()) == []


def test_an_agent_has_no_disputes() -> None:
    chronology = _chronology(then=(Recorded(Agent("nagy")),))

    with pytest.raises(UnknownIdError, match="no event 'nagy'"):
        list(chronology.disputes("nagy"))


def test_a_quote_that_is_ascribed_to_two_is_in_dispute_and_a_name_is_not() -> None:
    def said(speaker: str, by: str, use: str) -> Claim:
        says = Statement("Ruszkik haza!", "hu", speaker, use)
        return _claim(f"{use}-{speaker}", by, says)

    claims = [
        said(who, by, use)
        for use in ("quote", "name")
        for who, by in (("nagy", "a"), ("kadar", "b"))
    ]
    (dispute,) = _chronology(*claims).disputes()

    assert (dispute.property, dispute.class_) == ("quote ruszkik haza", "conflicting")
    assert {view.claim.id for view in dispute.claims} == {"quote-nagy", "quote-kadar"}


@pytest.mark.parametrize(
    ("whole", "point", "when", "class_"),
    [
        ("1956-10-23/1956-11-04", "end", "1956-11-11", "conflicting"),
        ("1956-10-23/1956-11-04", "end", "1956-11", "refined"),
        ("1956-10-23/1956-11-04", "start", "1956-10-23", "refined"),
        ("1956-10-23/1956-11-04", "start", "1956-10-22", "conflicting"),
        # A window is no stretch of days, and has no start of its own, but it holds it.
        ("1956-10", "start", "1956-11", "conflicting"),
        ("1956-10", "start", "1956-10-23", "unique"),
    ],
)
def test_a_stretch_of_days_meets_what_is_said_of_its_ends(
    whole: str, point: str, when: str, class_: str
) -> None:
    claims = (
        _claim("c1", "a", Dating(whole)),
        _claim("c2", "b", Dating(when, point)),
    )
    found = _chronology(*claims).disputes(everything=True)
    classes = {one.property: one.class_ for one in found}

    assert (classes["date"], classes[point]) == ("unique", class_)


def test_two_stretches_are_compared_as_dates_and_not_again_by_their_ends() -> None:
    claims = (
        _claim("c1", "a", Dating("1956-10-23/1956-11-04")),
        _claim("c2", "b", Dating("1956-10-23/1956-11-11")),
        _claim("c3", "a", Dating("1956-11", "end")),
    )
    found = _chronology(*claims).disputes()

    assert [(one.property, one.class_) for one in found] == [("date", "conflicting")]


def test_a_source_that_says_both_is_named() -> None:
    claims = (
        *TWO_DAYS,
        _claim("c3", "copy-of-a", Dating("1956-10-28")),
        _claim("c4", "copy-of-a", Dating("1956-10-31")),
    )
    (dispute,) = _chronology(*claims).disputes()

    assert dispute.unsteady == ("copy-of-a",)
