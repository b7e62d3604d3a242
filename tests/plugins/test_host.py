"""The host: hostile plugins beside good ones, each with its own problem."""

import pytest
from tests.plugins.installed import Site

from chrono56.exporters.builtin import OFFERS
from chrono56.plugins.host import PluginHost, PluginInfo

OFFER = """
from chrono56.plugins import ExporterOffer, hookimpl

def offer(name, **fields):
    return ExporterOffer(
        name=name, summary="", media_type="text/plain", extensions=(".x",),
        factory="json:JSONEncoder", **fields,
    )
"""
STORE = """
from chrono56.plugins import StoreOffer, hookimpl

def offer(*schemes, **fields):
    return StoreOffer(name="s", summary="", schemes=schemes, factory="a:b", **fields)
"""
GOOD = (
    OFFER
    + """
@hookimpl
def chrono56_exporters():
    return [offer("{0}")]
"""
)
HOSTILE = {
    "import-error": ("import no_such_module", "can't be imported: ModuleNotFoundError"),
    "syntax": ("def", "can't be imported: SyntaxError"),
    "ends": (
        "raise BaseException('at once')",
        "can't be imported: BaseException: at once",
    ),
    "exits": ("import sys; sys.exit(3)", "can't be imported: SystemExit: 3"),
    "arguments": (
        OFFER + "@hookimpl\ndef chrono56_exporters(app): return []",
        "breaks a rule of hooks: PluginValidationError",
    ),
    "misspelt": (
        OFFER + "@hookimpl\ndef chrono56_exporter(): return []",
        "there is no hook chrono56_exporter; did you mean chrono56_exporters?",
    ),
    "unknown-hook": (
        OFFER + "@hookimpl\ndef weather(): return []",
        "there is no hook weather",
    ),
    "raises": (
        OFFER + "@hookimpl\ndef chrono56_exporters(): return 1 / 0",
        "chrono56_exporters failed: ZeroDivisionError",
    ),
    "raises-late": (
        OFFER
        + "@hookimpl\ndef chrono56_exporters():\n    yield offer('a')\n    exit(4)",
        "chrono56_exporters failed: SystemExit: 4",
    ),
    "bad-offer": (
        OFFER + "@hookimpl\ndef chrono56_exporters(): return offer('A B')",
        "chrono56_exporters failed: OfferError: offer 'A B': names are a-z",
    ),
    "other-api": (
        OFFER + "@hookimpl\ndef chrono56_exporters(): return offer('old', api=(0, 9))",
        "'old' is for plugin API 0.9; this chrono56 has 1.0: upgrade the plugin",
    ),
    "newer-api": (
        OFFER + "@hookimpl\ndef chrono56_exporters(): return offer('new', api=(1, 7))",
        "'new' is for plugin API 1.7; this chrono56 has 1.0: upgrade chrono56",
    ),
    "next-api": (
        OFFER + "@hookimpl\ndef chrono56_exporters(): return offer('next', api=(2, 0))",
        "'next' is for plugin API 2.0; this chrono56 has 1.0: upgrade chrono56",
    ),
    "no-api": (
        OFFER + "@hookimpl\ndef chrono56_exporters(): return offer('x', api='1.0')",
        "chrono56_exporters failed: OfferError: offer 'x': api '1.0'; write it like",
    ),
    "evades": (
        OFFER
        + """
class Evasive:
    @property
    def __class__(self): raise RuntimeError("who asks?")

@hookimpl
def chrono56_exporters(): return [Evasive()]
""",
        "chrono56_exporters offers what it can't: RuntimeError: who asks?",
    ),
    "exporter-as-importer": (
        OFFER + "@hookimpl\ndef chrono56_importers(): return offer('x')",
        "offers ExporterOffer, not ImporterOffer",
    ),
    "no-offer": (
        OFFER + "@hookimpl\ndef chrono56_exporters(): return ['csv']",
        "offers str, not ExporterOffer",
    ),
    "nothing": (
        OFFER + "@hookimpl\ndef chrono56_exporters(): return None",
        "offers NoneType, not ExporterOffer",
    ),
    "unmarked": (
        OFFER + "def chrono56_exporters(): return offer('x')",
        "implements none of chrono56_checks, chrono56_exporters",
    ),
    "exporter-as-store": (
        OFFER + "@hookimpl\ndef chrono56_stores(): return offer('csv2')",
        "offers ExporterOffer, not StoreOffer",
    ),
    "bad-scheme": (
        STORE + "@hookimpl\ndef chrono56_stores(): return offer('C')",
        "chrono56_stores failed: OfferError: offer 's': scheme 'C'; write it like",
    ),
    "old-store": (
        STORE + "@hookimpl\ndef chrono56_stores(): return offer('db', api=(0, 1))",
        "'s' is for plugin API 0.1; this chrono56 has 1.0: upgrade the plugin",
    ),
    "twice": (
        OFFER + "@hookimpl\ndef chrono56_exporters(): return [offer('t'), offer('t')]",
        "offers 't' twice",
    ),
    "taken": (
        OFFER + "@hookimpl\ndef chrono56_exporters(): return offer('csv')",
        "'csv' is taken by a built-in format; ask for taken:csv",
    ),
}


