"""VTIMEZONE: what the clocks of a zone showed in the years that are exported."""

from chrono56.clock import Transition, zone_transitions


def zone_lines(zone: str, first_year: int, last_year: int) -> list[str]:
    """Return the lines of a VTIMEZONE that is right in these years (RFC 5545 3.6.5).

    >>> lines = zone_lines("Europe/Budapest", 1956, 1956)
    >>> lines[8:13]  # doctest: +NORMALIZE_WHITESPACE
    ['BEGIN:DAYLIGHT', 'DTSTART:19560603T020000', 'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200', 'TZNAME:CEST']
    """
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    for change in zone_transitions(zone, first_year, last_year):
        lines += _observance(change)
    lines.append("END:VTIMEZONE")
    return lines


def _observance(change: Transition) -> list[str]:
    kind = "DAYLIGHT" if change.daylight else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{change.local.replace('-', '').replace(':', '')}",
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        f"TZNAME:{change.abbreviation}",
        f"END:{kind}",
    ]


def _offset(seconds: int) -> str:
    """Write an offset; with seconds only where it has any (local mean times)."""
    minutes, rest = divmod(abs(seconds), 60)
    written = f"{minutes // 60:02}{minutes % 60:02}" + (f"{rest:02}" if rest else "")
    return ("-" if seconds < 0 else "+") + written
