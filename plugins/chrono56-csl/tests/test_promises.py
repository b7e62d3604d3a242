"""What every exporter promises, as chrono56 itself checks it."""

import pytest
from chrono56_csl import chrono56_exporters

from chrono56.plugins import ExporterOffer
from chrono56.testing import check_exporter, check_plugin


def test_it_is_found_and_has_no_problem() -> None:
    check_plugin("chrono56-csl")


@pytest.mark.parametrize("offer", chrono56_exporters(), ids=lambda offer: offer.name)
def test_each_exporter_keeps_every_promise(offer: ExporterOffer) -> None:
    check_exporter(offer)
