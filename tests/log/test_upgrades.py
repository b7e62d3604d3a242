"""Steps from version to version, with made-up versions until there are real ones."""

from typing import Any, Final

import pytest
from tests.corpus.make import FUTURE, lines_of

from chrono56.log.envelope import VERSION
from chrono56.log.erasure import without
from chrono56.log.proof import read_envelope
from chrono56.log.upgrades import STEPS, upgraded

# Version 2 gave names a language, and version 3 wrote "retract" where 2 wrote "undo".
MADE_UP: Final = (
    lambda action: {**action, "language": "und"} if "name" in action else action,
    lambda action: {**action, "type": action["type"].replace("undo", "retract")},
)


def test_there_is_a_step_for_every_version_that_was_left_behind() -> None:
    assert len(STEPS) + 1 == VERSION


@pytest.mark.parametrize(
    ("version", "action", "latest"),
    [
        (1, {"type": "a", "name": "x"}, {"type": "a", "name": "x", "language": "und"}),
        (2, {"type": "a", "name": "x"}, {"type": "a", "name": "x"}),
        (1, {"type": "undo", "action": "7"}, {"type": "retract", "action": "7"}),
        (2, {"type": "undo", "action": "7"}, {"type": "retract", "action": "7"}),
        (3, {"type": "undo", "action": "7"}, {"type": "undo", "action": "7"}),
        (9, {"type": "undo", "action": "7"}, {"type": "undo", "action": "7"}),
        (1, {"erased": "00"}, {"erased": "00"}),
    ],
)
def test_an_action_takes_every_step_from_its_own_version_on(
    version: int, action: dict[str, Any], latest: dict[str, Any]
) -> None:
    before = dict(action)

    assert upgraded([action], version, MADE_UP) == [latest]
    assert action == before


def test_every_reader_of_a_line_gets_the_actions_through_the_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []

    def noted(actions: list[dict[str, Any]], version: int) -> list[dict[str, Any]]:
        seen.append(version)
        return actions

    monkeypatch.setattr("chrono56.log.envelope.upgraded", noted)
    envelope = read_envelope(lines_of(FUTURE)[-1])

    assert [action["type"] for action in envelope.actions] == ["retract", "title"]
    assert seen == [2]


def test_no_line_is_ever_written_in_the_form_of_a_later_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "chrono56.log.envelope.upgraded",
        lambda actions, _: [{"type": "x"} for _ in actions],
    )

    for line in lines_of(FUTURE)[1:]:
        assert without(read_envelope(line), ()) == line
