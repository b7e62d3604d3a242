"""German: the wording; words and grammar are in german.txt, phrases beside it."""

import tomllib
from pathlib import Path
from typing import Final

from chrono56 import Language, Wording

# What is not told as a number: alone, in the dative, the word for "in", what follows.
_NOUNS: Final = {
    "some-year": ("irgendein Jahr", "irgendeinem Jahr", "in", "der {a}"),
    "one-of-years": ("eines", "einem", "in", "von {a|dat}"),
    "unknown-year": ("ein unbekanntes Jahr", "einem unbekannten Jahr", "in", ""),
    "year-digits": ("ein Jahr", "einem Jahr", "in", "mit den Ziffern {a}"),
    "year-digits-bc": (
        "ein Jahr v. Chr.",
        "einem Jahr v. Chr.",
        "in",
        "mit den astronomischen Ziffern {a}",
    ),
    "decade": ("{a}er Jahre", "den {a}er Jahren", "in", ""),
    "ten-years": ("zehn Jahre", "zehn Jahren", "in", "ab {a}"),
    "hundred-years": ("hundert Jahre", "hundert Jahren", "in", "ab {a}"),
    "thousand-years": ("tausend Jahre", "tausend Jahren", "in", "ab {a}"),
    "any-month": ("irgendein Monat", "irgendeinem Monat", "in", "{a|im}"),
    "month-0X": (
        "ein Monat",
        "einem Monat",
        "in",
        "von Januar bis September {year|of}",
    ),
    "month-1X": (
        "ein Monat",
        "einem Monat",
        "in",
        "von Oktober bis Dezember {year|of}",
    ),
    "month-digits": (
        "ein Monat",
        "einem Monat",
        "in",
        "mit den Ziffern {digits} {a|im}",
    ),
    "any-day": ("irgendein Tag", "irgendeinem Tag", "an", "{a|im}"),
    "nth-day": ("der {day}. Tag", "dem {day}. Tag", "an", "{a|im}"),
    "day-0X": ("ein Tag", "einem Tag", "an", "vom 1. bis zum 9. {a|im}"),
    "day-1X": ("ein Tag", "einem Tag", "an", "vom 10. bis zum 19. {a|im}"),
    "day-2X": ("ein Tag", "einem Tag", "an", "vom 20. bis zum 29. {a|im}"),
    "day-3X": ("ein Tag", "einem Tag", "an", "vom 30. bis zum 31. {a|im}"),
    "day-digits": ("ein Tag", "einem Tag", "an", "mit den Ziffern {digits} {a|im}"),
    "winter-begun": ("Winter", "dem Winter", "in", "mit Beginn {a|im}"),
    "code-24": ("Winter", "dem Winter", "in", "{plain}/{next}"),
    "first-days": ("die ersten Tage", "den ersten Tagen", "in", "des {a}"),
    "last-days": ("die letzten Tage", "den letzten Tagen", "in", "des {a}"),
    "any-time": ("eine unbekannte Zeit", "einer unbekannten Zeit", "zu", ""),
    **{
        f"code-{code}": (f"{nth}es Quartal", f"dem {nth}en Quartal", "in", "{a|of}")
        for code, nth in enumerate(("erst", "zweit", "dritt", "viert"), 33)
    },
    **{
        f"code-{code}": (f"{nth}es Drittel", f"dem {nth}en Drittel", "in", "{a|of}")
        for code, nth in enumerate(("erst", "zweit", "letzt"), 37)
    },
    **{
        name: (f"{nth} Hälfte", f"der {nth}n Hälfte", "in", "{a|of}")
        for name, nth in (
            *(("code-40", "erste"), ("code-41", "zweite")),
            *(("first-half", "erste"), ("second-half", "zweite")),
        )
    },
    **{
        f"code-{first + place}": (
            f"{which[0]}{name}",
            f"{which[1]}{name}",
            "in",
            "{a|of}",
        )
        for first, which in (
            (21, ("", "dem ")),
            (25, ("nördlicher ", "dem nördlichen ")),
            (29, ("südlicher ", "dem südlichen ")),
        )
        for place, name in enumerate(("Frühling", "Sommer", "Herbst", "Winter"))
        if first + place != 24
    },
}
_PARTS: Final = {
    "year": "Jahr",
    "season": "Teil des Jahres",
    "month": "Monat",
    "day": "Tag",
}
_DOUBTS: Final = {
    "uncertain": "unsicher",
    "approximate": "ungefähr",
    "uncertain-approximate": "unsicher und ungefähr",
}


