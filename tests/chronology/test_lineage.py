from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono56.chronology.lineage import (
    Step,
    Witness,
    are_independent,
    independent,
    lineages,
    origins,
    tally,
    witness_of,
)
from chrono56.model import Citation, Derivation, Source


def _copy(source_id: str, *originals: str, how: str = "copies") -> Source:
    return Source(source_id, derived_from=[Derivation(one, how) for one in originals])


SOURCES = {
    one.id: one
    for one in (
        Source("original"),
        _copy("copy", "original"),
        _copy("copy-of-copy", "copy", how="translates"),
        _copy("essay", "original", how="draws_on"),
        _copy("review", "original", how="cites"),
        _copy("second-printing", "original", how="reprints"),
        _copy("compilation", "original", "other"),
        Source("other"),
        _copy("hen", "egg"),
        _copy("egg", "hen"),
        Source("rumour", anonymous=True),
        _copy("reprint", "lost"),
    )
}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("original", {"original"}),
        ("copy", {"original"}),
        ("copy-of-copy", {"original"}),
        ("essay", {"essay"}),
        ("review", {"review"}),
        ("second-printing", {"original"}),
        ("compilation", {"original", "other"}),
        ("hen", {"egg"}),
        ("egg", {"egg"}),
        ("reprint", {"lost"}),
    ],
)
def test_copies_and_translations_lead_to_their_originals(
    source: str, found: set[str]
) -> None:
    assert origins(source, SOURCES.get) == found


@pytest.mark.parametrize(
    ("citation", "source"),
    [
        (Citation("essay"), "essay"),
        (Citation("essay", via=("copy", "other")), "other"),
        (Citation("essay", via=("rumour",)), None),
        (Citation("rumour"), None),
        (Citation("never-recorded"), "never-recorded"),
    ],
)
def test_the_last_who_is_credited_is_the_witness(
    citation: Citation, source: str | None
) -> None:
    witness = witness_of(citation, SOURCES.get)

    assert (witness and witness.source) == source


@pytest.mark.parametrize(
    ("sources", "count"),
    [
        ("", 0),
        ("copy", 1),
        ("original copy copy-of-copy", 1),
        ("original essay", 2),
        ("original other", 2),
        # Who copied both speaks for both, so that the three are one voice.
        ("original other compilation", 1),
        ("hen egg essay", 2),
    ],
)
def test_sources_of_one_origin_count_once(sources: str, count: int) -> None:
    witnesses = [Witness(one, origins(one, SOURCES.get)) for one in sources.split()]

    assert independent(witnesses) == count
    assert independent(reversed(witnesses)) == count


def test_two_sides_are_independent_if_any_two_of_them_are() -> None:
    original, copy, other = (
        Witness(one, origins(one, SOURCES.get)) for one in ("original", "copy", "other")
    )

    assert not are_independent([original], [copy])
    assert are_independent([original], [copy, other])
    assert not are_independent([], [other])


IDS = ("p", "q", "r", "s")


def _graphs() -> st.SearchStrategy[dict[str, Source]]:
    """Return small sets of sources that go back to each other in any way at all."""
    how = st.sampled_from(["copies", "translates", "reprints", "cites", "draws_on"])
    step = st.builds(Derivation, st.sampled_from([*IDS, "lost"]), how)
    each = st.lists(step, max_size=2).map(tuple)
    graphs = st.fixed_dictionaries(dict.fromkeys(IDS, each))
    return graphs.map(
        lambda graph: {one: Source(one, derived_from=it) for one, it in graph.items()}
    )


def _copied(sources: dict[str, Source]) -> dict[str, set[str]]:
    """Return all that each source goes back to by copying, itself with it."""
    reached = {one: {one} for one in (*IDS, "lost")}
    for _ in reached:
        for one, source in sources.items():
            for it in source.derived_from:
                if it.how in ("copies", "translates", "reprints"):
                    reached[one] |= reached[it.source]
    return reached


@given(_graphs())
def test_an_original_is_what_copies_nothing_or_the_least_of_a_circle(
    sources: dict[str, Source],
) -> None:
    reached = _copied(sources)

    for one in IDS:
        last = (
            it for it in reached[one] if all(it in reached[to] for to in reached[it])
        )
        assert origins(one, sources.get) == {min(reached[it]) for it in last}


@given(_graphs())
def test_a_copy_shares_an_original_with_what_it_copies(
    sources: dict[str, Source],
) -> None:
    for one, reached in _copied(sources).items():
        for other in reached:
            assert origins(one, sources.get) >= origins(other, sources.get)


@given(_graphs(), st.sets(st.sampled_from(IDS)))
def test_independent_voices_are_the_parts_that_share_no_original(
    sources: dict[str, Source], speaking: set[str]
) -> None:
    shared = {one: origins(one, sources.get) for one in speaking}
    apart = [
        split
        for size in range(len(speaking) + 1)
        for split in combinations(sorted(speaking), size)
        if all(
            shared[one].isdisjoint(shared[other])
            for one in split
            for other in speaking - set(split)
        )
    ]
    # Without dividing a voice, every set of voices can be split off: 2 ** n of them.
    count = independent(Witness(one, shared[one]) for one in speaking)
    assert 2**count == len(apart)


@given(_graphs(), st.sets(st.sampled_from(IDS), min_size=1))
def test_a_copy_of_one_source_never_adds_a_voice(
    sources: dict[str, Source], speaking: set[str]
) -> None:
    copied = min(speaking)
    more = {**sources, "again": Source("again", derived_from=[Derivation(copied)])}
    witnesses = [Witness(one, origins(one, more.get)) for one in speaking]
    again = Witness("again", origins("again", more.get))

    assert independent([*witnesses, again]) == independent(witnesses)
    assert tally([*witnesses, again])[1] == tally(witnesses)[1] + 1


@given(_graphs())
def test_sources_are_one_voice_if_they_count_as_one(sources: dict[str, Source]) -> None:
    found = lineages(sources.values(), sources.get)
    witnesses = {one: Witness(one, origins(one, sources.get)) for one in IDS}

    for one, lineage in found.items():
        assert set(lineage.originals) == witnesses[one].origins
        group = [one, *lineage.one_voice]
        assert independent(witnesses[it] for it in group) == 1
        apart = [witnesses[it] for it in IDS if it not in group]
        assert independent(apart) == independent(witnesses.values()) - 1


def test_ancestors_and_descendants_come_nearest_first() -> None:
    found = lineages(SOURCES.values(), SOURCES.get)

    assert found["copy-of-copy"].ancestors == (
        Step("copy-of-copy", "translates", "copy"),
        Step("copy", "copies", "original"),
    )
    below = [(step.source, step.other) for step in found["original"].descendants]
    assert below[-1] == ("copy-of-copy", "copy")
    assert ("essay", "original") in below
    assert found["hen"].one_voice == ("egg",)
    assert found["rumour"].one_voice == ()
