import pytest

from chrono56.chronology.agreement import clash, property_of
from chrono56.chronology.weighing import Weighed
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Figure,
    Location,
    Occurrence,
    Participation,
    Statement,
    Value,
)


def _weighed(says: Value, mode: str = "asserted", places: str = "") -> Weighed:
    claim = Claim("c", "e", says, (Citation("s"),), mode=mode)
    return Weighed(
        claim=claim, number=1, order=1, first=1, places=tuple(places.split())
    )


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (Figure("killed", low=2500), Figure("killed", best=2652), True),
        (Figure("killed", low=2653), Figure("killed", best=2652), False),
        (Figure("killed", best=2500), Figure("killed", best=2652), False),
        (Figure("killed", best=2500, approx=True), Figure("killed", best=2652), True),
        (Figure("killed", best=2500, approx=True), Figure("killed", best=3000), False),
        (Figure("killed", low=100, high=200), Figure("killed", best=61), False),
        (Figure("killed", low=50, best=80), Figure("killed", best=61), True),
        (Figure("killed"), Figure("killed", best=61), True),
        (Figure("killed", high=10), Figure("killed", low=10), True),
    ],
)
def test_figures_agree_if_a_number_satisfies_both(
    one: Figure, other: Figure, agree: bool
) -> None:
    assert clash(_weighed(one), _weighed(other)) is not agree
    assert clash(_weighed(other), _weighed(one)) is not agree


@pytest.mark.parametrize(
    ("whole", "point", "when", "agree"),
    [
        ("1956-10-23/1956-11-04", "end", "1956-11-04", True),
        ("1956-10-23/1956-11-04", "end", "1956-11-11", False),
        ("1956-10-23/1956-11-04", "start", "1956-10", True),
        ("1956-10-23/1956-11-04", "start", "1956-10-24", False),
        ("1956-10-23~/1956-11-04", "start", "1956-10-24", True),
        ("1956-10-23/..", "end", "1956-11-11", True),
        ("1956-10-23/..", "end", "1956-10-22", False),
        ("../1956-11-04", "start", "1956-11-05", False),
    ],
)
def test_a_stretch_is_held_against_a_start_or_end_by_its_own(
    whole: str, point: str, when: str, agree: bool
) -> None:
    stretch, end = _weighed(Dating(whole)), _weighed(Dating(when, point))

    assert clash(stretch, end) is not agree
    assert clash(end, stretch) is not agree


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        (("nagy", ""), ("kadar", ""), True),
        (("nagy", ""), ("nagy", ""), False),
        (("nagy", ""), ("", ""), False),
        (("", "rally"), ("", "march"), True),
        (("nagy", ""), ("", "march"), False),
    ],
)
def test_a_quote_has_one_speaker_and_one_occasion(
    one: tuple[str, str], other: tuple[str, str], clashes: bool
) -> None:
    a, b = (
        _weighed(Statement("Go home", "en", speaker, occasion=occasion))
        for speaker, occasion in (one, other)
    )

    assert clash(a, b) is clashes
    assert clash(b, a) is clashes


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ("corvin budapest hungary", "budapest hungary", False),
        ("corvin budapest hungary", "szena budapest hungary", True),
        ("corvin budapest", "vienna", True),
    ],
)
def test_places_agree_if_one_lies_in_the_other(
    one: str, other: str, clashes: bool
) -> None:
    a = _weighed(Location(one.split()[0]), places=one)
    b = _weighed(Location(other.split()[0]), places=other)

    assert clash(a, b) is clashes
    assert clash(b, a) is clashes


@pytest.mark.parametrize(
    ("denied", "said", "clashes"),
    [
        (Dating("1956-10"), Dating("1956-10-23"), True),
        (Dating("1956-10-23"), Dating("1956-10"), False),
        (Occurrence(), Occurrence(), True),
        (Figure("killed", low=100), Figure("killed", best=200), True),
        (Figure("killed", best=200), Figure("killed", low=100), False),
        (Participation("nagy", "witness"), Participation("nagy", "witness"), True),
        (Statement("a", "en"), Statement("a", "en"), False),
    ],
)
def test_a_denial_clashes_with_what_says_nothing_but_what_it_denies(
    denied: Value, said: Value, clashes: bool
) -> None:
    denial, assertion = _weighed(denied, "denied"), _weighed(said)

    assert clash(denial, assertion) is clashes
    assert clash(assertion, denial) is clashes
    assert not clash(denial, denial)


def test_a_denied_place_is_denied_with_all_that_lies_in_it() -> None:
    denial = _weighed(Location("budapest"), "denied", "budapest hungary")
    inside = _weighed(Location("corvin"), places="corvin budapest hungary")
    around = _weighed(Location("hungary"), places="hungary")

    assert clash(denial, inside)
    assert not clash(denial, around)


@pytest.mark.parametrize(
    ("says", "name"),
    [
        (Dating("1956"), "date"),
        (Dating("1956", "start"), "start"),
        (Occurrence(), "occurrence"),
        (Location("p"), "place"),
        (Participation("a", "appointee"), "role appointee"),
        (Participation("a", "witness"), "role witness of a"),
        (Figure("killed"), "figure killed"),
        (
            Figure("tanks", group="g", scope="x", unit="tank", as_of="1956-11"),
            "figure tanks of g (x) as of 1956-11 in tank",
        ),
        (Dating("1957", "issued"), "issued"),
        (Statement("Ruszkik, haza!", "hu"), "quote ruszkik haza"),
        (Statement("The rising", "en", use="name"), ""),
    ],
)
def test_claims_are_compared_within_one_property(says: Value, name: str) -> None:
    assert property_of(_weighed(says)) == name
