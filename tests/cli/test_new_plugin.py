"""The verb new-plugin: what it writes works as it stands, and it overwrites nothing."""

import json
import tomllib
from pathlib import Path

import pytest
from tests.cli.command import run
from tests.testing.clean import Clean

from chrono56.cli import status
from chrono56.cli.new_plugin import SUMMARIES

KINDS = tuple(SUMMARIES)
TESTS = dict.fromkeys(KINDS, 2) | {"language": 7}  # how many tests each begins with


def files() -> list[str]:
    return [str(one) for one in Path().iterdir()]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    return Clean.made(tmp_path_factory.mktemp("clean") / "venv")


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_writes_can_be_installed_is_listed_and_passes_its_own_test(
    kind: str, clean: Clean, tmp_path: Path
) -> None:
    name = f"new-{kind}"
    assert run("new-plugin", name, "--kind", kind).status == status.OK
    folder = tmp_path / f"chrono56-{name}"
    # Not editable: what is packaged is what is tried.
    installed = clean.run("python -m pip install -q .", folder)
    listed = clean.run("python -m chrono56 plugins --json", tmp_path)
    tested = clean.run("python -m pytest -q -p no:cacheprovider", folder)

    assert (installed.returncode, installed.stderr) == (0, "")
    plugins = {one["name"]: one for one in map(json.loads, listed.stdout.splitlines())}
    assert plugins[name]["offers"] == [name]
    assert plugins[name]["problem"] == ""
    assert f"{TESTS[kind]} passed" in tested.stdout, tested.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_it_prints_what_it_wrote_and_says_what_is_next(kind: str) -> None:
    outcome = run("new-plugin", "days", "--kind", kind)
    written = [str(one) for one in Path().rglob("*") if one.is_file()]

    assert outcome.lines == sorted(written)
    assert outcome.err == (
        "next: cd chrono56-days; pip install -e .; python -m pytest\n"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_to_be_filled_in(kind: str) -> None:
    run("new-plugin", "linked-days", "--kind", kind)
    texts = [one.read_text() for one in Path().rglob("*") if one.is_file()]
    (package,) = (one for one in Path().rglob("pyproject.toml"))
    said = tomllib.loads(package.read_text())["project"]

    assert not [text for text in texts if "$" in text or "MODULE" in text]
    assert said["name"] == "chrono56-linked-days"
    assert said["entry-points"]["chrono56"] == {"linked-days": "chrono56_linked_days"}
    assert said["dependencies"] == ["chrono56>=0.1,<1"]


def test_the_prefix_may_be_written_out() -> None:
    run("new-plugin", "chrono56-days")

    assert files() == ["chrono56-days"]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Days",
        "my days",
        "../days",
        "days/",
        "1956",
        "-days",
        "a--b",
        "őű",
        "a" * 61,
    ],
)
def test_a_bad_name_is_refused_with_what_would_be_fine(name: str) -> None:
    outcome = run("new-plugin", "--", name)

    assert outcome.status == status.USAGE
    assert (
        "use at most 60 of a-z, 0-9 and -, such as days or linked-data" in outcome.err
    )
    assert files() == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("exporter", "csv"),
        ("check", "unattested"),
        ("kinds", "politics"),
        ("store", "memory"),
    ],
)
def test_a_name_that_is_built_in_is_refused(kind: str, name: str) -> None:
    outcome = run("new-plugin", name, "--kind", kind)

    assert outcome.status == status.USAGE
    assert outcome.err == f"chrono56: {name!r} is built in; choose another name\n"


def test_the_name_of_what_is_installed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "site" / "chrono56_days-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Name: chrono56-days\nVersion: 1.2\n")
    monkeypatch.syspath_prepend(info.parent)
    outcome = run("new-plugin", "days")

    assert outcome.status == status.USAGE
    assert "chrono56-days 1.2 is installed; choose another name" in outcome.err


@pytest.mark.parametrize("there", ["folder", "file", "dangling link"])
def test_nothing_is_overwritten(there: str) -> None:
    place = Path("chrono56-days")
    if there == "folder":
        place.mkdir()
        (place / "README.md").write_text("mine")
    elif there == "file":
        place.write_text("mine")
    else:
        place.symlink_to("nowhere")
    outcome = run("new-plugin", "days")

    assert outcome.status == status.NOT_WRITTEN
    assert "nothing is overwritten" in outcome.err
    assert files() == ["chrono56-days"]
    if there == "folder":
        assert (place / "README.md").read_text() == "mine"


def test_what_can_not_be_written_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    outcome = run("new-plugin", "days")

    assert outcome.status == status.NOT_WRITTEN
    assert outcome.err == (
        "chrono56: chrono56-days: can't be written (No space left on device);"
        " go where you may write\n"
    )
    assert files() == []
