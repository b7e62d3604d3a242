"""Dates in English."""

from typing import Final

from chrono56.dates.words.language import Language, text_of
from chrono56.dates.words.wording import Wording

_DOUBTS: Final = {
    "uncertain": "uncertain",
    "approximate": "approximate",
    "uncertain-approximate": "uncertain and approximate",
}
_PARTS: Final = {
    "year": "year",
    "season": "part of the year",
    "month": "month",
    "day": "day",
}


def _inflected(text: str, case: str) -> str:
    """Return a number as an ordinal; nothing else has cases."""
    if case != "th":
        return text
    ending = "th" if len(text) > 1 and text[-2] == "1" else _ENDINGS.get(text[-1], "th")
    return f"{text}{ending}"


_ENDINGS: Final = {"1": "st", "2": "nd", "3": "rd"}
_WORDING: Final = Wording(
    months={
        "": (
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        )
    },
    templates={
        "day": "{day} {month} {year|of}",
        "month": "{month} {year|of}",
        "day-same-year": "{day} {month}",
        "day-same-month": "{day}",
        "month-same-year": "{month}",
        **dict.fromkeys(("year", "in-year"), "{year}"),
        **dict.fromkeys(("year-ad", "in-year-ad"), "AD {year}"),
        **dict.fromkeys(("year-bc", "in-year-bc"), "{year} BC"),
        "decade": "the {a}s",
        "ten-years": "the ten years from {a}",
        "hundred-years": "the hundred years from {a}",
        "thousand-years": "the thousand years from {a}",
        "any-day": "some day of {a}",
        "any-month": "some month of {a}",
        "some-year": "some year of {a}",
        "some-year|of": "of some year of {a}",
        "one-of-years": "one of {a}",
        "one-of-years|of": "of one of {a}",
        "unknown-year": "an unknown year",
        "unknown-year|of": "of an unknown year",
        "year-digits": "a year with the digits {a}",
        "year-digits|of": "of a year with the digits {a}",
        "year-digits-bc": "a year BC with the astronomical digits {a}",
        "year-digits-bc|of": "of a year BC with the astronomical digits {a}",
        "significant": "{a} (significant digits: {n})",
        "significant-bc": "{a} (significant digits of the astronomical year: {n})",
        "month-0X": "a month from January to September {year|of}",
        "month-1X": "a month from October to December {year|of}",
        "month-digits": "a month with the digits {digits} of {a}",
        "nth-day": "the {day|th} of {a}",
        "day-0X": "a day from the 1st to the 9th of {a}",
        "day-1X": "a day from the 10th to the 19th of {a}",
        "day-2X": "a day from the 20th to the 29th of {a}",
        "day-3X": "a day from the 30th to the 31st of {a}",
        "day-digits": "a day with the digits {digits} of {a}",
        "winter-begun": "winter begun in {a}",
        "code-21": "spring {a|of}",
        "code-22": "summer {a|of}",
        "code-23": "autumn {a|of}",
        "code-24": "winter {plain}–{next}",
        "code-25": "northern spring {a|of}",
        "code-26": "northern summer {a|of}",
        "code-27": "northern autumn {a|of}",
        "code-28": "northern winter {a|of}",
        "code-29": "southern spring {a|of}",
        "code-30": "southern summer {a|of}",
        "code-31": "southern autumn {a|of}",
        "code-32": "southern winter {a|of}",
        "code-33": "the first quarter of {a}",
        "code-34": "the second quarter of {a}",
        "code-35": "the third quarter of {a}",
        "code-36": "the fourth quarter of {a}",
        "code-37": "the first third of {a}",
        "code-38": "the second third of {a}",
        "code-39": "the last third of {a}",
        "code-40": "the first half of {a}",
        "code-41": "the second half of {a}",
        "early": "early {a}",
        "mid": "mid-{a}",
        "late": "late {a}",
        "first-days": "the first days of {a}",
        "last-days": "the last days of {a}",
        "first-half": "the first half of {a}",
        "second-half": "the second half of {a}",
        "early-decade": "the early {decade}s",
        "mid-decade": "the mid-{decade}s",
        "late-decade": "the late {decade}s",
        "moment": "{date}, {time}",
        "clock": "{a}",
        "clock-approximate": "about {a}",
        "clock-about": "about {a}–{b}",
        "clock-between": "between {a} and {b}",
        "about": "about {a}",
        "perhaps": "perhaps {a}",
        "parts-doubted": "{a} ({doubts})",
        **{
            f"{part}-{doubt}": f"{told} {words}"
            for part, told in _PARTS.items()
            for doubt, words in _DOUBTS.items()
        },
        "between": "between {a} and {b}",
        "by": "by {a}",
        "on-or-after": "on or after {a}",
        "in-or-before": "in or before {a}",
        "in-or-after": "in or after {a}",
        "any-time": "an unknown time",
        "one-of": "{a} or {b}",
        "one-of-these": "one of these: {a}",
        "all-of": "{a} and {b}",
        "all-of-these": "all of these: {a}",
        "all-between": "everything from {a} to {b}",
        "all-until": "everything until {a}",
        "all-since": "everything from {a} on",
        "all-time": "all time",
        "extent": "from {a} to {b}",
        "starting": "starting {a} to {b}",
        "ending": "from {a} ending {b}",
        "starting-ending": "starting {a} ending {b}",
        "since": "from {a} on",
        "since-bound": "starting {a} on",
        "until": "until {a}",
        "until-bound": "ending {a}",
        "unknown-end": "from {a} (end unknown)",
        "unknown-end-bound": "starting {a} (end unknown)",
        "unknown-start": "until {a} (start unknown)",
        "unknown-start-bound": "ending {a} (start unknown)",
        "open-open": "without beginning or end",
        "unknown-open": "from an unknown start without end",
        "open-unknown": "without beginning to an unknown end",
    },
    inflect=_inflected,
    shortens="first",
)

LANGUAGE: Final = Language(
    tag="en",
    name="English",
    text=text_of("en"),
    wording=_WORDING,
    years_name_things=True,
    example="4 November 1956",
)
