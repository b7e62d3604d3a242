"""Dates in Hungarian: year before month before day, and endings for the rest."""

import re
from typing import Final

from chrono56.dates.words.language import Language, cased, text_of
from chrono56.dates.words.wording import Wording

_BACK_NUMBERS: Final = re.compile(r"(?:[368]|[2368]0|(?<!0)00|0{6,8})$")
_BACK_DAYS: Final = frozenset({2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30})
_BACK_VOWELS: Final = re.compile(r"[aáoóuú][^aáoóuúeéöőüű]*$")
_OWN_WAY: Final = {1: "jétől", 2: "ától"}  # elsejétől, másodikától
_LONG: Final = {"a": "á", "e": "é"}
_NUMBER: Final = re.compile(r"(.*?)([0-9]+)(\.?)$")


def _inflected(text: str, case: str) -> str:
    """Return a text with an ending: from, to, on, or the ``s`` of decades."""
    if text.endswith((")", "között")):
        return text
    found = _NUMBER.fullmatch(text)
    if case == "s":
        return f"{text}-{'as' if text[-2] in '2368' else 'es'}"
    if found is None:
        return _inflected_word(text, case)
    before, digits, point = found.groups()
    number = int(digits)
    back = _BACK_NUMBERS.search(digits) is not None
    if ":" in before[-1:] and number == 0:
        back = True  # óra
    if case == "to":
        return f"{before}{digits}-ig"
    if case == "from":
        if point and number in _OWN_WAY:
            return f"{before}{digits}-{_OWN_WAY[number]}"
        return f"{before}{digits}-{'tól' if back else 'től'}"
    if point:
        ending = "jén" if number == 1 else "án" if number in _BACK_DAYS else "én"
        return f"{before}{digits}-{ending}"
    if ":" in before[-1:]:
        return f"{text}-kor"
    return f"{text}-{'ban' if back else 'ben'}"


def _inflected_word(text: str, case: str) -> str:
    back = _BACK_VOWELS.search(text.lower()) is not None
    stem = text[:-1] + _LONG.get(text[-1], text[-1])
    if case == "to":
        return f"{stem}ig"
    if case == "from":
        return f"{stem}{'tól' if back else 'től'}"
    if stem != text:
        return f"{stem}n"
    return f"{text}{'ban' if back else 'ben'}"


_SEASONS: Final = ("tavasza", "nyara", "ősze", "tele")
_NTH: Final = ("első", "második", "harmadik", "negyedik")
_WORDING: Final = Wording(
    months={
        "": (
            *("január", "február", "március", "április", "május", "június", "július"),
            *("augusztus", "szeptember", "október", "november", "december"),
        )
    },
    templates={
        "day": "{year} {month} {day}.",
        "month": "{year} {month}",
        "year": "{year}",
        "in-year": "{year}.",
        "year-ad": "i. sz. {year}",
        "in-year-ad": "i. sz. {year}.",
        "year-bc": "i. e. {year}",
        "in-year-bc": "i. e. {year}.",
        "decade": "{a|s} évek",
        "ten-years": "{a|from} számított tíz év",
        "hundred-years": "{a|from} számított száz év",
        "thousand-years": "{a|from} számított ezer év",
        "any-day": "{a} egyik napja",
        "any-month": "{a} egyik hónapja",
        **{f"code-{code}": f"{{a}} {name}" for code, name in enumerate(_SEASONS, 21)},
        "code-24": "{plain}–{next} tele",
        **{f"code-{c}": f"{{a}} északi {name}" for c, name in enumerate(_SEASONS, 25)},
        **{f"code-{c}": f"{{a}} déli {name}" for c, name in enumerate(_SEASONS, 29)},
        **{f"code-{code}": f"{{a}} {nth} negyede" for code, nth in enumerate(_NTH, 33)},
        **{f"code-{c}": f"{{a}} {n} harmada" for c, n in enumerate(_NTH[:3], 37)},
        **{f"code-{c}": f"{{a}} {n} fele" for c, n in enumerate(_NTH[:2], 40)},
        "early": "{a} eleje",
        "mid": "{a} közepe",
        "late": "{a} vége",
        "first-days": "{a} első napjai",
        "last-days": "{a} utolsó napjai",
        "first-half": "{a} első fele",
        "second-half": "{a} második fele",
        "early-decade": "{a} eleje",
        "mid-decade": "{a} közepe",
        "late-decade": "{a} vége",
        "moment": "{date}, {time}",
        "clock": "{a}",
        "clock-approximate": "kb. {a}",
        "clock-about": "kb. {a}–{b}",
        "clock-between": "{a} és {b} között",
        "about": "{a} körül",
        "perhaps": "talán {a}",
        "between": "{a} és {b} között",
        "by": "legkésőbb {a|on}",
        "on-or-after": "legkorábban {a|on}",
        "one-of": "{a} vagy {b}",
        "all-of": "{a} és {b}",
        "extent": "{a|from} {b|to}",
        "since": "{a|from} kezdve",
        "until": "{a|to}",
        "unknown-end": "{a|from} ismeretlen végig",
        "unknown-start": "ismeretlen kezdettől {a|to}",
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
