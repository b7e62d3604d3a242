import pytest

from chrono56 import lookup
from chrono56.errors import PluginError
from chrono56.exporters import builtin


def test_built_in_formats_need_no_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chrono56.lookup.exporters", None)

    assert {
        name: lookup.find_exporter(name) for name in builtin.OFFERS
    } == builtin.OFFERS


def test_an_unknown_format_lists_what_is_known_and_near() -> None:
    with pytest.raises(PluginError, match=r"did you mean 'csv'\? known are csv, ical"):
        lookup.find_exporter("csvv", plugins=False)


def test_without_plugins_only_built_in_formats_are_offered() -> None:
    assert lookup.exporters(plugins=False) == builtin.OFFERS
    assert builtin.OFFERS.items() <= lookup.exporters().items()
