"""Offers: what may be offered, and what is counted."""

import subprocess
import sys
from typing import Any

import attrs
import pytest

from chrono56.errors import OfferError
from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.offer import ExportContext, ExporterOffer
from chrono56.formats import Loss

GOOD: dict[str, Any] = {
    "name": "html",
    "summary": "One page",
    "media_type": "text/html",
    "extensions": (".html",),
    "factory": "page:Exporter",
}


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("name", "HTML", "names are a-z"),
        ("name", "", "names are a-z"),
        ("name", "a:b", "names are a-z"),
        ("name", 7, "names are a-z"),
        ("extensions", ("html",), "write it like '.csv'"),
        ("extensions", ".html", "write it like '.csv'"),
        ("extensions", (1,), "write it like '.csv'"),
        ("factory", "page", "no module:attribute"),
        ("factory", print, "no module:attribute"),
    ],
)
def test_an_offer_that_breaks_a_rule_is_refused(
    field: str, value: object, why: str
) -> None:
    with pytest.raises(OfferError, match=why):
        ExporterOffer(**{**GOOD, field: value})


def test_lists_become_tuples_so_that_an_offer_never_changes() -> None:
    offer = ExporterOffer(
        **{**GOOD, "extensions": [".html"], "loses": [Loss("a", "b")]}
    )

    assert (offer.extensions, offer.loses) == ((".html",), (Loss("a", "b"),))


def test_a_plugin_is_shown_by_its_full_name_and_a_builtin_by_its_own() -> None:
    offer = ExporterOffer(**GOOD)

    assert offer.shown_name == "html"
    assert attrs.evolve(offer, provider="my-dist").shown_name == "my-dist:html"


def test_options_that_are_no_attrs_class_are_refused() -> None:
    with pytest.raises(OfferError, match="not an attrs class"):
        ExporterOffer(**GOOD, options="builtins:dict").options_class()


def test_an_event_left_out_twice_counts_once() -> None:
    context = ExportContext()
    for event_id, why in [("b", "late"), ("a", "early"), ("a", "early"), ("c", "late")]:
        context.leave_out(event_id, why)

    assert context.left_out == (("late", 2), ("early", 1))
    assert context.missing == 3


@pytest.mark.parametrize("name", list(OFFERS))
def test_each_builtin_can_be_had_and_described(name: str) -> None:
    offer = OFFERS[name]

    assert offer.name == name
    assert callable(offer.exporter().chunks)
    assert attrs.has(offer.options_class())
    assert all(isinstance(loss, Loss) for loss in offer.loses)


def test_the_table_of_builtins_imports_none_of_them() -> None:
    program = (
        "import sys, chrono56.exporters.builtin;"
        "print(*sorted(set(sys.modules) & {'pluggy', 'tabulate', 'pendulum', 'cattrs',"
        "'chrono56.exporters.csv', 'chrono56.exporters.ical',"
        "'chrono56.exporters.markdown', 'importlib.metadata'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []
