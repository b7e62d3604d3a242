"""The grammar of rules: symbols, features, and what it refuses."""

import pytest

from chrono56.dates.words.grammar import Grammar, Parse, Result
from chrono56.dates.words.language import cased
from chrono56.dates.words.lexicon import LexedText, Lexicon

LEXICON = Lexicon("MONTH month=10: october, oct\nOF: of\nWAY way=on:  on", cased)


def results(rules: str, text: str) -> list[Result]:
    lexed = LexedText(LEXICON, LEXICON.tokenizer.tokens(text))
    return list(Parse(Grammar(rules), lexed).results("form", 0))


@pytest.mark.parametrize(
    ("rules", "text", "found"),
    [
        ("form = day MONTH", "23 October", [(2, {"day": 23, "month": 10})]),
        ("form = day OF? MONTH", "23 of Oct", [(3, {"day": 23, "month": 10})]),
        ("form = day | MONTH", "Oct", [(1, {"month": 10})]),
        ("form = day 'x' day", "4 x 4", [(3, {"day": 4})]),
        # Two that say different things are no match.
        ("form = day 'x' day", "4 x 5", []),
        ("form = a:day 'x' b:day", "4 x 5", [(3, {"a": {"day": 4}, "b": {"day": 5}})]),
        ("form = day {form=by,n=2}", "4", [(1, {"day": 4, "form": "by", "n": 2})]),
        ("form = day ~'-' ~day", "4-4", [(3, {"day": 4})]),
        ("form = day ~'-' ~day", "4 -4", []),
        ("form = OF?", "of", [(1, {})]),
        ("form = OF?", "4", []),
        ("form = one\none = day\n  | MONTH", "Oct", [(1, {"month": 10})]),
        ("form = day # the day\n", "4", [(1, {"day": 4})]),
        (
            "form = day MONTH? OF?",
            "4 Oct of",
            [
                (1, {"day": 4}),
                (2, {"day": 4, "month": 10}),
                (3, {"day": 4, "month": 10}),
            ],
        ),
    ],
)
def test_a_rule_finds_what_its_symbols_find(
    rules: str, text: str, found: list[Result]
) -> None:
    assert sorted(results(rules, text), key=lambda result: result[0]) == found


def test_a_list_may_be_longer_than_rules_reach_into_each_other() -> None:
    found = results("form = a:day ',' b:form | day 'x'", "4, " * 3000 + "4 x")

    assert [end for end, _ in found] == [6002]


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ("form day", "not a rule of a grammar: 'form day'"),
        ("form = day+", "not a symbol of a grammar: 'day\\+'"),
        ("form = form day", "a rule that begins with itself: form"),
        ("form = OF? other\nother = form", "a rule that begins with itself"),
    ],
)
def test_what_is_no_grammar_is_refused(rules: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Grammar(rules)
