"""What a plugin offers that keeps logs: a store for each URL of its schemes."""

import re
from collections.abc import Iterable
from typing import Any, Final

import attrs

from chrono56.errors import OfferError
from chrono56.log.store import Store
from chrono56.offers import Offer, imported

# Two characters at least: "C://…" is a path on a drive of Windows.
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]+")


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@attrs.frozen(kw_only=True)
class StoreOffer(Offer):
    """Offer a way to keep logs without importing it.

    Its ``factory``, called with a URL, gives the `Store` of the log that the URL names;
    nothing need exist there yet, and nothing is created before the first append.

    Attributes:
        schemes: The schemes of its URLs, the usual one first; ``sqlite`` is that of
            ``sqlite:///home/anna/log.db``. Lower case, two characters or more.

    Raises:
        OfferError: A field breaks its rule.

    >>> offer = StoreOffer(
    ...     name="sqlite", summary="Logs in SQLite databases", schemes=("sqlite",),
    ...     factory="my_plugin.store:open_url",
    ... )
    >>> offer.schemes
    ('sqlite',)
    """

    schemes: tuple[str, ...] = attrs.field(converter=_texts)

    @schemes.validator
    def _are_schemes(self, _: object, value: tuple[Any, ...]) -> None:
        for text in value:
            if not isinstance(text, str) or not _SCHEME.fullmatch(text):
                why = f"scheme {text!r}; write it like 'sqlite', for sqlite://…"
                raise OfferError(self.name, why)
        if not value:
            raise OfferError(self.name, "no scheme; name one, such as 'sqlite'")

    def store(self, url: str) -> Store:
        """Import the factory and call it."""
        made: Store = imported(self.factory)(url)
        return made
