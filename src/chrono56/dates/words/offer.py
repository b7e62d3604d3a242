"""What a plugin offers that teaches a language of dates."""

import attrs

from chrono56.dates.words.language import Language
from chrono56.errors import OfferError
from chrono56.offers import Offer, imported


@attrs.frozen(kw_only=True)
class LanguageOffer(Offer):
    """Offer a language of dates without importing it.

    Its ``name`` is its BCP 47 tag in lower case, such as ``de``, and its ``factory``
    names a `Language`.

    >>> offer = LanguageOffer(
    ...     name="de", summary="Dates in German", factory="my_plugin.german:LANGUAGE"
    ... )
    >>> offer.full_name
    'chrono56:de'
    """

    def language(self) -> Language:
        """Import the language.

        Raises:
            OfferError: What the factory names is no `Language`.
        """
        found = imported(self.factory)
        if not isinstance(found, Language):
            raise OfferError(self.name, f"{self.factory} is no Language of dates")
        return found
