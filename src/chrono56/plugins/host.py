"""The host of plugins: it loads each on its own, and none can break a command.

pluggy's own loader stops at the first plugin that fails, drops the second of two with
the same name, and says nothing of a misspelt hook; so the loop is ours, and pluggy's
part is to check and keep the hooks.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from difflib import get_close_matches
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import attrs
import pluggy
from immutabledict import immutabledict

from chrono56.chronology.checks import checks
from chrono56.chronology.checks.offer import CheckOffer
from chrono56.dates.words.languages import BUILT_IN as LANGUAGES
from chrono56.dates.words.offer import LanguageOffer
from chrono56.exporters import builtin as exporters_builtin
from chrono56.exporters.offer import ExporterOffer
from chrono56.importers import builtin as importers_builtin
from chrono56.importers.offer import ImporterOffer
from chrono56.log.offer import StoreOffer
from chrono56.model.vocabulary import KindsOffer, Vocabulary
from chrono56.offers import API_VERSION, Offer, failure
from chrono56.plugins import hookspecs
from chrono56.plugins.files import PluginFile

GROUP: Final = "chrono56"
ALLOW: Final = "CHRONO56_PLUGINS"

# Each hook, and what it offers.
_HOOKS: Final[Mapping[str, type[Offer]]] = immutabledict(
    chrono56_checks=CheckOffer,
    chrono56_exporters=ExporterOffer,
    chrono56_importers=ImporterOffer,
    chrono56_kinds=KindsOffer,
    chrono56_languages=LanguageOffer,
    chrono56_stores=StoreOffer,
)

# What plugins can't take over: the type of offer, the names, and who has them.
_BUILT_IN: Final = (
    (ExporterOffer, (*exporters_builtin.OFFERS,), "a built-in format"),
    (ImporterOffer, (*importers_builtin.OFFERS,), "a built-in format"),
    (CheckOffer, (*checks.OFFERS, checks.FAILED), "a built-in rule"),
    (LanguageOffer, (*LANGUAGES,), "a built-in language"),
)


_O = TypeVar("_O", bound=Offer)


class EntryPoint(Protocol):
    """The part of ``importlib.metadata.EntryPoint`` that the host needs."""

    @property
    def name(self) -> str:
        """Its name within the group."""
        ...

    @property
    def dist(self) -> Any:
        """The distribution that declares it; None if unknown."""
        ...

    def load(self) -> Any:
        """Import what it names."""
        ...


@attrs.frozen(kw_only=True)
class PluginInfo:
    """Describe a plugin that was found.

    Attributes:
        name: The name of its entry point.
        distribution: The distribution that brought it; empty if unknown.
        version: That distribution's version; empty if unknown.
        offers: The names of what it offers.
        problem: What is wrong with it, in words; empty if nothing is.
    """

    name: str
    distribution: str
    version: str
    offers: tuple[str, ...] = ()
    problem: str = ""


@attrs.frozen
class PluginHost:
    """Hold the plugins that were found, with what they offer and what failed.

    Made by ``load``; it never changes.
    """

    _plugins: tuple[PluginInfo, ...]
    _offers: tuple[Offer, ...]
    _vocabulary: Vocabulary = attrs.field(factory=Vocabulary)

    @classmethod
    def load(
        cls,
        entry_points: Iterable[EntryPoint] | None = None,
        environ: Mapping[str, str] | None = None,
        files: Iterable[Path] = (),
    ) -> "PluginHost":
        """Load the plugins that are installed and allowed, and those in files.

        What is wrong with one is its `PluginInfo.problem`, and never raised. What one
        prints goes to stderr, out of the way of the data.

        Args:
            entry_points: What to load; None for all that are installed.
            environ: Where ``CHRONO56_PLUGINS`` may hold the names of the plugins that
                are allowed, separated by commas (empty allows none); None for the
                process's own.
            files: Files of Python that are plugins, too; of two that offer the same
                name, a file comes before what is installed.
        """
        found = (
            metadata.entry_points(group=GROUP) if entry_points is None else entry_points
        )
        allowed = _allowed(os.environ if environ is None else environ)
        loading = _Loading()
        with redirect_stdout(sys.stderr):
            for path in files:
                loading.add(PluginFile(path))
            for point in sorted(found, key=_distribution_and_name):
                if allowed is None or {point.name, _distribution(point)[0]} & allowed:
                    loading.add(point)
        return cls(tuple(loading.plugins), tuple(loading.offers), loading.vocabulary)

    def plugins(self) -> tuple[PluginInfo, ...]:
        """Return every plugin that was found, broken ones too, by distribution."""
        return self._plugins

    def exporters(self) -> Mapping[str, ExporterOffer]:
        """Return all exporters by name: those that ship, and those of plugins.

        A name that is taken stays with the first, built-in before plugin; a plugin's
        offer always has its full name as well, ``distribution:name``.

        >>> PluginHost.load([]).exporters()["csv"].extensions
        ('.csv',)
        """
        return {**self._named(ExporterOffer), **exporters_builtin.OFFERS}

    def importers(self) -> Mapping[str, ImporterOffer]:
        """Return all importers by name, as `exporters` does.

        >>> PluginHost.load([]).importers().keys() == importers_builtin.OFFERS.keys()
        True
        """
        return {**self._named(ImporterOffer), **importers_builtin.OFFERS}

    def checks(self) -> Mapping[str, CheckOffer]:
        """Return all checks by rule, each once: those that ship, and those of plugins.

        A rule that is taken stays with the first, built-in before plugin; the other has
        its full name here, ``distribution:rule``.

        >>> PluginHost.load([]).checks()["missing-label"].severity
        'notice'
        """
        found = dict(checks.OFFERS)
        for offer in self._offers:
            if isinstance(offer, CheckOffer):
                is_taken = offer.name in (*found, checks.FAILED)
                found[offer.full_name if is_taken else offer.name] = offer
        return found

    def languages(self) -> Mapping[str, LanguageOffer]:
        """Return the languages of dates that plugins offer, by tag.

        >>> PluginHost.load([]).languages()
        {}
        """
        return self._named(LanguageOffer)

    def stores(self) -> Mapping[str, StoreOffer]:
        """Return all offers of stores by URL scheme.

        A scheme that is taken stays with the first plugin; each plugin always has its
        schemes in full as well, ``distribution:scheme``.

        >>> PluginHost.load([]).stores()
        {}
        """
        offers = [one for one in self._offers if isinstance(one, StoreOffer)]
        named = {
            f"{one.provider}:{scheme}": one for one in offers for scheme in one.schemes
        }
        plain = {scheme: one for one in reversed(offers) for scheme in one.schemes}
        return {**named, **plain}

    def vocabulary(self) -> Vocabulary:
        """Return the kinds, roles and measures of all plugins; the first has the id.

        >>> PluginHost.load([]).vocabulary().ids()
        ()
        """
        return self._vocabulary

    def _named(self, kind: type[_O]) -> dict[str, _O]:
        """Return the offers of a kind by full name, and the first of each by name."""
        offers = [one for one in self._offers if isinstance(one, kind)]
        named = {offer.full_name: offer for offer in offers}
        return {**named, **{offer.name: offer for offer in reversed(offers)}}


@attrs.define
class _Loading:
    """Collect plugins one by one; what one does wrong is its own problem only."""

    plugins: list[PluginInfo] = attrs.field(factory=list)
    offers: list[Offer] = attrs.field(factory=list)
    vocabulary: Vocabulary = attrs.field(factory=Vocabulary)
    # What is asked for by name, as (kind, name), and the distribution that has it.
    _taken: dict[tuple[type[Offer], str], str] = attrs.field(
        factory=lambda: {
            (kind, name): holder for kind, names, holder in _BUILT_IN for name in names
        }
    )

    def add(self, point: EntryPoint) -> None:
        distribution, version = _distribution(point)
        problems: list[str] = []
        offered = []
        for hook, found in _offered(point, problems):
            checking = partial(self._checked, hook, found, distribution, problems)
            if offer := _tried(checking, problems, f"{hook} offers what it can't"):
                offered.append(offer)
        self.offers += offered
        self.plugins.append(
            PluginInfo(
                name=point.name,
                distribution=distribution,
                version=version,
                offers=tuple(dict.fromkeys(offer.name for offer in offered)),
                problem="; ".join(problems),
            )
        )

    def _checked(
        self, hook: str, offer: object, distribution: str, problems: list[str]
    ) -> Offer | None:
        kind = _HOOKS[hook]
        if not isinstance(offer, kind):
            problems.append(f"offers {type(offer).__name__}, not {kind.__name__}")
            return None
        if why := _api_problem(offer):
            problems.append(why)
            return None
        named = attrs.evolve(offer, provider=distribution or "unknown")
        if isinstance(named, KindsOffer):
            self._learn(named, problems)
        names = named.schemes if isinstance(named, StoreOffer) else (named.name,)
        claimed = [self._claimed(kind, one, named, problems) for one in names]
        return named if any(claimed) else None

    def _learn(self, offer: KindsOffer, problems: list[str]) -> None:
        new = offer.vocabulary()
        for one in new.ids():
            holder = self._taken.setdefault((KindsOffer, one), offer.provider)
            if holder != offer.provider:
                problems.append(f"the {one} is taken by {holder}")
        self.vocabulary |= new

    def _claimed(
        self, kind: type[Offer], name: str, offer: Offer, problems: list[str]
    ) -> bool:
        """Note a name that is asked for; say whether this offer can have it at all."""
        full = f"{offer.provider}:{name}"
        if (kind, full) in self._taken:
            problems.append(f"offers {name!r} twice")
            return False
        self._taken[kind, full] = offer.provider
        if holder := self._taken.get((kind, name)):
            problems.append(f"{name!r} is taken by {holder}; ask for {full}")
        else:
            self._taken[kind, name] = offer.provider
        return True


def _allowed(environ: Mapping[str, str]) -> set[str] | None:
    text = environ.get(ALLOW)
    return None if text is None else {name.strip() for name in text.split(",")} - {""}


def _distribution(point: EntryPoint) -> tuple[str, str]:
    """Return name and version of the distribution, as far as they can be had."""
    found = _tried(lambda: (str(point.dist.name), str(point.dist.version)), [], "")
    return ("", "") if found is None else (found[0], found[1])


def _distribution_and_name(point: EntryPoint) -> tuple[str, str]:
    return _distribution(point)[0], point.name


def _tried(call: Callable[[], Any], problems: list[str], stage: str) -> Any:
    """Return what a plugin's code gives; None, and a problem, if it fails."""
    try:
        return call()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - the plugin border, sys.exit() too
        problems.append(f"{stage}: {failure(error)}")
        return None


