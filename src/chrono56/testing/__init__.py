"""What proves that a plugin keeps its promises; for the tests of its authors.

Nothing here needs pytest, or any other runner of tests:

    from chrono56.testing import check_exporter

    def test_the_exporter_keeps_what_exporters_promise():
        check_exporter(chrono56_exporters())
"""

from chrono56.testing.exporters import check_exporter
from chrono56.testing.importers import check_importer
from chrono56.testing.languages import check_language
from chrono56.testing.plugins import check_plugin
from chrono56.testing.sample import sample, sample_log
from chrono56.testing.stores import check_store
from chrono56.testing.volume import generated

__all__ = [
    "check_exporter",
    "check_importer",
    "check_language",
    "check_plugin",
    "check_store",
    "generated",
    "sample",
    "sample_log",
]
