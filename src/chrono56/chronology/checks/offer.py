"""What a check is, and what it offers."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from chrono56.errors import OfferError
from chrono56.findings import SEVERITIES, Finding
from chrono56.offers import Offer, imported

if TYPE_CHECKING:
    from chrono56.chronology.chronology import Chronology

Check: TypeAlias = "Callable[[Chronology], Iterator[Finding]]"
"""Looks at a chronology and yields what it finds; the whole contract of a check."""


@attrs.frozen(kw_only=True)
class CheckOffer(Offer):
    """Offer a check without importing it.

    Its ``name`` is that of its rule. Its ``factory`` is the check itself: a function
    that is called with a `Chronology` and yields each `Finding`.

    Attributes:
        severity: The worst that it finds: ``error`` (what can't be so), ``warning``
            (what is unlikely) or ``notice`` (what is worth a look).

    Raises:
        OfferError: A field breaks its rule.

    >>> offer = CheckOffer(
    ...     name="weekday", summary="a weekday that the date does not fall on",
    ...     severity="warning", factory="my_plugin.checks:weekday",
    ... )
    >>> offer.full_name
    'chrono56:weekday'
    """

    severity: str = attrs.field()

    @severity.validator
    def _is_severity(self, _: object, value: Any) -> None:
        if value not in SEVERITIES:
            why = f"severity {value!r}; use {', '.join(SEVERITIES)}"
            raise OfferError(self.name, why)

    def check(self) -> Check:
        """Import the check."""
        found: Check = imported(self.factory)
        return found
