"""The house's own rules: sizes, names, and where each module is proven."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "chrono56"
TESTS = Path(__file__).parent

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
DEEPEST = 3  # folders below chrono56, the module itself counted: dates/words/hu
NO_NAMES = {"utils", "util", "helpers", "common", "core", "base", "misc"}
# Spelt so that this file is not found itself.
BANNED = ("/wo" + "rk/", "../sha" + "red", "TO" + "DO", "FIX" + "ME")

# Modules without a test module of their own, and where they are proven instead.
PROVEN_IN = {
    "__main__": "cli/test_run.py",
    "chronology/past/accounts": "chronology/past/test_diff.py",
    "chronology/tables/builder": "chronology/test_laws.py",
    "chronology/catalogue": "chronology/test_chronology.py",
    "chronology/tables/entering": "chronology/tables/test_loader.py",
    "chronology/eventrow": "chronology/test_laws.py",
    "chronology/evidence": "chronology/test_showing.py",
    "chronology/tables/filling": "chronology/tables/test_cache.py",
    "chronology/tables/fresh": "chronology/tables/test_loader.py",
    "chronology/tables/hand": "chronology/tables/test_judging.py",
    "chronology/tables/passing": "chronology/tables/test_judging.py",
    "chronology/speaking": "chronology/tables/test_loader.py",
    "chronology/tables/waiting": "chronology/tables/test_judging.py",
    "chronology/tables/second": "chronology/tables/test_apart.py",
    "chronology/tables/steps": "chronology/tables/test_loader.py",
    "chronology/checks/offer": "chronology/checks/test_checks.py",
    "chronology/hearing": "chronology/test_disputes.py",
    "chronology/past/past": "chronology/past/test_history.py",
    "chronology/past/points": "chronology/test_chronology.py",
    "chronology/network/propagation": "chronology/network/test_network.py",
    "chronology/properties": "chronology/past/test_diff.py",
    "chronology/tables/readmodel": "chronology/tables/test_cache.py",
    "chronology/state": "chronology/test_chronology.py",
    "chronology/stats": "chronology/test_chronology.py",
    "chronology/views": "chronology/test_chronology.py",
    "chronology/whole": "chronology/checks/test_survey.py",
    "chronology/weighing": "chronology/test_choosing.py",
    "cli/arguments": "cli/test_parser.py",
    "cli/past_arguments": "cli/test_history.py",
    "cli/revising_arguments": "cli/test_revising.py",
    "cli/formats": "cli/test_out.py",
    "cli/plugins": "cli/test_out.py",
    "cli/sentences": "cli/test_history.py",
    "cli/values": "cli/test_writing.py",
    "cli/writing_arguments": "cli/test_writing.py",
    "cli/status": "cli/test_outcome.py",
    "cli/usage": "cli/test_outcome.py",
    "dates/bounded": "dates/test_when.py",
    "dates/calendar_date": "dates/test_calendars.py",
    "dates/calendar_reader": "dates/test_calendars.py",
    "dates/calendar_writer": "dates/test_calendars.py",
    "dates/compared": "dates/test_relate.py",
    "dates/durations": "model/test_claims.py",
    "dates/faults": "dates/test_read.py",
    "dates/lengths": "dates/test_lapse.py",
    "dates/patterns": "dates/test_together.py",
    "dates/read_date": "dates/test_read.py",
    "dates/remarks": "dates/test_calendars.py",
    "dates/shape": "dates/test_when.py",
    "dates/stretches": "dates/test_shift.py",
    "dates/verdict": "dates/test_relate.py",
    "dates/words/around": "dates/words/test_naming.py",
    "dates/words/bearings": "dates/words/test_reading.py",
    "dates/words/compiling": "dates/words/test_languages.py",
    "dates/words/features": "dates/words/test_grammar.py",
    "dates/words/forms": "dates/words/test_en.py",
    "dates/words/hours": "dates/words/test_reading.py",
    "dates/words/language": "dates/words/test_languages.py",
    "dates/words/lexicon": "dates/words/test_grammar.py",
    "dates/words/offer": "testing/test_languages.py",
    "dates/words/moving": "dates/words/test_reading.py",
    "dates/words/placing": "dates/words/test_en.py",
    "dates/words/plausible": "dates/words/test_finding.py",
    "dates/words/within": "dates/words/test_en.py",
    "dates/words/wording": "dates/words/test_languages.py",
    "exporters/builtin": "exporters/test_docs.py",
    "formats": "exporters/test_offer.py",
    "importers/builtin": "importers/test_runner.py",
    "importers/chronicle_drafts": "importers/test_chronicle.py",
    "importers/chronicle_lines": "importers/test_chronicle.py",
    "importers/chronicle_prose": "importers/test_chronicle.py",
    "importers/ical_told": "importers/test_ical.py",
    "importers/ical_library": "importers/test_ical_lines.py",
    "importers/comparing": "importers/test_runner.py",
    "importers/offer": "importers/test_runner.py",
    "exporters/ical_records": "exporters/test_ical_options.py",
    "exporters/ical_words": "exporters/test_ical.py",
    "exporters/ical_zones": "exporters/test_ical.py",
    "dates/words/phrases_en": "dates/words/test_phrases.py",
    "dates/words/phrases_hu": "dates/words/test_phrases.py",
    "dates/words/phrases_sr": "dates/words/test_phrases.py",
    "log/account": "log/test_kept.py",
    "log/actions": "log/test_codec.py",
    "log/appending": "log/test_log.py",
    "log/canonical": "log/test_form.py",
    "log/chain": "log/test_verify.py",
    "log/disk": "log/test_jsonl.py",
    "log/draft": "log/test_admission.py",
    "log/entry": "log/test_form.py",
    "log/envelope": "log/test_form.py",
    "log/usual": "log/test_proof.py",
    "log/ledger": "log/test_admission.py",
    "log/lock": "log/test_processes.py",
    "log/memory": "log/test_log.py",
    "log/nameless": "log/test_verify.py",
    "log/position": "log/test_log.py",
    "log/reader": "log/test_log.py",
    "log/references": "log/test_admission.py",
    "log/resend": "log/test_log.py",
    "log/standing": "importers/test_runner.py",
    "log/store": "log/test_jsonl.py",
    "log/trial": "log/test_append_many.py",
    "log/writer": "log/test_log.py",
    "model/vocabulary": "plugins/test_kinds.py",
    "model/records": "log/test_codec.py",
    "model/rules": "model/test_entities.py",
    "log/offer": "plugins/test_stores.py",
    "offers": "exporters/test_offer.py",
    "plugins/hookspecs": "plugins/test_host.py",
    "testing/apart": "testing/test_exporters.py",
    "testing/declaring": "testing/test_exporters.py",
    "testing/ground": "testing/test_stores.py",
    "testing/hostile": "testing/test_sample.py",
    "testing/intake": "testing/test_importers.py",
    "testing/keeping": "testing/test_stores.py",
    "testing/losing": "testing/test_exporters.py",
    "testing/reading": "testing/test_importers.py",
    "testing/sharing": "testing/test_stores.py",
    "testing/streaming": "testing/test_exporters.py",
    "testing/trial": "testing/test_exporters.py",
    "testing/using": "testing/test_stores.py",
    "testing/writing": "testing/test_exporters.py",
}


def python_files() -> Iterator[Path]:
    for folder in ("src", "tests", "seeds", "examples", "benchmarks", "plugins"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def text_files() -> Iterator[Path]:
    yield from python_files()
    for pattern in ("*.md", "docs/**/*.md", "plugins/*/*.md", "seeds/**/*.toml"):
        yield from sorted(ROOT.glob(pattern))
    yield ROOT / "pyproject.toml"


def modules() -> dict[str, Path]:
    """Return the source modules by their path within the package, packages apart."""
    found = sorted(SOURCE.rglob("*.py"))
    return {
        path.relative_to(SOURCE).with_suffix("").as_posix(): path
        for path in found
        if path.name != "__init__.py"
    }


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", list(python_files()), ids=named)
def test_no_file_and_no_function_is_too_long(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lengths = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert text.count("\n") <= LONGEST_FILE
    assert {
        name for name, lines in lengths.items() if lines > LONGEST_FUNCTION
    } == set()


@pytest.mark.parametrize("path", list(text_files()), ids=named)
def test_the_repository_speaks_of_itself_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert [word for word in BANNED if word in text] == []


@pytest.mark.parametrize("name", list(modules()))
def test_every_module_is_proven_somewhere(name: str) -> None:
    folder, _, module = name.rpartition("/")
    own = TESTS / folder / f"test_{module}.py"

    if own.exists():
        assert name not in PROVEN_IN, "it has a test module of its own now"
    else:
        assert (TESTS / PROVEN_IN[name]).is_file()


def test_no_module_is_proven_that_there_is_not() -> None:
    assert PROVEN_IN.keys() <= modules().keys()


@pytest.mark.parametrize("name", list(modules()))
def test_modules_are_named_for_what_they_hold_and_none_lies_deep(name: str) -> None:
    assert not NO_NAMES & set(name.split("/"))
    assert name.count("/") < DEEPEST


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=named)
def test_every_module_says_in_a_sentence_what_lives_in_it(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""

    assert doc.partition("\n")[0].endswith((".", ":"))
