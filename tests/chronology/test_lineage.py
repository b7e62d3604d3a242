import pytest

from chrono56.chronology.lineage import (
    Witness,
    are_independent,
    independent,
    origins,
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
