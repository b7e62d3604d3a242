"""What a check finds in the data: values to be read, never exceptions."""

from typing import Final

import attrs

from chrono56.errors import RecordError

SEVERITIES: Final = ("error", "warning", "notice")
"""From what can't be so, over what is unlikely, to what is only worth a look."""


def _is_severity(_: object, __: object, value: str) -> None:
    if value not in SEVERITIES:
        raise RecordError(
            f"{value!r} is no severity", f"use {', '.join(SEVERITIES)}", "severity"
        )


@attrs.frozen
class Finding:
    """Report one thing that a check found.

    Attributes:
        rule: The short stable name of the rule, such as ``recorded-twice``.
        severity: ``error``, ``warning`` or ``notice``.
        about: The ids of what it is about.
        text: What was found, in plain words.
        claims: The ids of the claims that lead to it; empty if it is not about claims.

    >>> Finding("recorded-twice", "warning", ("rising",), "recorded again").severity
    'warning'
    """

    rule: str
    severity: str = attrs.field(validator=_is_severity)
    about: tuple[str, ...]
    text: str
    claims: tuple[str, ...] = ()
