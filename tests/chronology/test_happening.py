from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from tests.chronology.world import chronology_of, every, linear, recorded

from chrono56.chronology import Chronology
from chrono56.chronology.happening import how_it_stands, implying
from chrono56.chronology.weighing import PREFERRED, Weighed
from chrono56.log.actions import Ranked
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Place,
    Record,
    Relation,
    Source,
    Statement,
    Value,
)

MODES = ("asserted", "planned", "supposed", "denied")
SAID = ("", *MODES)
WORLDS = list(product(product(SAID, SAID), repeat=2))
"""Of each of two sources: in which mode it says of an event outright how it stands, and
in which where it was; empty where it says nothing."""


def _names(world: int) -> str:
    return f"e{world:03}"


def _claims(about: str, world: tuple[tuple[str, str], ...]) -> Iterator[Claim]:
    for source, (outright, told) in zip(("a", "b"), world, strict=True):
        cited = (Citation(source),)
        if outright:
            yield Claim(f"{about}-{source}", about, Occurrence(), cited, mode=outright)
        if told:
            yield Claim(f"{about}-{source}-at", about, Location("p"), cited, mode=told)


@cache
def _small_worlds() -> Chronology:
    records: list[Record] = [Source("a"), Source("b"), Place("p")]
    for number, world in enumerate(WORLDS):
        records += [Event(_names(number)), *_claims(_names(number), world)]
    return chronology_of(linear([recorded(records)]))


def _asserting(world: tuple[tuple[str, str], ...]) -> set[str]:
    """Return who says that it happened: outright, or by telling where it was.

    Who says otherwise outright tells where it would have been.
    """
    return {
        source
        for source, (outright, told) in zip("ab", world, strict=True)
        if outright == "asserted" or (not outright and told == "asserted")
    }


def test_an_event_stands_as_the_best_that_anybody_says_of_it() -> None:
    stands = {event.id: event.occurrence for event in _small_worlds().select(every())}

    for number, world in enumerate(WORLDS):
        said = {outright for outright, _ in world} | {
            told for _, told in world if told in ("planned", "supposed")
        }
        said |= {"asserted"} if _asserting(world) else set()
        best = next((mode for mode in MODES if mode in said), "asserted")
        assert stands[_names(number)] == best, world


def test_who_denies_is_in_dispute_with_everybody_else_who_asserts_it() -> None:
    disputed = {
        dispute.about[0]: dispute.class_
        for dispute in _small_worlds().disputes()
        if dispute.property == "occurrence"
    }

    for number, world in enumerate(WORLDS):
        denying = {
            source
            for source, (outright, _) in zip("ab", world, strict=True)
            if outright == "denied"
        }
        contradicted = bool(denying and _asserting(world))
        assert (_names(number) in disputed) == contradicted, world
    assert set(disputed.values()) == {"conflicting"}


def _weighed(
    says: Value, mode: str = "asserted", sources: str = "a", rank: str = "normal"
) -> Weighed:
    cited = tuple(sources.split())
    claim = Claim("c", "e", says, tuple(map(Citation, cited)), mode=mode, reason="r")
    return Weighed(claim=claim, number=1, order=1, first=1, sources=cited, rank=rank)


@pytest.mark.parametrize(
    ("says", "implied"),
    [
        (Dating("1956"), True),
        (Dating("1956", "start"), True),
        (Ordering(other="f", most="PT0S"), True),
        (Location("p"), True),
        (Participation("x", "speaker"), True),
        (Figure("killed", best=1), True),
        # A plan has a name, too, and answers to something.
        (Statement("the great day", "en", use="name"), False),
        (Relation("responds_to", "f"), False),
    ],
)
def test_only_what_belongs_to_what_happened_says_that_it_happened(
    says: Value, implied: bool
) -> None:
    told = _weighed(says, sources="b")
    denial = _weighed(Occurrence(), "denied")

    assert implying([denial, told]) == ([told] if implied else [])
    stands = how_it_stands([denial, told], by_rank=True)
    assert stands == ("asserted" if implied else "denied")


def test_what_has_only_a_name_stands_as_the_name_is_told() -> None:
    name = _weighed(Statement("the great day", "en", use="name"), "planned")

    assert how_it_stands([name], by_rank=True) == "planned"
    assert how_it_stands([], by_rank=True) == "asserted"


def test_who_also_cites_another_source_asserts_by_that() -> None:
    supposed = _weighed(Occurrence(), "supposed")

    assert (
        how_it_stands([supposed, _weighed(Location("p"))], by_rank=True) == "supposed"
    )
    both = _weighed(Location("p"), sources="a b")
    assert how_it_stands([supposed, both], by_rank=True) == "asserted"


def test_what_recorders_infer_from_nothing_is_their_own_word() -> None:
    plan = _weighed(Occurrence(), "planned", sources="")

    own = _weighed(Location("p"), sources="")
    assert how_it_stands([plan, own], by_rank=True) == "planned"
    told = _weighed(Location("p"), sources="a")
    assert how_it_stands([plan, told], by_rank=True) == "asserted"


def test_a_preferred_word_decides_alone_where_ranks_count() -> None:
    plan = _weighed(Occurrence(), "planned", rank=PREFERRED)
    told = _weighed(Location("p"), sources="b")

    assert how_it_stands([plan, told], by_rank=True) == "planned"
    assert how_it_stands([plan, told], by_rank=False) == "asserted"


def test_a_denial_is_disputed_by_all_who_tell_of_the_event_whatever_they_tell() -> None:
    claims = [
        Claim("no", "e", Occurrence(), (Citation("a"),), mode="denied"),
        Claim("who-a", "e", Participation("x", "speaker"), (Citation("a"),)),
        Claim("who-b", "e", Participation("x", "speaker"), (Citation("b"),)),
        Claim("whom-b", "e", Participation("y", "speaker"), (Citation("b"),)),
        Claim("dead-b", "e", Figure("killed", low=1), (Citation("b"),)),
    ]
    there: list[Record] = [Source("a"), Source("b"), Agent("x"), Agent("y"), Event("e")]
    records = recorded([*there, *claims])
    told = chronology_of(linear([records]))
    (dispute,) = told.disputes()

    assert told.event("e").occurrence == "asserted"
    assert told.event("e").disputed
    assert (dispute.property, dispute.class_) == ("occurrence", "conflicting")
    ids = [view.claim.id for view in dispute.claims]
    assert sorted(ids) == ["dead-b", "no", "who-b", "whom-b"]

    ranked = [Ranked("b", "deprecated", "a forgery")]
    alone = chronology_of(linear([[*records, *ranked]]))
    assert alone.event("e").occurrence == "denied"
    assert not list(alone.disputes())