def _offered(point: EntryPoint, problems: list[str]) -> list[tuple[str, object]]:
    """Load a plugin into a manager of its own, and ask each hook what it offers."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    plugin = _tried(point.load, problems, "can't be imported")
    if plugin is None:
        problems += [] if problems else ["names nothing that could implement a hook"]
        return []
    registering = partial(manager.register, plugin, point.name)
    _tried(registering, problems, "breaks a rule of hooks")
    problems += _unknown_hooks(manager, plugin)
    found: list[tuple[str, object]] = []
    for hook in _HOOKS:
        for implementation in getattr(manager.hook, hook).get_hookimpls():
            asking = partial(_asked, implementation)
            offers = _tried(asking, problems, f"{hook} failed") or []
            found += [(hook, offer) for offer in offers]
    if not (found or problems):
        problems.append(f"implements none of {', '.join(_HOOKS)}")
    return found


def _asked(implementation: pluggy.HookImpl) -> list[object]:
    given: object = implementation.function()
    if isinstance(given, Iterable) and not isinstance(given, str):
        return list(given)
    return [given]


def _unknown_hooks(manager: pluggy.PluginManager, plugin: object) -> Iterator[str]:
    for caller in manager.get_hookcallers(plugin) or []:
        if not caller.has_spec():
            near = get_close_matches(caller.name, _HOOKS, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            yield f"there is no hook {caller.name}{hint}"


def _api_problem(offer: Offer) -> str:
    (major, minor), (ours, least) = offer.api, API_VERSION
    if major == ours and minor <= least:
        return ""
    wanted = f"{offer.name!r} is for plugin API {major}.{minor}"
    what = "chrono56" if offer.api > API_VERSION else "the plugin"
    return f"{wanted}; this chrono56 has {ours}.{least}: upgrade {what}"