def _cases_of(name: str) -> dict[str, str]:
    """Return the templates of a noun; ``of`` is what stands after a month or day."""
    alone, dative, preposition, rest = (piece.strip() for piece in _NOUNS[name])
    within = f"{preposition} {dative} {rest}".strip()
    return {
        name: f"{alone} {rest}".strip(),
        f"{name}|dat": f"{dative} {rest}".strip(),
        **{f"{name}|{case}": within for case in ("im", "am", "of")},
    }


_WORDING: Final = Wording(
    months={
        "": (
            *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
            *("August", "September", "Oktober", "November", "Dezember"),
        )
    },
    templates={
        "day": "{day}. {month} {year|of}",
        "day|dat": "dem {day}. {month} {year|of}",
        "day|am": "am {day}. {month} {year|of}",
        "month": "{month} {year|of}",
        **dict.fromkeys(("month|im", "month|am"), "im {month} {year|of}"),
        "day-same-year": "{day}. {month}",
        "day-same-year|dat": "dem {day}. {month}",
        "day-same-month": "{day}.",
        "day-same-month|dat": "dem {day}.",
        "month-same-year": "{month}",
        **dict.fromkeys(("year", "in-year"), "{year}"),
        **dict.fromkeys(("year-ad", "in-year-ad"), "{year} n. Chr."),
        **dict.fromkeys(("year-bc", "in-year-bc"), "{year} v. Chr."),
        "year|im": "im Jahr {year}",
        "year-ad|im": "im Jahr {year} n. Chr.",
        "year-bc|im": "im Jahr {year} v. Chr.",
        **{name: told for noun in _NOUNS for name, told in _cases_of(noun).items()},
        "significant": "{a|*} (signifikante Stellen: {n})",
        "significant-bc": "{a|*} (signifikante Stellen des astronomischen Jahres: {n})",
        "early": "Anfang {a}",
        "mid": "Mitte {a}",
        "late": "Ende {a}",
        "early-decade": "Anfang der {decade}er Jahre",
        "mid-decade": "Mitte der {decade}er Jahre",
        "late-decade": "Ende der {decade}er Jahre",
        "moment": "{date|*}, {time}",
        "clock": "{a}",
        "clock-approximate": "etwa {a}",
        "clock-about": "etwa {a}–{b}",
        "clock-between": "zwischen {a} und {b}",
        "about": "etwa {a|*}",
        "perhaps": "vielleicht {a|*}",
        "parts-doubted": "{a|*} ({doubts})",
        **{
            f"{part}-{doubt}": f"{told} {words}"
            for part, told in _PARTS.items()
            for doubt, words in _DOUBTS.items()
        },
        "between": "zwischen {a|dat} und {b|dat}",
        "by": "spätestens {a|am}",
        "on-or-after": "frühestens {a|am}",
        "one-of": "{a} oder {b}",
        "one-of-these": "eines davon: {a}",
        "all-of": "{a} und {b}",
        "all-of-these": "alle diese: {a}",
        "all-between": "alles von {a|dat} bis zu {b|dat}",
        "all-until": "alles bis zu {a|dat}",
        "all-since": "alles von {a|dat} an",
        "all-time": "alle Zeit",
        "extent": "von {a|dat} bis zu {b|dat}",
        "starting": "mit Beginn {a} bis zu {b|dat}",
        "ending": "von {a|dat} mit Ende {b}",
        "starting-ending": "mit Beginn {a} mit Ende {b}",
        "since": "von {a|dat} an",
        "since-bound": "mit Beginn {a} an",
        "until": "bis zu {a|dat}",
        "until-bound": "mit Ende {a}",
        "unknown-end": "von {a|dat} an (Ende unbekannt)",
        "unknown-end-bound": "mit Beginn {a} (Ende unbekannt)",
        "unknown-start": "bis zu {a|dat} (Anfang unbekannt)",
        "unknown-start-bound": "mit Ende {a} (Anfang unbekannt)",
        "open-open": "ohne Anfang und Ende",
        "unknown-open": "von einem unbekannten Anfang ohne Ende",
        "open-unknown": "ohne Anfang bis zu einem unbekannten Ende",
    },
    shortens="first",
    mended={
        r"\bvon dem\b": "vom",
        r"\bin dem\b": "im",
        r"\ban dem\b": "am",
        r"\bzu dem\b": "zum",
        # "Bis zu" is for what has an article or begins with a number.
        r"\bbis zu (?!(?:de[rmn]|(?:irgend)?eine[mr]|zehn|hundert|tausend)\b)": "bis ",
    },
)


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


LANGUAGE: Final = Language(
    tag="de",
    name="Deutsch",
    text=_text("german.txt"),
    wording=_WORDING,
    example="4. November 1956",
    phrases=tomllib.loads(_text("phrases.toml")),
)
