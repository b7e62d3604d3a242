"""Dates in Serbian: Cyrillic and Latin, ekavian and ijekavian."""

import re
from typing import Final

import attrs

from chrono56.dates.words.language import Language, text_of
from chrono56.dates.words.wording import Wording
from chrono56.text import LATIN, folded

_ADVERBS: Final = {
    "early": ("почетком", "почетка"),
    "mid": ("средином", "средине"),
    "late": ("крајем", "краја"),
    "first-days": ("првих дана", "првих дана"),
    "last-days": ("последњих дана", "последњих дана"),
    "first-half": ("прва половина", "прве половине"),
    "second-half": ("друга половина", "друге половине"),
    "any-day": ("неког дана", "неког дана"),
    "any-month": ("неког месеца", "неког месеца"),
    "month-0X": ("месец од јануара до септембра", "месеца од јануара до септембра"),
    "month-1X": ("месец од октобра до децембра", "месеца од октобра до децембра"),
    "month-digits": ("месец са цифрама {digits}", "месеца са цифрама {digits}"),
    "nth-day": ("{day}. дан", "{day}. дана"),
    "day-0X": ("дан од 1. до 9.", "дана од 1. до 9."),
    "day-1X": ("дан од 10. до 19.", "дана од 10. до 19."),
    "day-2X": ("дан од 20. до 29.", "дана од 20. до 29."),
    "day-3X": ("дан од 30. до 31.", "дана од 30. до 31."),
    "day-digits": ("дан са цифрама {digits}", "дана са цифрама {digits}"),
    "some-year": ("нека година", "неке године"),
    "one-of-years": ("нека од", "неке од"),
    "winter-begun": ("зима која је почела", "зиме која је почела"),
    "code-21": ("пролеће", "пролећа"),
    "code-22": ("лето", "лета"),
    "code-23": ("јесен", "јесени"),
    "code-25": ("северно пролеће", "северног пролећа"),
    "code-26": ("северно лето", "северног лета"),
    "code-27": ("северна јесен", "северне јесени"),
    "code-28": ("северна зима", "северне зиме"),
    "code-29": ("јужно пролеће", "јужног пролећа"),
    "code-30": ("јужно лето", "јужног лета"),
    "code-31": ("јужна јесен", "јужне јесени"),
    "code-32": ("јужна зима", "јужне зиме"),
    "code-33": ("прво тромесечје", "првог тромесечја"),
    "code-34": ("друго тромесечје", "другог тромесечја"),
    "code-35": ("треће тромесечје", "трећег тромесечја"),
    "code-36": ("четврто тромесечје", "четвртог тромесечја"),
    "code-37": ("прва трећина", "прве трећине"),
    "code-38": ("друга трећина", "друге трећине"),
    "code-39": ("трећа трећина", "треће трећине"),
    "code-40": ("прва половина", "прве половине"),
    "code-41": ("друга половина", "друге половине"),
}
"""What stands before a period in the genitive: alone, and in the genitive."""
_DOUBTS: Final = {
    "year": (
        "година несигурна",
        "година приближна",
        "година несигурна и приближна",
    ),
    "season": (
        "део године несигуран",
        "део године приближан",
        "део године несигуран и приближан",
    ),
    "month": ("месец несигуран", "месец приближан", "месец несигуран и приближан"),
    "day": ("дан несигуран", "дан приближан", "дан несигуран и приближан"),
}
_PARTS: Final = ("early", "mid", "late")
_ALONE_OR_IN_GENITIVE: Final = {
    **{name: f"{one} {{a|gen}}" for name, (one, _) in _ADVERBS.items()},
    **{f"{name}|gen": f"{of} {{a|gen}}" for name, (_, of) in _ADVERBS.items()},
    "code-24": "зима {plain}/{next}.",
    "code-24|gen": "зиме {plain}/{next}.",
    "early-decade": "почетком {decade}-их",
    "early-decade|gen": "почетка {decade}-их",
    "mid-decade": "средином {decade}-их",
    "mid-decade|gen": "средине {decade}-их",
    "late-decade": "крајем {decade}-их",
    "late-decade|gen": "краја {decade}-их",
    "day": "{day}. {month} {year|gen}",
    "day|gen": "{day}. {month|gen} {year|gen}",
    "month": "{month} {year|gen}",
    "month|gen": "{month|gen} {year|gen}",
    "day-same-year": "{day}. {month}",
    "day-same-year|gen": "{day}. {month|gen}",
    "day-same-month": "{day}.",
    "month-same-year": "{month}",
    "month-same-year|gen": "{month|gen}",
    **dict.fromkeys(("year", "in-year"), "{year}."),
    **dict.fromkeys(("year-ad", "in-year-ad"), "{year}. н. е."),
    **dict.fromkeys(("year-bc", "in-year-bc"), "{year}. п. н. е."),
    "decade": "{a}-е",
    "decade|gen": "{a}-их",
    "ten-years": "десет година од {a|gen}",
    "hundred-years": "сто година од {a|gen}",
    "thousand-years": "хиљаду година од {a|gen}",
    "unknown-year": "непозната година",
    "unknown-year|gen": "непознате године",
    "year-digits": "година са цифрама {a}",
    "year-digits|gen": "године са цифрама {a}",
    "year-digits-bc": "година пре нове ере са астрономским цифрама {a}",
    "year-digits-bc|gen": "године пре нове ере са астрономским цифрама {a}",
    "significant": "{a|*} (значајних цифара: {n})",
    "significant-bc": "{a|*} (значајних цифара астрономске године: {n})",
    "moment": "{date}, {time}",
    "moment|gen": "{date|gen}, {time}",
    "clock": "{a}",
    "clock-approximate": "око {a}",
    "clock-about": "око {a}–{b}",
    "clock-between": "између {a} и {b}",
    "about": "око {a|gen}",
    "perhaps": "можда {a|*}",
    "parts-doubted": "{a|*} ({doubts})",
    **{
        f"{part}-{doubt}": told
        for part, doubts in _DOUBTS.items()
        for doubt, told in zip(
            ("uncertain", "approximate", "uncertain-approximate"), doubts, strict=True
        )
    },
    "any-time": "непознато време",
    "any-time|gen": "непознатог времена",
    "between": "између {a|gen} и {b|gen}",
    "by": "најкасније {a|at}",
    "on-or-after": "најраније {a|at}",
    "one-of": "{a} или {b}",
    "one-of-these": "један од ових датума: {a}",
    "all-of": "{a} и {b}",
    "all-of-these": "сви ови датуми: {a}",
    "all-between": "све време од {a|gen} до {b|gen}",
    "all-until": "све време до {a|gen}",
    "all-since": "све време од {a|gen} надаље",
    "all-time": "све време",
    "extent": "од {a|gen} до {b|gen}",
    "starting": "са почетком {a} до {b|gen}",
    "ending": "од {a|gen} са крајем {b}",
    "starting-ending": "са почетком {a} са крајем {b}",
    "since": "од {a|gen} надаље",
    "since-bound": "са почетком {a} надаље",
    "until": "до {a|gen}",
    "until-bound": "са крајем {a}",
    "unknown-end": "од {a|gen} (крај непознат)",
    "unknown-end-bound": "са почетком {a} (крај непознат)",
    "unknown-start": "до {a|gen} (почетак непознат)",
    "unknown-start-bound": "са крајем {a} (почетак непознат)",
    "open-open": "без почетка и краја",
    "unknown-open": "од непознатог почетка без краја",
    "open-unknown": "без почетка до непознатог краја",
}
_SAYS_WHEN: Final = {
    name.replace("|gen", "|at"): template
    for name, template in _ALONE_OR_IN_GENITIVE.items()
    if name.endswith("|gen")
} | {
    f"{name}{of}|at": _ALONE_OR_IN_GENITIVE[f"{name}{of}"]
    for name in _PARTS
    for of in ("", "-decade")
}
"""What stands after "најкасније": the genitive too, but "крајем", not "краја"."""
_TEMPLATES: Final = _ALONE_OR_IN_GENITIVE | _SAYS_WHEN
_GENITIVE_MONTHS: Final = (
    *("јануара", "фебруара", "марта", "априла", "маја", "јуна", "јула", "августа"),
    *("септембра", "октобра", "новембра", "децембра"),
)
_MONTHS: Final = {
    "": (
        *("јануар", "фебруар", "март", "април", "мај", "јун", "јул", "август"),
        *("септембар", "октобар", "новембар", "децембар"),
    ),
    "gen": _GENITIVE_MONTHS,
    "at": _GENITIVE_MONTHS,
}
_MENDED: Final = {r"(?<=[0-9])\.(?=[,;])": ""}  # an ordinal's point yields to these


