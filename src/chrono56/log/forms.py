"""The form that most actions have, as a pattern: they record an event, or a claim.

Canonical JSON spells everything in one way, so that a pattern can prove it: what has
this form need be neither read nor spelt anew.
"""

import re
from collections.abc import Collection
from typing import Any, Final, TypeAlias

import attrs

from chrono56.log.canonical import dumps, members
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Relation,
    Statement,
)
from chrono56.model.entities import LOCATOR_LABELS

Form: TypeAlias = re.Match[str]
"""An action that has the form: what stands at its places, which are groups, by number.

It is as it stands in the line, texts without their quotes; None, where nothing stands.
The last that stands in a claim is a part of its value.
"""

# The places: of a claim; of its value, where it is a date, a place, an agent or a
# figure, and `VALUE` is all of any other; and of an event.
ABOUT, AS_WRITTEN, QUOTE, SOURCE, CLAIM_ID, MODE = range(1, 7)
WHEN, PLACE, AGENT, ROLE, APPROX, BEST, HIGH, LOW, MEASURE, VALUE = range(7, 17)
EVENT_ID, KIND, LABELS = range(17, 20)

# Of all ways to spell a text in JSON the canonical one.
_PLAIN: Final = r'[^"\\\x00-\x1f]*+'
_ESCAPED: Final = r'\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))'
_TEXT: Final = f'"{_PLAIN}(?:{_ESCAPED}{_PLAIN})*+"'
_ID: Final = '"[a-z0-9][a-z0-9._:-]{0,127}+"'
_TAG: Final = '"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}"'
_NUMBER: Final = "(?:0|-?[1-9][0-9]{0,14})"  # less than 2**53, whatever it is


def _object(
    model: type[Any], name: str = "", needed: Collection[str] = (), /, **fields: str
) -> str:
    """Return the pattern of an object as the model would write it.

    Args:
        model: Its class in the model.
        name: The type that it tells; empty if it tells none.
        needed: The fields that must be there although they have defaults. Any other
            that has one is there only where it is something else.
        fields: The patterns of all fields that it may have.
    """
    defaults = {one.name: one.default for one in attrs.fields(model)}
    if name:
        fields["type"], defaults["type"] = f'"{name}"', attrs.NOTHING
    members, is_first = "", True
    for field, pattern in sorted(fields.items()):
        default = defaults[field]
        if default is attrs.NOTHING or field in needed:
            members += ("" if is_first else ",") + f'"{field}":{pattern}'
            is_first = False
            continue
        if isinstance(default, str):
            pattern = f"(?!{dumps(default).decode()}){pattern}"
        member = f'"{field}":{pattern}'
        # A choice of something and nothing is quicker than what is repeated or not.
        members += f"(?:{member},|)" if is_first else f"(?:,{member}|)"
    return rf"\{{{members}\}}"


def _one_of(*texts: str) -> str:
    return f'"(?:{"|".join(texts)})"'


def _found(pattern: str) -> str:
    """Return a pattern with a group for what it matches, within the quotes of texts."""
    return f'"({pattern[1:-1]})"' if pattern[0] == '"' else f"({pattern})"


_CITATION: Final = _object(
    Citation,
    label=_one_of(*LOCATOR_LABELS),
    locator=_TEXT,
    quote=_found(_TEXT),
    source=_found(_ID),
)
_POINT: Final = _one_of("start", "end")
_VALUES: Final = (
    _object(Dating, "dating", when=_found(_TEXT)),
    _object(Location, "location", place=_found(_ID)),
    _object(Participation, "participation", agent=_found(_ID), role=_found(_ID)),
    _object(
        Figure,
        "figure",
        approx=_found("true"),
        best=_found(_NUMBER),
        high=_found(_NUMBER),
        low=_found(_NUMBER),
        measure=_found(_ID),
    ),
)
_OTHERS: Final = (
    _object(Occurrence, "occurrence"),
    _object(Statement, "statement", language=_TAG, speaker=_ID, text=_TEXT),
    _object(
        Ordering,
        "ordering",
        least=_TEXT,
        most=_TEXT,
        other=_ID,
        other_point=_POINT,
        point=_POINT,
    ),
    # What contradicts another claim is about that.
    _object(Relation, "relation", kind=f'(?!"contradicts"){_ID}', other=_ID),
)
_CLAIM: Final = _object(
    Claim,
    "claim",
    ["citations"],
    about=_found(_ID),
    as_written=_found(_TEXT),
    citations=rf"\[{_CITATION}\]",
    confidence=_one_of("high", "low"),
    id=_found(_ID),
    mode=_found(_ID),
    reason=_TEXT,
    says=f"(?:{'|'.join(_VALUES)}|{_found('|'.join(_OTHERS))})",
)
_EVENT: Final = _object(
    Event,
    "event",
    id=_found(_ID),
    kind=_found(_ID),
    labels=_found(rf"\{{{_TAG}:{_TEXT}(?:,{_TAG}:{_TEXT})*+\}}"),
)
_fullmatch: Final = re.compile(
    rf'\{{"record":(?:{_CLAIM}|{_EVENT}),"type":"record"\}}'
).fullmatch
_tags: Final = re.compile(f'{_found(_TAG)}:"').findall


def form_of(action: str) -> Form | None:
    """Return the form of an action; None if it has none, and may be anything.

    What has a form is canonical.

    Args:
        action: The action as it stands in a line, or is to stand there.

    >>> form = form_of('{"record":{"id":"rising","type":"event"},"type":"record"}')
    >>> form is not None and form.groups()[-3:]
    ('rising', None, None)
    """
    form = _fullmatch(action)
    # The order of labels is all that the pattern leaves open.
    if form is not None and form.lastindex == LABELS and '","' in form[LABELS]:
        tags = _tags(form[LABELS])
        if tags != sorted(set(tags)):
            return None
    return form


def form_of_record(record: bytes) -> Form | None:
    """Return the form of the action that records something, as `form_of` does.

    Args:
        record: The record in canonical form.
    """
    return form_of(f'{{"record":{record.decode()},"type":"record"}}')


def text_of(spelt: str | None) -> str:
    r"""Return the text that a group of a form stands for; empty for None.

    >>> text_of("so"), text_of(None), text_of(r"\"so\"")
    ('so', '', '"so"')
    """
    if spelt is None:
        return ""
    if "\\" not in spelt:
        return spelt
    (text,) = members(f'"{spelt}"'.encode())
    return str(text)
