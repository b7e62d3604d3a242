"""The hooks that plugins may implement: each is used by a plugin that ships.

A hook takes no arguments and never receives the application; it returns offers, which
name heavy code without importing it. What is new comes as new fields of offers.
"""

from collections.abc import Sequence
from typing import Final

import pluggy

from chrono56.chronology.offer import CheckOffer
from chrono56.exporters.offer import ExporterOffer
from chrono56.log.offer import StoreOffer

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
def chrono56_stores() -> StoreOffer | Sequence[StoreOffer]:  # type: ignore[empty-body]  # a specification has none
    """Offer one way to keep logs, or several.

    .. versionadded:: 0.1
    """
