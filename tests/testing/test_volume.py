"""Volume: as many events as were asked for, and the same for the same seed."""

from collections import Counter

from chrono56.testing import generated


def test_there_are_as_many_events_as_were_asked_for() -> None:
    told = generated(130)

    assert len(told) == len({event.id for event in told}) == 130
    assert all(event.when and event.place and event.sources for event in told)
    assert len(Counter(event.kind for event in told)) > 1


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    heads = [generated(120, seed).head for seed in (1, 1, 2)]

    assert heads[0] == heads[1] != heads[2]


def test_none_may_be_asked_for() -> None:
    assert list(generated(0)) == []
