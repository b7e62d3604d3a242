"""What every test of a clause of EDTF asks of its rows."""

from collections.abc import Callable, Iterable

import pytest

from chrono56.dates import When
from chrono56.errors import DateSyntaxError

Bound = str | None
Row = tuple[str, str, Bound, Bound]
"""A text, its canonical text, and its earliest and latest day; None is no bound."""

SAME = ""
"""Instead of a canonical text: the text is canonical."""


def rows(*table: Row) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for each row."""
    return pytest.mark.parametrize(
        ("text", "canonical", "earliest", "latest"),
        [(text, canonical or text, *bounds) for text, canonical, *bounds in table],
        ids=[text for text, *_ in table],
    )


def refused(
    *texts: str | tuple[str, int],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for each text that is no EDTF, with the place of the fault."""
    return pytest.mark.parametrize(("text", "offset"), list(texts))


def assert_read(text: str, canonical: str, earliest: Bound, latest: Bound) -> None:
    """Check a row under strict EDTF, and that its canonical text says as much."""
    when = When.parse(text, strict=True)
    again = When.parse(canonical, strict=True)

    assert str(when) == str(again) == canonical
    assert when == again == When.parse(text)
    assert hash(when) == hash(again)
    for one in (when, again):
        assert (one.earliest_iso, one.latest_iso) == (earliest, latest)


def assert_refused(text: str, offset: int, *, strict: bool = True) -> None:
    """Check that a text is refused at that offset."""
    with pytest.raises(DateSyntaxError) as caught:
        When.parse(text, strict=strict)

    assert (caught.value.text, caught.value.offset) == (text, offset)


def assert_same(texts: Iterable[str]) -> None:
    """Check that all texts make one statement."""
    assert len({When.parse(text) for text in texts}) == 1
