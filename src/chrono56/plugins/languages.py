"""Languages of dates by their tags: chrono56's own, and those that plugins teach."""

from collections.abc import Mapping
from difflib import get_close_matches

from chrono56.dates.words.language import Language
from chrono56.dates.words.languages import (
    BUILT_IN,
    TaughtTag,
    is_known,
    language_of,
)
from chrono56.dates.words.offer import LanguageOffer
from chrono56.errors import Chrono56Error, OfferError, PluginError
from chrono56.offers import failure
from chrono56.plugins.host import PluginHost


def find_language(tag: str, host: PluginHost | None = None) -> Language:
    """Return the language of a tag, for `read_words`, `find_dates` and `When.describe`.

    Args:
        tag: A BCP 47 tag, such as ``hu`` or ``de-AT``; where nobody offers all of it,
            what is before its last hyphen counts.
        host: The plugins to ask, where chrono56 itself has not that language; None
            for those that are installed.

    Raises:
        PluginError: Nobody offers it.
        OfferError: A plugin offers it and fails to give it.

    >>> find_language("hu").name
    'magyar'
    """
    if is_known(tag):
        return language_of(tag)
    offers = (PluginHost.load() if host is None else host).languages()
    offer = _offered(tag.lower(), offers)
    if offer is None:
        known = sorted({*BUILT_IN, *offers})
        near = get_close_matches(tag.lower(), known)
        raise PluginError(tag, known, near, "language of dates")
    return _taught(offer)


def taught_tag(tag: str, host: PluginHost | None = None) -> str:
    """Return a tag by which lists and exports tell dates in what plugins teach, too.

    Args:
        tag: A BCP 47 tag. In English are dates of a language that nobody offers.
        host: The plugins to ask, where chrono56 itself has not that language; None
            for those that are installed.

    Raises:
        OfferError: A plugin offers it and fails to give it.

    >>> taught_tag("hu")
    'hu'
    """
    if is_known(tag):
        return tag
    offers = (PluginHost.load() if host is None else host).languages()
    offer = _offered(tag.lower(), offers)
    return TaughtTag(tag, _taught(offer), offer.provider) if offer else tag


def _taught(offer: LanguageOffer) -> Language:
    """Import what a plugin offers, which may be anything."""
    try:
        return offer.language()
    except Chrono56Error:
        raise
    except (Exception, SystemExit) as error:
        why = f"the plugin {offer.provider} failed ({failure(error)})"
        raise OfferError(offer.name, why) from error


def _offered(tag: str, offers: Mapping[str, LanguageOffer]) -> LanguageOffer | None:
    while tag not in offers and "-" in tag:
        tag = tag.rpartition("-")[0]
    return offers.get(tag)
