"""Which sources are exported: those that are cited, or all."""

from collections.abc import Iterator
from typing import Final

import attrs

from chrono56 import Chronology, Source, UnknownIdError
from chrono56.plugins import ExportContext, counted

_CHOICES: Final = ("cited", "credited", "all")


@attrs.frozen(kw_only=True)
class CslOptions:
    """Choose which sources are written.

    Attributes:
        sources: ``cited`` by an event that is listed; ``credited``: these, and those
            that they name for what they say; or ``all``.
    """

    sources: str = attrs.field(
        default="cited",
        validator=attrs.validators.in_(_CHOICES),
        metadata={
            "help": "those that events cite, also those that these credit, or all"
        },
    )


def sources_of(chronology: Chronology, context: ExportContext) -> Iterator[Source]:
    """Yield the sources that were asked for, by id; note the events without any."""
    number = 0
    for source in _found(chronology, context):
        yield source
        number += 1
    context.hold(counted(number, "source"))


def _found(chronology: Chronology, context: ExportContext) -> Iterator[Source]:
    if context.options.sources == "all":
        yield from chronology.sources()
        return
    credited = context.options.sources == "credited"
    found: set[str] = set()
    for event in chronology:
        found.update(event.sources)
        if credited:
            found.update(_credited(chronology, event.id))
        if not event.sources:
            context.leave_out(event.id, "events without a source")
    for source_id in sorted(found):
        try:
            yield chronology.source(source_id)
        except UnknownIdError:  # a claim may cite what nobody has recorded
            yield Source(source_id)


def _credited(chronology: Chronology, event_id: str) -> Iterator[str]:
    for view in chronology.claims(event_id):
        for citation in view.claim.citations:
            yield from citation.via
