from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import run

BY = ("--by", "anna")


def last() -> dict[str, Any]:
    """Return the action of the last entry."""
    (entry,) = run("log", "-n", "1", "--json").objects
    action: dict[str, Any] = entry["actions"][0]
    return action


@pytest.mark.usefixtures("log_file")
class TestRetract:
    def test_a_retraction_hides_and_its_own_retraction_restores(self) -> None:
        assert run("retract", "march", "--reason", "a novel", *BY).status == 0
        assert run("show", "march").status == 1
        assert "retracted march: a novel" in run("log", "march").out

        assert run("retract", last()["address"], *BY).status == 0
        assert run("show", "march").status == 0
        assert run("retract", last()["address"][:8], *BY).status == 0
        assert run("show", "march").status == 1

    def test_an_id_that_looks_like_an_address_is_an_id(self) -> None:
        run("add", "event", "deadbeef", *BY)

        assert run("retract", "deadbeef", *BY).status == 0
        assert last()["target"] == "deadbeef"

    @pytest.mark.parametrize("text", ["deadbeef", "0" * 64])
    def test_an_address_that_is_none_is_unknown(self, text: str) -> None:
        outcome = run("retract", text, *BY)

        assert outcome.status == 1
        assert f"no action '{text}' in this log" in outcome.err

    def test_too_few_digits_are_an_id(self) -> None:
        assert "no record 'deadbee'" in run("retract", "deadbee", *BY).err


@pytest.mark.usefixtures("log_file")
class TestRank:
    def test_a_rank_is_kept_with_its_reason(self) -> None:
        done = run("rank", "diary", "deprecated", "--reason", "a forgery", *BY)

        assert done.status == 0
        assert "ranked diary deprecated: a forgery" in run("log", "diary").out
        assert run("search", "march", "--json").objects[0]["when"] == "1956-10-25"


@pytest.mark.usefixtures("log_file")
class TestUnite:
    def test_a_duplicate_is_found_in_what_it_was_united_into(self) -> None:
        def events() -> set[str]:
            return {it["id"] for it in run("on", "1956-10-24", "--json").objects}

        before = events()
        assert run("unite", "wedding", "march", "--reason", "one", *BY).status == 0

        assert events() == before - {"wedding"}
        assert last()["value"] == "march"
        assert run("retract", last()["address"], *BY).status == 0
        assert events() == before

    def test_what_can_not_be_one_is_refused(self) -> None:
        outcome = run("unite", "diary", "march", *BY)

        assert outcome.status == 2
        assert "can't be united" in outcome.err

    def test_nothing_is_a_duplicate_of_itself(self) -> None:
        outcome = run("unite", "march", "march", *BY)

        assert outcome.status == 2
        assert "'march' can't be united with itself" in outcome.err

    def test_what_was_united_is_not_united_back_before_that_is_undone(self) -> None:
        run("unite", "wedding", "march", *BY)
        address = last()["address"]
        run("unite", "march", "harvest", *BY)

        outcome = run("unite", "harvest", "wedding", *BY)

        assert outcome.status == 2
        assert "'wedding' was united into 'harvest'" in outcome.err
        assert run("retract", address, *BY).status == 0
        assert run("unite", "harvest", "wedding", *BY).status == 0


@pytest.mark.usefixtures("log_file")
class TestDryRun:
    @pytest.mark.parametrize(
        ("command", "told"),
        [
            (
                ["retract", "diary"],
                "  - date: from 24 to 26 October 1956\n",
            ),
            (["rank", "memoir", "deprecated"], "  ! dispute settled, date: was"),
            (["unite", "wedding", "march"], "  ~ united into march\n"),
        ],
    )
    def test_what_would_change_is_listed_and_nothing_is_written(
        self, command: list[str], told: str, log_file: Path
    ) -> None:
        before = log_file.read_bytes()

        outcome = run(*command, "--dry-run")

        assert outcome.status == 0
        assert told in outcome.out
        assert outcome.err.endswith("nothing was written\n")
        assert log_file.read_bytes() == before
        previewed = run(*command, "--dry-run", "--json").out
        assert run(*command, *BY).status == 0
        assert run("diff", "#3", "--json").out == previewed

    def test_a_claim_that_falls_is_told_apart_from_one_that_is_taken_back(self) -> None:
        fallen = run("retract", "diary", "--dry-run", "--json").objects
        taken = run("retract", "march-place", "--dry-run", "--json").objects

        assert "claim lost" in {it["what"] for it in fallen}
        assert "claim removed" not in {it["what"] for it in fallen}
        assert [it["what"] for it in taken] == ["removed", "claim removed"]

    def test_what_would_change_nothing_is_status_1(self) -> None:
        outcome = run("rank", "diary", "normal", "--dry-run")

        assert outcome.status == 1
        assert outcome.err == "nothing differs\nnothing was written\n"

    def test_what_would_be_refused_is_refused(self) -> None:
        assert run("retract", "marchh", "--dry-run").status == 1
        assert run("unite", "diary", "march", "--dry-run").status == 2
        assert run("rank", "diary", "normal", "--json", *BY).status == 2

    def test_the_bundled_log_can_be_tried_on(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path.parent)
        (source, *_) = run("sources", "--json").objects

        assert run("retract", source["id"], "--dry-run", "--json").status == 0
        assert run("retract", source["id"], *BY).status == 5
