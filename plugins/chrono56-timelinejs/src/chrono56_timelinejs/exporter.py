"""The exporter: slide by slide, then the eras behind them."""

import html
import json
from collections.abc import Iterator
from typing import Any, Final

import attrs

from chrono56 import Chronology, DateSyntaxError, EventView, Verdict, When
from chrono56.plugins import ExportContext, one_line
from chrono56_timelinejs.slides import Slides

# What a script on a page would not take as it is, and JSON can write otherwise.
_ESCAPED: Final = (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def _a_date(_: object, __: object, text: str) -> None:
    try:
        When.parse(text or "[..]")
    except DateSyntaxError as error:
        fine = "write it in EDTF, like 1956-10-23/1956-11-11"
        raise ValueError(f"option during can't be {text!r}; {fine}") from error


@attrs.frozen(kw_only=True)
class TimelinejsOptions:
    """Choose how the timeline is arranged.

    Attributes:
        during: A date in EDTF: only what may have been at that time; empty for all.
        group: What events are grouped by: ``family`` of kinds, ``kind``, or ``none``.
        eras: How many days something lasts that is shown as an era, too; 0 for none.
        scale: ``human``, or ``cosmological`` for years that JavaScript can't reach;
            there nothing finer than a year is shown.
    """

    during: str = attrs.field(
        default="",
        validator=_a_date,
        metadata={"help": "only what may have been then, such as 1956-10/1956-11"},
    )
    group: str = attrs.field(
        default="family",
        validator=attrs.validators.in_(("family", "kind", "none")),
        metadata={
            "help": "what events are grouped by: families of kinds, kinds, nothing"
        },
    )
    eras: int = attrs.field(
        default=0,
        metadata={"help": "show as eras, too, what lasts so many days; 0 for none"},
    )
    scale: str = attrs.field(
        default="human",
        validator=attrs.validators.in_(("human", "cosmological")),
        metadata={"help": "cosmological reaches any year, and shows nothing finer"},
    )


class TimelinejsExporter:
    """Write a slide for each event that has a date."""

    def chunks(self, chronology: Chronology, context: ExportContext) -> Iterator[bytes]:
        """Yield the timeline, an event at a time; eras take another reading."""
        options: TimelinejsOptions = context.options
        during = When.parse(options.during) if options.during else None
        slides = Slides(chronology, context)
        yield f'{{"made_from": "{context.provenance}",\n'.encode()
        yield f'"scale": "{options.scale}",\n'.encode()
        if chronology.title:
            yield b'"title": ' + _json(_title(chronology.title)) + b",\n"
        yield b'"events": ['
        comma = b"\n"
        for event in chronology:
            slide = _outside(event, during) or slides.slide(event)
            if isinstance(slide, str):
                context.leave_out(event.id, slide)
                continue
            yield comma + _json(slide)
            comma = b",\n"
        yield b"\n]"
        if options.eras > 0:
            yield from _eras(chronology, slides, options.eras, during)
        yield b"}\n"


def _outside(event: EventView, during: When | None) -> str:
    """Return why an event is not asked for; empty if it is, or has no date."""
    if during is None or event.when is None:
        return ""
    verdict = event.when.overlaps(during)
    return "at another time" if verdict is Verdict.IMPOSSIBLE else ""


def _eras(
    chronology: Chronology, slides: Slides, days: int, during: When | None
) -> Iterator[bytes]:
    yield b',\n"eras": ['
    comma = b"\n"
    for event in chronology:
        if _outside(event, during):
            continue
        if era := slides.era(event, days):
            yield comma + _json(era)
            comma = b",\n"
    yield b"\n]"


def _title(title: str) -> dict[str, Any]:
    return {"text": {"headline": html.escape(one_line(title))}, "autolink": False}


def _json(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False)
    for character, escaped in _ESCAPED:
        text = text.replace(character, escaped)
    return text.encode()
