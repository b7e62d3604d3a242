"""What stands around the code agrees with it, and with itself."""

import re
import tomllib
from fnmatch import fnmatch

import pytest
from tests.test_house import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = SETTINGS["project"]
PAGES = sorted(
    path.relative_to(ROOT / "docs").with_suffix("").as_posix()
    for path in (ROOT / "docs").glob("*/*.md")
)


def stated(field: str) -> str:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    (found,) = re.findall(rf"^{field}: (.+)$", citation, re.MULTILINE)
    return str(found)


def test_it_is_cited_under_its_version_and_licence() -> None:
    assert stated("version") == PROJECT["version"]
    assert stated("license") == PROJECT["license"]
    assert f"- name: {PROJECT['authors'][0]['name']}\n" in (
        ROOT / "CITATION.cff"
    ).read_text(encoding="utf-8")


def test_the_newest_heading_of_the_changes_is_the_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.findall(r"^## (\S+)", changes, re.MULTILINE)[0] == PROJECT["version"]


def test_whoever_has_the_source_distribution_can_run_the_tests() -> None:
    tools = SETTINGS["tool"]
    carried = tools["hatch"]["build"]["targets"]["sdist"]["include"]
    needed = ["conftest.py", *tools["pytest"]["ini_options"]["testpaths"]]

    assert all(any(fnmatch(path, one) for one in carried) for path in needed)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_in_the_index_once_for_readers_and_once_for_the_menu(
    page: str,
) -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")

    assert index.count(f"({page}.md)") == 1
    assert index.split("\n").count(page) == 1


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_links_from_the_root_lead_to_files(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / name).read_text("utf-8"))

    assert [link for link in links if not (ROOT / link).exists()] == []
