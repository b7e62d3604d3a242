"""The library icalendar and the only door to it; it is an extra, not always there."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta, tzinfo
from typing import Any, Final

from chrono56.errors import MissingExtraError

try:
    from icalendar import Timezone
    from icalendar.parser import Contentline
    from icalendar.prop import vDuration
except ImportError:
    raise MissingExtraError("the importer ical", "icalendar", "ical") from None

_RULE: Final = re.compile("RRULE", re.IGNORECASE)
_SELDOM: Final = re.compile(
    r"(?!.*BY(?:HOUR|MINUTE|SECOND)=).*FREQ=(?:YEARLY|MONTHLY)\b", re.IGNORECASE
)
# It has hardly any types.
_LINE: Final[Any] = Contentline
_DURATION: Final[Any] = vDuration

MISTAKES: Final = (
    *(ValueError, TypeError, AttributeError, LookupError, ArithmeticError),
    *(NotImplementedError, RecursionError),
)
"""What it raises where a zone is described wrongly, at once or when it is asked."""


def parts(line: str) -> tuple[str, Mapping[str, Any], str]:
    """Return the name, the parameters and the value of a content line.

    Parameters are decoded (RFC 6868), the value keeps its escapes.

    Raises:
        ValueError: It is no content line.

    >>> parts("DTSTART;VALUE=DATE:19561104")[::2]
    ('DTSTART', '19561104')
    """
    name, parameters, value = _LINE(line).raw_parts()
    named = {key.upper(): given for key, given in parameters.items()}
    return name.upper(), named, value


def duration(text: str) -> timedelta:
    """Return a duration.

    Raises:
        ValueError: It is none.

    >>> duration("PT1H30M")
    datetime.timedelta(seconds=5400)
    """
    found: timedelta = _DURATION.from_ical(text)
    if not found and not re.search("[0-9]", text):  # it takes P and PT for none at all
        raise ValueError(f"{text!r} has no number")
    return found


def zone(lines: Iterable[str]) -> tzinfo:
    """Return the zone that the lines of a VTIMEZONE describe.

    What is wrong with them may show only when the zone is asked (`MISTAKES`). A clock
    that is to change more often than by the month is wrong: the library would count all
    its changes.
    """
    lines = list(lines)
    if any(_RULE.match(line) and not _SELDOM.match(line) for line in lines):
        raise ValueError("a clock that changes more often than by the month")
    whole = ["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE", ""]
    described: Any = Timezone.from_ical("\r\n".join(whole))
    found: tzinfo = described.to_tz(lookup_tzid=False)
    return found
