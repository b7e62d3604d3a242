"""The hooks that plugins may implement: each is used by a plugin that ships.

A hook takes no arguments and never receives the application; it returns offers, which
name heavy code without importing it. What is new comes as new fields of offers.
"""

from collections.abc import Sequence
from typing import Final

import pluggy

from chrono56.chronology.checks.offer import CheckOffer
from chrono56.dates.words.offer import LanguageOffer
from chrono56.exporters.offer import ExporterOffer
from chrono56.importers.offer import ImporterOffer
from chrono56.log.offer import StoreOffer
from chrono56.model.vocabulary import KindsOffer

PROJECT: Final = "chrono56"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def chrono56_checks() -> CheckOffer | Sequence[CheckOffer]:  # type: ignore[empty-body]  # a specification has none
    """Offer one check, or several.

    .. versionadded:: 0.1
    """


@hookspec
def chrono56_exporters() -> ExporterOffer | Sequence[ExporterOffer]:  # type: ignore[empty-body]  # a specification has none
    """Offer one exporter, or several.

    .. versionadded:: 0.1
    """


@hookspec
def chrono56_importers() -> ImporterOffer | Sequence[ImporterOffer]:  # type: ignore[empty-body]  # a specification has none
    """Offer one importer, or several.

    .. versionadded:: 0.1
    """


@hookspec
def chrono56_kinds() -> KindsOffer | Sequence[KindsOffer]:  # type: ignore[empty-body]  # a specification has none
    """Offer kinds of events, roles and measures, in one table or several.

    .. versionadded:: 0.1
    """


@hookspec
def chrono56_languages() -> LanguageOffer | Sequence[LanguageOffer]:  # type: ignore[empty-body]  # a specification has none
    """Offer one language of dates, or several.

    .. versionadded:: 0.1
    """


@hookspec
def chrono56_stores() -> StoreOffer | Sequence[StoreOffer]:  # type: ignore[empty-body]  # a specification has none
    """Offer one way to keep logs, or several.

    .. versionadded:: 0.1
    """
