"""What an importer is, and what it offers."""

from collections.abc import Iterator
from typing import BinaryIO, ClassVar, Protocol

import attrs

from chrono56.formats import FormatOffer
from chrono56.importers.context import ImportContext
from chrono56.model import Record
from chrono56.offers import imported


class Importer(Protocol):
    """Turn bytes into records; the whole contract of an importer."""

    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Record]:
        """Yield sources, agents, places, events and claims, in any order.

        The same bytes and context give the same records. A claim whose id is empty gets
        one that follows from its content. The importer says with ``context.at`` where
        it reads: what it raises then, and what the log has against the records that it
        yields then, is told with that place. Files, writing and counting, and what
        stands in the log already, are the runner's business.
        """
        ...


@attrs.frozen(kw_only=True)
class ImporterOffer(FormatOffer):
    """Offer an importer without importing it.

    Its ``factory``, called without arguments, gives an ``Importer``.

    Attributes:
        text: Whether the input is text in UTF-8. Other bytes are refused then, with
            their line, before the importer sees any.

    Raises:
        OfferError: A field breaks its rule.

    >>> offer = ImporterOffer(
    ...     name="tei", summary="A chronology in TEI", media_type="application/tei+xml",
    ...     extensions=(".xml",), factory="my_plugin.tei:TeiImporter", text=False,
    ... )
    >>> offer.full_name
    'chrono56:tei'
    """

    verb: ClassVar[str] = "import"

    text: bool = True

    def importer(self) -> Importer:
        """Import the factory and call it."""
        made: Importer = imported(self.factory)()
        return made
