import shutil
from pathlib import Path

import pytest
from tests.cli.command import run

BY = ("--by", "anna")


@pytest.mark.usefixtures("log_file")
class TestDiff:
    def test_it_tells_by_event_what_differs(self) -> None:
        run("revise", "march", "-l", "en=The march", "--kind", "other", *BY)
        run("rank", "memoir", "deprecated", *BY)

        outcome = run("diff", "#3")

        assert outcome.status == 0
        assert outcome.out == (
            "The march (march)\n"
            "  ! dispute settled, date: was conflicting\n"
            "  ~ kind: politics.protest → other\n"
            "  ~ label en: March on the square → The march\n"
            f"  ~ claim {_claim_of('memoir')} ranked: normal"
            " → deprecated\n"
            "Memoir (memoir)\n"
            "  ~ rank: normal → deprecated\n"
        )
        assert outcome.err.splitlines()[-1] == (
            "changed: 3, claim ranked: 1, dispute settled: 1"
        )

    def test_as_json_each_change_is_an_object(self) -> None:
        run("add", "place", "well", *BY)
        run("revise", "march-place", "--place", "well", *BY)
        run(
            "add",
            "claim",
            "march",
            "--figure",
            "killed",
            "--best",
            "3",
            "--cite",
            "diary",
            "--as-written",
            "hárman",
            *BY,
        )

        changes = run("diff", "#3", "--json").objects

        assert [(it["about"], it["property"], it["what"]) for it in changes] == [
            ("march", "figure killed", "added"),
            ("march", "place", "changed"),
            ("march", "figure", "claim added"),
            ("march", "location", "claim revised"),
            ("well", "place", "added"),
        ]
        assert changes[0] == {
            "about": "march",
            "property": "figure killed",
            "what": "added",
            "before": None,
            "after": {"type": "figure", "measure": "killed", "best": 3},
            "claims": [],
            "before_by": [],
            "after_by": [],
        }
        assert (changes[1]["before"], changes[1]["after"]) == ("square", "well")
        assert changes[2]["after"]["says"]["measure"] == "killed"
        assert changes[3]["claims"] == ["march-place"]

    def test_figures_and_roles_are_named_as_in_lists(self) -> None:
        run("add", "agent", "crowd", "-l", "en=The crowd", *BY)
        killed = ("add", "claim", "march", "--figure", "killed", "--group", "crowd")
        for best, source in ((3, "diary"), (5, "memoir")):
            run(*killed, "--best", best, "--cite", source, *BY)
        run("add", "claim", "march", "--agent", "crowd:victim", "--cite", "diary", *BY)

        lines = run("diff", "#3").lines
        told = [line.strip() for line in lines if line.startswith("  +")]
        assert "  ! dispute opened, figure killed, The crowd: conflicting" in lines
        assert "+ figure killed, The crowd: 3" in told
        assert "+ role victim: The crowd" in told

    def test_nothing_differs_is_status_1(self) -> None:
        outcome = run("diff", "#3")

        assert (outcome.status, outcome.out) == (1, "")
        assert outcome.err == "nothing differs\n"

    def test_states_are_numbers_ids_days_and_instants(self) -> None:
        ids = [it["id"] for it in run("log", "--json", "--oldest").objects]
        first = run("diff", "#1", "#2", "--json").out

        assert first
        for one, other in (
            (ids[0][:8], ids[1]),
            ("2026-01-01T09:00:00Z", "2026-01-01T09:00:01Z"),
            ("#1", "2026-01-01T09:00:01+00:00"),
        ):
            assert run("diff", one, other, "--json").out == first
        assert run("diff", "2025-12-31", "#1").status == 0
        assert run("diff", "2026-01-01").status == 1

    def test_another_log_is_named_by_its_path(self, log_file: Path) -> None:
        copy = Path("copy.jsonl")
        shutil.copy(log_file, copy)
        run("add", "event", "strike2", *BY, "--log", copy)

        ours, theirs = run("diff", copy), run("diff", "#3", copy)

        assert ours.out.startswith("strike2\n  - event: strike2\n")
        assert theirs.out.startswith("strike2\n  + event: strike2\n")
        assert run("diff", copy, copy).status == 1
        assert "bundled" not in run("diff", copy, log_file, "--json").err

    def test_which_log_is_read_is_said_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path.parent)

        said = run("diff", "#692", "#693").err

        assert said.count("reading the bundled chronology") == 1

    @pytest.mark.parametrize(
        ("arguments", "status", "said"),
        [
            (["nowhere.jsonl"], 2, "neither a point in the log's history nor a log"),
            ([""], 1, "nothing differs"),
            (["#9"], 1, "#1 to #3 are there"),
            (["deadbeef"], 1, "no entry's id begins so"),
            ([], 2, "nothing to compare; name a state, or two readings"),
        ],
    )
    def test_what_names_no_state_is_refused(
        self, arguments: list[str], status: int, said: str
    ) -> None:
        outcome = run("diff", *arguments)

        assert outcome.status == status
        assert said in outcome.err

    def test_what_is_no_log_is_damage(self) -> None:
        Path("picture").write_bytes(b"\x89PNG\r\n")

        assert run("diff", "picture").status == 3


def _claim_of(source: str) -> str:
    (claim,) = (
        it["id"]
        for it in run("show", "march", "--json").objects[0]["claims"]
        if it["citations"][0]["source"] == source
    )
    assert isinstance(claim, str)
    return claim
