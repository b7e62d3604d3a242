"""A byte linter for iCalendar: what the reading libraries forgive, this does not."""

import re
from typing import Any

_NAME = re.compile(r"[A-Z0-9-]+")
_VALUES = {
    "STATUS": {"CONFIRMED", "TENTATIVE", "CANCELLED"},
    "TRANSP": {"TRANSPARENT", "OPAQUE"},
}
_ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "CREATED", "LAST-MODIFIED")
_AT_MOST_ONCE = ("DTEND", "DESCRIPTION", "LOCATION", "GEO", "URL", "STATUS")


def unfolded(data: bytes) -> list[str]:
    """Check the lines as bytes, and return the content lines (RFC 5545 3.1)."""
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")[:-1]
    for line in lines:
        assert len(line) <= 75, line
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line
        line.decode()  # no character is divided by a fold
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def linted(data: bytes) -> list[dict[str, list[Any]]]:
    """Check a calendar, and return its events as {name: [(parameters, value)]}."""
    events, stack, zones, uids = [], [], set(), []
    for line in unfolded(data):
        head, _, value = _split(line)
        name, _, parameters = head.partition(";")
        assert _NAME.fullmatch(name), line
        if name == "BEGIN":
            stack.append((value, dict[str, list[Any]]()))
        elif name == "END":
            kind, properties = stack.pop()
            assert kind == value
            if kind == "VEVENT":
                _check_event(properties)
                events.append(properties)
                uids.append(properties["UID"][0][1])
            if kind == "VTIMEZONE":
                zones.add(properties["TZID"][0][1])
        else:
            stack[-1][1].setdefault(name, []).append((parameters, value))
    assert not stack
    assert len(set(uids)) == len(uids)
    _check_zones(events, zones)
    return events


def _split(line: str) -> tuple[str, str, str]:
    """Divide a line at the first colon outside quotes."""
    quoted = False
    for index, character in enumerate(line):
        quoted ^= character == '"'
        if character == ":" and not quoted:
            return line[:index], ":", line[index + 1 :]
    raise AssertionError(f"no value: {line}")


def _check_event(event: dict[str, list[Any]]) -> None:
    for name in _ONCE:
        assert len(event[name]) == 1, name
    for name in _AT_MOST_ONCE:
        assert len(event.get(name, [])) <= 1, name
    for name, values in _VALUES.items():
        assert all(value in values for _, value in event.get(name, []))
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"):
        for _, value in event.get(name, []):
            assert not re.search(r"(?<!\\)(\\\\)*[;,]", value), value
            assert not re.search(r"(?<!\\)(\\\\)*\\[^\\;,nN]", value), value
    (parameters, start), *_ = event["DTSTART"]
    _check_moment(parameters, start)
    for end_parameters, end in event.get("DTEND", []):
        _check_moment(end_parameters, end)
        assert end_parameters == parameters
        assert end > start
        assert 100 <= int(end[:4]) <= 9999
    assert 100 <= int(start[:4]) <= 9999


def _check_moment(parameters: str, value: str) -> None:
    if parameters == "VALUE=DATE":
        assert re.fullmatch(r"\d{8}", value)
    else:
        assert re.fullmatch(r"\d{8}T\d{6}Z?", value)
        assert not (parameters and value.endswith("Z"))  # never TZID and UTC at once


def _check_zones(events: list[dict[str, list[Any]]], zones: set[str]) -> None:
    for event in events:
        for name in ("DTSTART", "DTEND"):
            for parameters, _ in event.get(name, []):
                if parameters.startswith("TZID="):
                    assert parameters.removeprefix("TZID=") in zones
