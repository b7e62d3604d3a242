import ast
import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# The stub that type checkers read has the names only.
chrono56: Any = importlib.import_module("chrono56")

HEAVY = ("attr", "cattrs", "sqlite3", "orjson", "pluggy", "pendulum", "tabulate")


def woken_by(code: str, modules: tuple[str, ...] = HEAVY) -> list[str]:
    """Return which of *modules* a new process has imported after *code*."""
    asked = f"import sys\n{code}\nprint(*({set(modules)} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    return done.stdout.split("\n")[-2].split()


def test_importing_chrono56_alone_wakes_nothing() -> None:
    assert woken_by("import chrono56") == []


@pytest.mark.parametrize("name", ["When", "Verdict", "MonthDay"])
def test_a_date_wakes_nothing_of_the_log(name: str) -> None:
    woken = woken_by(f"from chrono56 import {name}")

    assert woken == ["attr"]


def test_opening_a_log_wakes_no_table_plugin_or_time_zone() -> None:
    woken = woken_by("import chrono56 as c56; c56.open_log('memory:', by='anna')")

    assert not {"pluggy", "pendulum", "tabulate"} & set(woken)


def test_every_name_can_be_imported_and_says_where_it_lives() -> None:
    for name in chrono56.__all__:
        found = getattr(chrono56, name)
        home = importlib.import_module(chrono56._MODULES[name])
        assert getattr(home, name) is found
        assert found.__doc__


def test_dir_lists_the_names_before_they_are_used() -> None:
    asked = "import chrono56; print('When' in dir(chrono56), 'When' in vars(chrono56))"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["True", "False"]
    assert dir(chrono56) == sorted([*chrono56.__all__, "__version__"])


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'chrono56' has no attribute 'Wen'"):
        chrono56.__getattr__("Wen")


def test_the_stub_and_the_names_agree() -> None:
    stub = Path(chrono56.__file__).with_suffix(".pyi")
    stated = {
        alias.asname: node.module
        for node in ast.parse(stub.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert stated == chrono56._MODULES


def test_the_version_is_that_of_the_distribution() -> None:
    assert chrono56.__version__[0].isdigit()


def test_the_models_names_are_imported_when_they_are_used() -> None:
    model: Any = importlib.import_module("chrono56.model")

    assert woken_by("import chrono56.model", ("chrono56.model.claims", "attr")) == []
    for name in model.__all__:
        assert getattr(model, name) is vars(model)[name]
    with pytest.raises(AttributeError, match=r"'chrono56\.model' has no attribute 'x'"):
        model.x  # noqa: B018 - it raises
