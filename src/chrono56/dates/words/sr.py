"""Dates in Serbian: Cyrillic and Latin, ekavian and ijekavian."""

from typing import Final

import attrs

from chrono56.dates.words.language import Language, text_of
from chrono56.dates.words.wording import Wording
from chrono56.text import folded

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
_TEMPLATES: Final = {
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
    "day": "{day}. {month} {year}",
    "day|gen": "{day}. {month|gen} {year}",
    "month": "{month} {year}",
    "month|gen": "{month|gen} {year}",
    **dict.fromkeys(("year", "in-year"), "{year}."),
    **dict.fromkeys(("year-ad", "in-year-ad"), "{year}. н. е."),
    **dict.fromkeys(("year-bc", "in-year-bc"), "{year}. п. н. е."),
    "decade": "{a}-е",
    "decade|gen": "{a}-их",
    "ten-years": "десет година од {a}.",
    "hundred-years": "сто година од {a}.",
    "thousand-years": "хиљаду година од {a}.",
    "moment": "{date}, {time}",
    "moment|gen": "{date|gen}, {time}",
    "clock": "{a}",
    "clock-approximate": "око {a}",
    "clock-about": "око {a}–{b}",
    "clock-between": "између {a} и {b}",
    "about": "око {a|gen}",
    "perhaps": "можда {a}",
    "between": "између {a|gen} и {b|gen}",
    "by": "најкасније {a|gen}",
    "on-or-after": "најраније {a|gen}",
    "one-of": "{a} или {b}",
    "all-of": "{a} и {b}",
    "extent": "од {a|gen} до {b|gen}",
    "starting": "са почетком {a} до {b|gen}",
    "ending": "од {a|gen} са крајем {b}",
    "starting-ending": "са почетком {a} са крајем {b}",
    "since": "од {a|gen} надаље",
    "since-bound": "са почетком {a} надаље",
    "until": "до {a|gen}",
    "until-bound": "са крајем {a}",
    "unknown-end": "од {a|gen} до непознатог краја",
    "unknown-end-bound": "са почетком {a} до непознатог краја",
    "unknown-start": "од непознатог почетка до {a|gen}",
    "unknown-start-bound": "од непознатог почетка са крајем {a}",
}
_MONTHS: Final = {
    "": (
        *("јануар", "фебруар", "март", "април", "мај", "јун", "јул", "август"),
        *("септембар", "октобар", "новембар", "децембар"),
    ),
    "gen": (
        *("јануара", "фебруара", "марта", "априла", "маја", "јуна", "јула", "августа"),
        *("септембра", "октобра", "новембра", "децембра"),
    ),
}
_MENDED: Final = {r"(?<=[0-9])\.,": ","}  # the point of an ordinal yields to a comma
_LETTERS: Final = dict(
    zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)
) | {"љ": "lj", "њ": "nj", "џ": "dž"}
LATIN: Final = str.maketrans(
    _LETTERS | {one.upper(): latin.capitalize() for one, latin in _LETTERS.items()}
)
"""From Serbian Cyrillic to Latin, letter by letter, for `str.translate`."""

LANGUAGE: Final = Language(
    tag="sr",
    name="српски",
    text=text_of("sr"),
    wording=Wording(months=_MONTHS, templates=_TEMPLATES, mended=_MENDED),
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
        mended=_MENDED,
    ),
    example="4. novembar 1956.",
)
