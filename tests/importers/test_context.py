"""What an importer can say: where it is, what it leaves out, what it cites."""

from typing import Any

import pytest

from chrono56.importers.context import ImportContext


@pytest.mark.parametrize(
    ("name", "place", "said"),
    [
        ("a.csv", 12, "a.csv:12"),
        ("a.csv", "row 3", "a.csv, row 3"),
        ("a.csv", "", "a.csv"),
        ("", "row 3", "row 3"),
        ("a.csv", 1.5, "a.csv, 1.5"),  # a plugin may say anything
    ],
)
def test_a_place_is_told_with_the_name_of_the_input(
    name: str, place: Any, said: str
) -> None:
    context = ImportContext(format="csv", name=name)
    context.at(place)

    assert context.place == said
    assert context.fault("why").where == said


def test_until_a_place_is_noted_it_is_the_whole_input() -> None:
    assert ImportContext(name="a.csv").place == "a.csv"


def test_what_is_left_out_is_kept_in_its_order() -> None:
    context = ImportContext(name="a")
    context.leave_out(2, "x")
    context.leave_out("head", "y")
    context.leave_out(2, "x")

    assert context.left_out == (("a:2", "x"), ("a, head", "y"), ("a:2", "x"))


def test_the_named_source_is_cited_at_a_place() -> None:
    (cited,) = ImportContext(source="register").cite("12v", "folio")

    assert (cited.source, cited.locator, cited.label) == ("register", "12v", "folio")
    assert ImportContext(source="register").cite()[0].locator == ""
    assert ImportContext().cite(12) == ()