def load(allow: str | None = None) -> PluginHost:
    environ = {} if allow is None else {"CHRONO56_PLUGINS": allow}
    return PluginHost.load(environ=environ)


def listed(host: PluginHost, name: str) -> PluginInfo:
    (found,) = [plugin for plugin in host.plugins() if plugin.distribution == name]
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_plugin_is_listed_with_its_problem_and_harms_no_other(
    site: Site, name: str
) -> None:
    code, problem = HOSTILE[name]
    site.install("a-good-one", GOOD.format("first"))
    site.install(name, code)
    site.install("z-good-one", GOOD.format("last"))
    host = load()
    found = listed(host, name)

    assert found.problem.startswith(problem)
    assert (found.name, found.version) == ("main", "1.0")
    assert {"first", "last", *OFFERS} <= set(host.exporters())
    assert [one for one in host.plugins() if one.problem] == [found]


def test_a_good_plugin_is_addressed_by_either_name(site: Site) -> None:
    site.install("good", GOOD.format("page"))
    host = load()
    found = host.exporters()

    assert listed(host, "good").offers == ("page",)
    assert listed(host, "good").problem == ""
    assert found["page"] is found["good:page"]
    assert found["page"].provider == "good"


def test_a_builtin_keeps_its_name_and_the_plugin_is_still_there(site: Site) -> None:
    code, _ = HOSTILE["taken"]
    site.install("taken", code)
    found = load().exporters()

    assert found["csv"] is OFFERS["csv"]
    assert found["taken:csv"].provider == "taken"


def test_of_two_plugins_with_one_name_the_first_distribution_wins(site: Site) -> None:
    site.install("b-dist", GOOD.format("page"))
    site.install("a-dist", GOOD.format("page"))
    host = load()

    assert host.exporters()["page"].provider == "a-dist"
    assert host.exporters()["b-dist:page"].provider == "b-dist"
    assert listed(host, "a-dist").problem == ""
    assert listed(host, "b-dist").problem == (
        "'page' is taken by a-dist; ask for b-dist:page"
    )


@pytest.mark.parametrize(
    ("allow", "expected"),
    [
        (None, {"one", "two"}),
        ("", set()),
        ("dist-one", {"one"}),
        ("second", {"two"}),
        (" dist-one , dist-two,", {"one", "two"}),
        ("other", set()),
    ],
)
def test_the_allow_list_names_distributions_or_entry_points(
    site: Site, allow: str | None, expected: set[str]
) -> None:
    site.install("dist-one", GOOD.format("one"), entry="first")
    site.install("dist-two", GOOD.format("two"), entry="second")
    offered = {
        offer
        for plugin in load(allow).plugins()
        if plugin.distribution.startswith("dist-")
        for offer in plugin.offers
    }

    assert offered == expected


def test_a_plugin_that_is_not_allowed_is_not_even_imported(site: Site) -> None:
    site.install("exits", "import sys; sys.exit(3)")

    assert load("").plugins() == ()


def test_an_entry_point_that_names_nothing_is_a_problem() -> None:
    class Point:
        name = "none"
        dist = None

        def load(self) -> None:
            return None

    (plugin,) = PluginHost.load([Point()], {}).plugins()

    assert plugin.distribution == ""
    assert plugin.problem == "names nothing that could implement a hook"
