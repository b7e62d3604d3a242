import pytest

from chrono56.cli.columns import columns


@pytest.mark.parametrize(
    ("given", "width"),
    [("60", 60), ("100", 100), ("7", 40), ("500", 100), ("wide", 80), ("0", 80)],
)
def test_the_width_is_the_terminals_within_reason(
    given: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", given)

    assert columns() == width


def test_without_a_terminal_there_are_80(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS")

    assert columns() == 80
