import re

import pytest
from tests.cli.command import run

from chrono56.cli import arguments
from chrono56.cli.parser import (
    BEFORE_VERB,
    FLAGS_BEFORE_VERB,
    VERBS,
    parse,
    parser,
    with_options_last,
)


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        (["on", "11-04"], ["on", "11-04"]),
        (["--log", "x", "on", "11-04"], ["on", "11-04", "--log", "x"]),
        (["--log=x", "--json", "on", "1"], ["on", "1", "--log=x", "--json"]),
        (["--by", "otto", "add", "event"], ["add", "event", "--by", "otto"]),
        (["--log", "log", "log"], ["log", "--log", "log"]),
        (["--log", "x", "search", "--", "-a"], ["search", "--log", "x", "--", "-a"]),
        (["--help"], ["--help"]),
        (["--log"], ["--log"]),
        ([], []),
    ],
)
def test_options_may_stand_before_the_verb(
    given: list[str], understood: list[str]
) -> None:
    assert with_options_last(given) == understood


@pytest.mark.parametrize("option", [*BEFORE_VERB, *FLAGS_BEFORE_VERB])
def test_every_option_that_may_stand_first_belongs_to_some_verb(option: str) -> None:
    helps = [run(verb, "--help").out for verb in VERBS if verb != "add"]

    assert any(option in text for text in helps)


def test_an_option_that_the_verb_lacks_is_refused_wherever_it_stands() -> None:
    assert run("--json", "merge").status == 2
    assert run("merge", "--json").status == 2


@pytest.mark.parametrize("day", ["-0043-03-15", "--11-04", "-0043"])
def test_a_date_that_begins_like_an_option_is_a_date(day: str) -> None:
    assert parse(["on", day]).day == day
    assert parse(["between", day, "1956"]).first == day
    assert parse(["add", "event", "--when", day]).when == day


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        (["onn", "11-04"], "did you mean 'on'?"),
        (["serch", "x"], "did you mean 'search'?"),
        (["add", "sourse"], "did you mean 'source'?"),
        (["rank", "x", "prefered"], "did you mean 'preferred'?"),
        (["frobnicate"], "fine are on, between"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_right_one(
    given: list[str], hint: str
) -> None:
    outcome = run(*given)

    assert outcome.status == 2
    assert hint in outcome.err


@pytest.mark.parametrize("given", [["on"], ["on", "1", "--foo"], ["on", "1", "--jso"]])
def test_an_error_of_usage_is_one_line_and_where_help_is(given: list[str]) -> None:
    outcome = run(*given)

    assert (outcome.status, outcome.out) == (2, "")
    first, second = outcome.err.splitlines()
    assert first.startswith("chrono56")
    assert second.endswith("--help` says more)")


def test_nothing_that_a_terminal_acts_on_comes_back_in_an_error() -> None:
    assert "\x1b" not in run("on", "11-04", "\x1b[31m").err


def test_without_a_verb_the_help_is_shown_as_an_error() -> None:
    outcome = run()

    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == run("--help").out


def test_help_lists_every_verb_with_what_it_does_and_the_exit_statuses() -> None:
    text = run("--help").out

    for verb, (summary, _) in VERBS.items():
        assert re.search(rf"^ +{verb} +{re.escape(summary)}$", text, re.MULTILINE)
    assert "exit status: 0 ok; 1 nothing matched" in text


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_that_fits_80_columns(verb: str) -> None:
    outcome = run(verb, "--help")

    assert outcome.status == 0
    assert f"{verb}: {VERBS[verb][0]}" in outcome.out
    assert max(map(len, outcome.lines)) <= 80


def test_every_verb_has_its_arguments() -> None:
    assert list(arguments.ARGUMENTS) == list(VERBS)


def test_only_the_verb_that_is_meant_is_filled_in() -> None:
    assert parser(["on", "11-04"]).parse_args(["on", "11-04"]).day == "11-04"
    with pytest.raises(SystemExit):
        parser(["on", "11-04"]).parse_args(["search", "x"])


def test_the_version_is_printed() -> None:
    assert re.fullmatch(r"chrono56 \d+\.\d+\.\d+\S*\n", run("--version").out)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            ["on", "4.", "november"],
            'unrecognized arguments: november; quote words that belong together: "4 No',
        ),
        (["on", "11-04", "--odd"], "unrecognized arguments: --odd\n"),
    ],
)
def test_what_is_too_much_is_named_and_words_are_to_be_quoted(
    command: list[str], said: str
) -> None:
    outcome = run(*command)

    assert outcome.status == 2
    assert f"chrono56: {said}" in outcome.err
