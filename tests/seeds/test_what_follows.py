"""What follows from the claims of 1956, though no source says it."""

import pytest

import chrono56 as c56


@pytest.fixture(scope="module")
def chronology() -> c56.Chronology:
    """Return the bundled chronology."""
    return c56.open_bundled().chronology(cache=False)


def sources(found: c56.Explanation) -> set[str]:
    """Return the ids of the sources on which an explanation rests."""
    return {
        witness.source
        for proof in found.proofs
        for reason in proof.reasons
        if reason.claim is not None
        for witness in reason.claim.witnesses
    }


def test_the_radio_told_of_soviet_help_three_quarters_of_an_hour_at_most_after_8_13(
    chronology: c56.Chronology,
) -> None:
    found = chronology.explain("soviet-help-announced-on-radio")

    assert str(found.when) == "1956-10-24T08:28..08:58[Europe/Budapest]"
    earliest, latest = found.proofs
    for proof in (earliest, latest):
        assert [reason.event for reason in proof.reasons] == [
            "gero-nagy-announced-on-radio",
            "martial-law-october-24",
            "soviet-help-announced-on-radio",
        ]


def test_nagy_left_parliament_between_his_address_and_the_surrender_of_its_guard(
    chronology: c56.Chronology,
) -> None:
    found = chronology.explain("nagy-leaves-parliament")

    assert found.recorded is None
    assert str(found.when) == "1956-11-04T05:20..08:30[Europe/Budapest]"
    assert sources(found) == {"nsa-2002", "wiki-hu"}


def test_kadar_took_the_oath_on_the_day_that_two_documents_leave(
    chronology: c56.Chronology,
) -> None:
    found = chronology.under("without=wiki-hu-1956").explain("kadar-oath")

    assert found.recorded is not None
    assert found.recorded.earliest is None
    assert found.when is not None
    assert (found.when.earliest_iso, found.when.latest_iso) == ("1956-11-07",) * 2
    assert sources(found) == {"nsa-2002", "wiki-hu"}


def test_the_scene_with_the_ambassador_cannot_belong_to_30_october(
    chronology: c56.Chronology,
) -> None:
    found = [
        {
            view.claim.as_written
            for view in dispute.claims
            if view.claim.citations[0].locator == "156"
        }
        for dispute in chronology.disputes("andropov-summoned")
        if dispute.property == "order"
    ]

    assert any("Október 30-án délután" in claims for claims in found)
    assert any("estére" in claims for claims in found)


def test_proofs_end_in_the_event_and_leave_no_more_than_its_own_date(
    chronology: c56.Chronology,
) -> None:
    for event in chronology:
        found = chronology.explain(event.id)
        for proof in found.proofs:
            last = proof.reasons[-1]
            assert (last.event, last.point) == (event.id, proof.point)
            assert proof.reasons[0].claim is not None
        modes = {
            view.claim.mode
            for view in chronology.claims(event.id)
            if isinstance(view.claim.says, c56.Dating)
        }
        if event.when is None or modes != {"asserted"} or found.contradictions:
            continue
        assert found.when is not None
        if not event.when.is_approximate:
            assert found.when.within(event.when) is not c56.Verdict.IMPOSSIBLE
            _assert_within(found.when, event.when)


def _assert_within(narrowed: c56.When, own: c56.When) -> None:
    if own.earliest is not None:
        assert narrowed.earliest is not None
        assert narrowed.earliest >= own.earliest
    if own.latest is not None:
        assert narrowed.latest is not None
        assert narrowed.latest <= own.latest
