"""Checking that a plugin is installed finds what its own code can't tell."""

from pathlib import Path

import pytest
from tests.plugins.installed import Site

from chrono56.errors import ConformanceError
from chrono56.testing import check_plugin

FINE = """
from chrono56.plugins import CheckOffer, hookimpl
@hookimpl
def chrono56_checks():
    return CheckOffer(name="late", summary="too late", severity="notice", factory="a:b")
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("CHRONO56_PLUGINS", "")
    return Site(tmp_path)


def broken(distribution: str) -> str:
    with pytest.raises(ConformanceError) as caught:
        check_plugin(distribution)
    (found,) = caught.value.broken
    return found


@pytest.mark.parametrize("name", ["their-fine-one", "Their_Fine.One"])
def test_a_plugin_without_a_problem_passes_whatever_is_allowed(
    name: str, site: Site
) -> None:
    site.install("their-fine-one", FINE)

    check_plugin(name)


def test_one_that_is_not_installed_is_told() -> None:
    assert "no entry point in the group chrono56 comes from it" in broken("nobodys")


def test_the_problem_is_told_as_the_list_of_plugins_has_it(site: Site) -> None:
    site.install("misspelt", FINE.replace("chrono56_checks", "chrono56_chekcs"))

    assert "main: there is no hook chrono56_chekcs; did you mean" in broken("misspelt")


def test_other_plugins_are_no_business_of_its(site: Site) -> None:
    site.install("their-own", FINE)
    site.install("anothers", "raise OSError('no luck')")

    check_plugin("their-own")
