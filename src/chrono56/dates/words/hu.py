"""Dates in Hungarian: year before month before day, and endings for the rest."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from chrono56.dates.words.language import Language, cased, text_of
from chrono56.dates.words.wording import Wording

_BACK_NUMBERS: Final = re.compile(r"(?:[368]|[2368]0|(?<!0)00|0{6,8})$")
_BACK_DAYS: Final = frozenset({2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30})
_BACK_VOWELS: Final = re.compile(r"[aáoóuú][^aáoóuúeéöőüű]*$")
_OWN_WAY: Final = {1: "jétől", 2: "ától"}  # elsejétől, másodikától
_VOWEL_FIRST: Final = "15"  # ezer…, öt…
# Days and what is on them take "on"; months, years and what is in them, "in".
_ON: Final = re.compile(
    r"(?:tavasza|nyara|ősze|tele|eleje|közepe|vége|\bnapja|-(?:a|je|e))$"
)
_LONG: Final = {"a": "á", "e": "é"}
_NUMBER: Final = re.compile(r"(.*?)([0-9]+)(\.?)$")
# What takes no ending: "between", "about", a zone, a window of the clock.
_CLOSED: Final = re.compile(r"(?:\)|között|körül|–[0-9:]+)$")


def _inflected(text: str, case: str) -> str:
    """Return a text in a case: from, to, on, or one of those below."""
    own = _OWN.get(case)
    if own is not None:
        return own(text)
    if _CLOSED.search(text):
        return text
    found = _NUMBER.fullmatch(text)
    if found is None:
        return _inflected_word(text, case)
    before, digits, point = found.groups()
    number = int(digits)
    back = _BACK_NUMBERS.search(digits) is not None
    if case == "to":
        return f"{before}{digits}-ig"
    if case == "from":
        if point and number in _OWN_WAY:
            return f"{before}{digits}-{_OWN_WAY[number]}"
        return f"{before}{digits}-{'tól' if back else 'től'}"
    if point:
        return f"{before}{digits}-{_LONG_ENDINGS[_ending_of_day(number)]}n"
    if ":" in before[-1:]:
        return f"{text}-kor"
    return f"{text}-{'ban' if back else 'ben'}"


def _inflected_word(text: str, case: str) -> str:
    back, stem = _is_back(text), _stem_of(text)
    if case == "to":
        return f"{stem}ig"
    if case == "from":
        return f"{stem}{'tól' if back else 'től'}"
    if text.endswith(" tél"):
        return f"{text}en"
    return f"{stem}n" if _ON.search(text) else f"{stem}{'ban' if back else 'ben'}"


def _is_back(text: str) -> bool:
    return _BACK_VOWELS.search(text.lower()) is not None


def _stem_of(text: str) -> str:
    return text[:-1] + _LONG.get(text[-1], text[-1])


def _ending_of_day(number: int) -> str:
    return "je" if number == 1 else "a" if number in _BACK_DAYS else "e"


_LONG_ENDINGS: Final = {"je": "jé", "a": "á", "e": "é"}


def _of_a_decade(year: str) -> str:
    """Return the first year of a decade as an adjective: 1950-es, 1900-as."""
    is_hundred = year.endswith("00") and not year.endswith("000")
    return f"{year}-{'as' if is_hundred or year[-2] in '2368' else 'es'}"


def _of_the_decade(year: str) -> str:
    return f"{'az' if year[0] in _VOWEL_FIRST else 'a'} {_of_a_decade(year)}"


def _possessor(text: str) -> str:
    """Return what possesses and is possessed itself: egyik hónapjának (23. napja)."""
    stem = _stem_of(text)
    return text if stem == text else f"{stem}{'nak' if _is_back(text) else 'nek'}"


def _possessed_day(number: str) -> str:
    return f"{number}-{_ending_of_day(int(number))}"


def _with_article(text: str) -> str:
    """Return what has no article; a template gives one to what needs it."""
    return text


def _by(length: str) -> str:
    """Return by how much something differs: 2 óra 30 perccel."""
    before, blank, unit = length.rpartition(" ")
    return f"{before}{blank}{_BY.get(unit, unit)}"


_BY: Final = {
    "év": "évvel",
    "hónap": "hónappal",
    "hét": "héttel",
    "nap": "nappal",
    "óra": "órával",
    "perc": "perccel",
    "másodperc": "másodperccel",
}
_OWN: Final[Mapping[str, Callable[[str], str]]] = {
    "s": _of_a_decade,
    "the_s": _of_the_decade,
    "of": _possessor,
    "poss": _possessed_day,
    "the": _with_article,
    "by": _by,
}
_SEASONS: Final = ("tavasza", "nyara", "ősze", "tele")
_NTH: Final = ("első", "második", "harmadik", "negyedik")
_PARTS: Final = {
    "year": "az év",
    "season": "az év szakasza",
    "month": "a hónap",
    "day": "a nap",
}
_DOUBTS: Final = {
    "uncertain": "bizonytalan",
    "approximate": "hozzávetőleges",
    "uncertain-approximate": "bizonytalan és hozzávetőleges",
}
_WORDING: Final = Wording(
    months={
        "": (
            *("január", "február", "március", "április", "május", "június", "július"),
            *("augusztus", "szeptember", "október", "november", "december"),
        ),
        "poss": (
            *("januárja", "februárja", "márciusa", "áprilisa", "májusa", "júniusa"),
            *("júliusa", "augusztusa", "szeptembere", "októbere", "novembere"),
            "decembere",
        ),
    },
    templates={
        "day": "{year} {month} {day}.",
        "day-of-open-year": "{year|of} {month} {day|poss}",
        "month": "{year} {month}",
        "month-of-open-year": "{year|of} {month|poss}",
        "day-same-year": "{month} {day}.",
        "day-same-month": "{day}.",
        "month-same-year": "{month}",
        "year": "{year}",
        "in-year": "{year}.",
        "year-ad": "i. sz. {year}",
        "in-year-ad": "i. sz. {year}.",
        "year-bc": "i. e. {year}",
        "in-year-bc": "i. e. {year}.",
        "decade": "{a|s} évek",
        **dict.fromkeys(("decade|of", "decade|the"), "{a|the_s} évek"),
        "decade|on": "{a|the_s} években",
        "decade|from": "{a|the_s} évektől",
        "decade|to": "{a|the_s} évekig",
        "ten-years": "{a|from} számított tíz év",
        "hundred-years": "{a|from} számított száz év",
        "thousand-years": "{a|from} számított ezer év",
        **dict.fromkeys(("some-year", "one-of-years"), "{a|of} egyik éve"),
        "unknown-year": "ismeretlen év",
        "unknown-year|of": "egy ismeretlen év",
        "year-digits": "{a} számjegyekkel írt év",
        "year-digits-bc": "csillagászati számolással i. e. {a} számjegyekkel írt év",
        "significant": "{a} (értékes számjegyek: {n})",
        "significant-bc": "{a} (csillagászati évszámának értékes számjegyei: {n})",
        "any-month": "{a|of} egyik hónapja",
        "month-0X": "{year|of} január–szeptember egyik hónapja",
        "month-1X": "{year|of} október–december egyik hónapja",
        "month-digits": "{a|of} {digits} számjegyekkel írt hónapja",
        "any-day": "{a|of} egyik napja",
        "nth-day": "{a|of} {day}. napja",
        "day-0X": "{a|of} 1. és 9. közötti egyik napja",
        "day-1X": "{a|of} 10. és 19. közötti egyik napja",
        "day-2X": "{a|of} 20. és 29. közötti egyik napja",
        "day-3X": "{a|of} 30. és 31. közötti egyik napja",
        "day-digits": "{a|of} {digits} számjegyekkel írt napja",
        "winter-begun": "{a|on} kezdődött tél",
        **{f"code-{code}": f"{{a|of}} {it}" for code, it in enumerate(_SEASONS, 21)},
        "code-24": "{plain}–{next} tele",
        **{f"code-{c}": f"{{a|of}} északi {it}" for c, it in enumerate(_SEASONS, 25)},
        **{f"code-{c}": f"{{a|of}} déli {it}" for c, it in enumerate(_SEASONS, 29)},
        **{
            f"code-{code}": f"{{a|of}} {it} negyede" for code, it in enumerate(_NTH, 33)
        },
        **{f"code-{c}": f"{{a|of}} {it} harmada" for c, it in enumerate(_NTH[:3], 37)},
        **{f"code-{c}": f"{{a|of}} {it} fele" for c, it in enumerate(_NTH[:2], 40)},
        "early": "{a} eleje",
        "mid": "{a} közepe",
        "late": "{a} vége",
        "first-days": "{a} első napjai",
        "last-days": "{a} utolsó napjai",
        "first-half": "{a} első fele",
        "second-half": "{a} második fele",
        "early-decade": "{decade|s} évek eleje",
        "mid-decade": "{decade|s} évek közepe",
        "late-decade": "{decade|s} évek vége",
        "moment": "{date}, {time}",
        "clock": "{a}",
        "clock-approximate": "kb. {a}",
        "clock-about": "kb. {a}–{b}",
        "clock-between": "{a} és {b} között",
        "about": "{a|the} körül",
        "perhaps": "talán {a|*}",
        "parts-doubted": "{a|*} ({doubts})",
        **{
            f"{part}-{doubt}": f"{told} {words}"
            for part, told in _PARTS.items()
            for doubt, words in _DOUBTS.items()
        },
        "any-time": "ismeretlen időpont",
        "between": "{a|the} és {b|the} között",
        "by": "legkésőbb {a|on}",
        "on-or-after": "legkorábban {a|on}",
        "one-of": "{a} vagy {b}",
        "one-of-these": "ezek egyike: {a}",
        "all-of": "{a} és {b}",
        "all-of-these": "mindezek: {a}",
        "all-between": "mindvégig {a|the} és {b|the} között",
        "all-until": "mindvégig eddig: {a}",
        "all-since": "mindvégig ettől: {a}",
        "all-time": "minden idő",
        "extent": "{a|from} {b|to}",
        "since": "{a|from} kezdve",
        "until": "{a|to}",
        "unknown-end": "{a|from} (vége ismeretlen)",
        "unknown-start": "{a|to} (kezdete ismeretlen)",
        "open-open": "kezdet és vég nélkül",
        "unknown-open": "ismeretlen kezdettől vég nélkül",
        "open-unknown": "kezdet nélkül ismeretlen végig",
        **dict.fromkeys(
            ("extent-loose", "starting", "ending", "starting-ending"),
            "kezdete: {a}; vége: {b}",
        ),
        **{f"since-{name}": "kezdete: {a}" for name in ("loose", "bound")},
        **{f"until-{name}": "vége: {a}" for name in ("loose", "bound")},
        **{
            f"unknown-end-{name}": "kezdete: {a}; vége ismeretlen"
            for name in ("loose", "bound")
        },
        **{
            f"unknown-start-{name}": "kezdete ismeretlen; vége: {a}"
            for name in ("loose", "bound")
        },
    },
    inflect=_inflected,
    shortens="last",
)


def _fold(text: str) -> str:
    """Return a word as it is compared; old typesetting lacks two of the letters."""
    return cased(text).translate(_SUBSTITUTES)


_SUBSTITUTES: Final = str.maketrans("õû", "őű")

LANGUAGE: Final = Language(
    tag="hu",
    name="magyar",
    text=text_of("hu"),
    wording=_WORDING,
    fold=_fold,
    example="1956. november 4.",
)