def _inflected(text: str, case: str) -> str:
    """Return a length as what it is longer by: 21 годину; no other text has cases."""
    return _ONE.sub(r"\1у", text) if case == "by" else text


def _inflected_in_latin(text: str, case: str) -> str:
    return _ONE_IN_LATIN.sub(r"\1u", text) if case == "by" else text


# Of one: "11 година" and "5 година" are genitives, and stay.
_ONE: Final = re.compile(r"(?<![0-9])((?:[0-9]*[02-9])?1 (?:годин|недељ|секунд))а")
_ONE_IN_LATIN: Final = re.compile(_ONE.pattern.translate(LATIN))

LANGUAGE: Final = Language(
    tag="sr",
    name="српски",
    text=text_of("sr"),
    wording=Wording(
        months=_MONTHS,
        templates=_TEMPLATES,
        inflect=_inflected,
        mended=_MENDED,
        shortens="first",
    ),
    fold=folded,
    example="4. новембар 1956.",
)

IN_LATIN: Final = attrs.evolve(
    LANGUAGE,
    tag="sr-Latn",
    name="srpski",
    wording=Wording(
        months={
            case: tuple(name.translate(LATIN) for name in names)
            for case, names in _MONTHS.items()
        },
        templates={
            name: template.translate(LATIN) for name, template in _TEMPLATES.items()
        },
        inflect=_inflected_in_latin,
        mended=_MENDED,
        shortens="first",
    ),
    example="4. novembar 1956.",
)
