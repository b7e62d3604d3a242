import contextlib
import io
from pathlib import Path

import pytest
from tests.cli.command import process, run

import chrono56 as c56
from chrono56.cli.run import main
from chrono56.plugins import host
from chrono56.plugins.host import PluginHost, PluginInfo

FORMATS = ("csv", "ical", "markdown")


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_the_same_by_every_way(name: str, log_file: Path) -> None:
    chronology = c56.open_log(log_file).chronology()
    c56.export(chronology, name, "library", language="hu")

    command = ("export", name, "--log", str(log_file), "--lang", "hu")
    to_file = run(*command, "-o", "file")
    to_stream = process(*command)

    expected = Path("library").read_bytes()
    assert (to_file.status, to_file.out) == (0, "")
    assert Path("file").read_bytes() == expected
    assert to_stream.stdout == expected
    assert to_stream.stderr.decode() in to_file.err.replace(", in file", "")


@pytest.mark.usefixtures("log_file")
def test_an_export_says_how_many_events_it_has_and_where() -> None:
    assert run("export", "ical", "-o", "x.ics").err == "5 events, in x.ics\n"
    assert run("export", "csv", "-o", "x.csv").err == (
        "5 events, in x.csv\nwhat it was made from is in x.csv.provenance.json\n"
    )


@pytest.mark.usefixtures("log_file")
class TestVerifyExport:
    @pytest.mark.parametrize("name", FORMATS)
    def test_an_export_is_the_same_while_nobody_touches_it(self, name: str) -> None:
        run("export", name, "-o", "file", "--as-of", "#2", "--lang", "hu")

        outcome = run("verify", "--export", "file")

        assert outcome.status == 0
        assert outcome.lines[1:] == ["file: the same, byte for byte"]

    def test_a_stream_that_says_what_it_is_can_be_checked_too(self) -> None:
        Path("x.md").write_text(run("export", "markdown").out, encoding="utf-8")

        assert run("verify", "--export", "x.md").status == 0

    def test_what_was_changed_is_status_1_and_says_where(self) -> None:
        run("export", "csv", "-o", "x.csv")
        table = Path("x.csv").read_bytes()
        Path("x.csv").write_bytes(table.replace(b"March", b"Match"))

        outcome = run("verify", "--export", "x.csv")
        log, found = run("verify", "--export", "x.csv", "--json").objects

        assert outcome.status == 1
        assert outcome.lines[1].startswith("x.csv: differs: line 5, from byte ")
        assert log["sound"]
        assert found == {
            "export": "x.csv",
            "outcome": "differs",
            "cause": "file",
            "why": outcome.lines[1].removeprefix("x.csv: differs: "),
            "line": 5,
            "offset": table.index(b"March") + 2,
            "provenance": found["provenance"],
        }
        assert found["provenance"].startswith("chrono56:export?exporter=csv;")

    def test_what_can_t_be_told_is_status_1(self) -> None:
        Path("x.csv").write_text(run("export", "csv").out, encoding="utf-8")

        outcome = run("verify", "--export", "x.csv")

        assert outcome.status == 1
        assert outcome.lines[1].startswith("x.csv: can't tell: neither it nor a file")

    def test_what_can_t_be_read_is_status_4(self) -> None:
        outcome = run("verify", "--export", "none.csv")

        assert outcome.status == 4
        assert "can't read none.csv" in outcome.err

    @pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="no /dev/stdin")
    def test_what_comes_through_a_pipe_is_status_4(self) -> None:
        done = process("verify", "--export", "/dev/stdin", input=b"")

        assert done.returncode == 4
        assert b"save it to a file" in done.stderr

    def test_on_a_damaged_log_nothing_is_compared(self, log_file: Path) -> None:
        run("export", "csv", "-o", "x.csv")
        log_file.write_bytes(log_file.read_bytes().replace(b"anna", b"otto", 1))

        outcome = run("verify", "--export", "x.csv")

        assert outcome.status == 3
        assert "x.csv" not in outcome.out


@pytest.mark.usefixtures("log_file")
def test_options_of_a_format_are_its_own() -> None:
    run("export", "csv", "-o", "x.csv", "-O", "bom=true", "-O", "delimiter=semicolon")

    assert Path("x.csv").read_bytes().startswith(b"\xef\xbb\xbfid;kind;")


@pytest.mark.usefixtures("log_file")
def test_an_earlier_state_can_be_exported() -> None:
    run("export", "csv", "-o", "x.csv", "--as-of", "#1")

    assert len(Path("x.csv").read_text().splitlines()) == 1


def test_formats_are_listed_with_what_they_are() -> None:
    outcome = run("formats", "--no-plugins")

    assert outcome.status == 0
    rows = [line.split()[:2] for line in outcome.lines[2:] if line[:1].strip()]
    listed = run("formats", "--no-plugins", "--json").objects

    assert rows == [[one["name"], one["to"]] for one in listed]
    assert [it["name"] for it in listed if it["to"] == "export"] == [*FORMATS]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_shows_its_options_and_what_it_loses(name: str) -> None:
    body, *_ = run("formats", name, "--json").objects
    words = " ".join(run("formats", name).out.split())

    assert set(body) == {
        *("name", "to", "summary", "media_type", "extensions", "provider"),
        *("options", "loses"),
    }
    for option in body["options"]:
        assert f"-O {option['name']}=" in words
        assert option["help"] in words
    for loss in body["loses"]:
        assert f"loses {loss['what']}: {loss['how']}" in words


@pytest.mark.parametrize(
    ("problem", "status"), [("", 0), ("can't be imported: ImportError: no pandas", 1)]
)
def test_a_plugin_is_listed_with_its_problem(
    problem: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = PluginInfo(
        name="html",
        distribution="chrono56-html",
        version="1.0",
        offers=() if problem else ("html",),
        problem=problem,
    )
    monkeypatch.setattr(
        host.PluginHost, "load", classmethod(lambda *_, **__: PluginHost((info,), ()))
    )

    listed, (body,) = run("plugins"), run("plugins", "--json").objects

    assert listed.status == status
    assert listed.lines[0] == "html (chrono56-html 1.0)"
    assert listed.lines[1] == f"  problem: {problem}" if problem else "  offers html"
    assert body == {
        "name": "html",
        "distribution": "chrono56-html",
        "version": "1.0",
        "offers": list(info.offers),
        "problem": problem,
    }


def test_without_plugins_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHRONO56_PLUGINS", "")

    outcome = run("plugins")

    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == "no plugins are installed\n"


def test_an_export_never_replaces_a_log(log_file: Path) -> None:
    before = log_file.read_bytes()

    outcome = run("export", "csv", "-o", str(log_file))

    assert outcome.status == 4
    assert "is a chrono56 log" in outcome.err
    assert log_file.read_bytes() == before


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_an_export_shows_nothing_that_acts_on_it() -> None:
    hostile = "en=plain \x1b[31mred \u202eback\tű"
    run("init", "--by", "anna")
    run("add", "event", "e", "--by", "anna", "--label", hostile)
    raw = run("export", "csv").out
    screen = _Terminal(io.BytesIO(), encoding="utf-8", write_through=True)

    with contextlib.redirect_stdout(screen):
        assert main(["export", "csv"]) == 0
    screen.seek(0)
    shown = screen.read()

    assert "\x1b" in raw
    assert not {"\x1b", "\u202e", "\r"} & {*shown}
    assert "plain" in shown
    assert "ű" in shown
    assert shown.count("\n") == raw.count("\n")
