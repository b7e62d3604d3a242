"""What the kit says of a broken promise: where two pieces of data part, and how."""

import pytest

from chrono56.testing.promises import difference, shown

LONG = b"x" * 99


@pytest.mark.parametrize(
    ("expected", "found", "told"),
    [
        (b"same", b"same", ""),
        (b"one", b"two", "line 1, byte 0 is b'two', and was b'one'"),
        (b"1\n2\n3", b"1\n2\n4", r"line 3, byte 4 is b'1\n2\n4', and was b'1\n2\n3'"),
        (b"1\n", b"1\n2", r"line 2, byte 2 is b'1\n2', and was b'1\n'"),
        (b"", b"x", "line 1, byte 0 is b'x', and was b''"),
        (LONG + b"ones", LONG + b"two", f"byte 99 is {b'x' * 10 + b'two'!r}, and was"),
    ],
)
def test_a_difference_is_told_with_its_place_and_what_stands_around_it(
    expected: bytes, found: bytes, told: str
) -> None:
    assert told in difference(expected, found)
    assert bool(difference(expected, found)) == bool(told)


def test_little_is_shown_of_much() -> None:
    assert shown(b"x" * 60) == repr(b"x" * 60)
    assert shown(b"x" * 61) == repr(b"x" * 57 + b"...")
