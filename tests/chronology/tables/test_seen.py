"""What was seen is always known again, and hardly ever what was not."""

from hypothesis import given
from hypothesis import strategies as st

from chrono56.chronology.tables.seen import Seen


@given(st.lists(st.text(max_size=3)))
def test_what_was_seen_is_known_again(texts: list[str]) -> None:
    seen = Seen()
    found = seen.add(texts)

    assert set(found) >= {text for text in texts if texts.count(text) > 1}
    assert all(text in seen for text in texts)
    assert seen.add(texts) == texts


def test_what_was_not_seen_is_hardly_ever_taken_for_seen() -> None:
    seen = Seen()
    seen.add(f"claim-{number}" for number in range(20_000))

    mistaken = sum(f"event-{number}" in seen for number in range(20_000))

    assert mistaken < 20
