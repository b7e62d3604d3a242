"""A chrono56 plugin: dates in German."""

from chrono56.plugins import LanguageOffer, hookimpl


@hookimpl
def chrono56_languages() -> LanguageOffer:
    """Offer German, without importing its tables."""
    return LanguageOffer(
        name="de",
        summary="Dates in German: 4. November 1956, halb zehn, Ende Oktober",
        factory="chrono56_words_de.german:LANGUAGE",
    )
