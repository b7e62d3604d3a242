"""Batches: each stands on its own feet and on those before it."""

from hypothesis import given
from hypothesis import strategies as st

from chrono56.importers.batches import in_batches
from chrono56.importers.reading import Found
from chrono56.model import Claim, Dating, Derivation, Place, Source

IDS = [f"s{number}" for number in range(12)]


@st.composite
def sources(draw: st.DrawFn) -> list[Found]:
    """Draw sources that go back to each other in any way, in circles too."""
    order = draw(st.permutations(IDS))
    told = draw(st.integers(0, len(order)))
    return [
        Found(
            Source(one, derived_from=[Derivation(it) for it in ancestors]),
            f"f:{number}",
        )
        for number, one in enumerate(order[:told], 1)
        for ancestors in [draw(st.lists(st.sampled_from(IDS), max_size=3))]
    ]


def referred(one: Found) -> set[str]:
    assert isinstance(one.record, Source)
    return {derivation.source for derivation in one.record.derived_from}


@given(sources(), st.integers(1, 6))
def test_a_batch_refers_to_itself_and_to_earlier_ones_only(
    records: list[Found], most: int
) -> None:
    given_ids = {one.record.id for one in records}
    known: set[str] = set()
    for batch in in_batches(records, most):
        known |= {one.record.id for one in batch}

        assert all(referred(one) & given_ids <= known for one in batch)


@given(sources(), st.integers(1, 6))
def test_each_record_is_in_one_batch_and_keeps_its_order_there(
    records: list[Found], most: int
) -> None:
    batches = list(in_batches(records, most))
    together = [one for batch in batches for one in batch]

    assert sorted(together, key=records.index) == records
    assert len(together) == len(records)
    assert all(batch == sorted(batch, key=records.index) for batch in batches)
    assert all(len(batch) >= most for batch in batches[:-1])


def test_records_that_need_nothing_are_divided_evenly() -> None:
    places = [Found(Place(one), "f") for one in IDS]

    assert [len(batch) for batch in in_batches(places, 5)] == [5, 5, 2]
    assert list(in_batches([], 5)) == []


def test_a_chain_as_long_as_the_input_needs_no_recursion() -> None:
    chain = [
        Found(
            Claim(
                f"c{n}", "march", Dating("1956"), premises=(f"c{n + 1}",), reason="x"
            ),
            "f",
        )
        for n in range(3000)
    ]

    assert [len(batch) for batch in in_batches(chain, 5)] == [3000]
