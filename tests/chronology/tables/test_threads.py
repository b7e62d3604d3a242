from hypothesis import given
from hypothesis import strategies as st

from chrono56.chronology.tables.threads import Threads

KEYS = ("a", "b", "c", "d")


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.integers())))
def test_threads_are_lists_by_key(added: list[tuple[str, int]]) -> None:
    threads = Threads[str, int]()
    lists: dict[str, list[int]] = {}
    for key, item in added:
        threads.add(key, item)
        lists.setdefault(key, []).append(item)

    assert {key: threads.of(key) for key in KEYS} == {
        key: lists.get(key, []) for key in KEYS
    }
