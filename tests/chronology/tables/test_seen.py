"""What was seen is always known again, and hardly ever what was not."""

from hypothesis import given
from hypothesis import strategies as st

from chrono56.chronology.tables.seen import Seen


@given(st.lists(st.text(max_size=3)))
def test_what_was_seen_is_known_again(texts: list[str]) -> None:
    seen = Seen()
    for text in texts:
        seen.add(text)

    assert all(text in seen and seen.add(text) for text in texts)


def test_what_was_not_seen_is_hardly_ever_taken_for_seen() -> None:
    seen = Seen()
    for number in range(20_000):
        seen.add(f"claim-{number}")

    mistaken = sum(f"event-{number}" in seen for number in range(20_000))

    assert mistaken < 20
