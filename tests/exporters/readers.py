"""Programs that read calendars: what each of them finds in one.

A reader returns the events that it found, as ``(uid, start, summary)``. Where a program
keeps no ids, or shows days only, that part is empty or a day.
"""

import ctypes
import ctypes.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import icalendar
import pytest
import vobject
from tests.exporters.radicale_server import radicale

Found = list[tuple[str, str, str]]
Reader = Callable[[bytes, Path], Found]

_ZONE: Final = "Europe/Budapest"
_HERE: Final = Path(sys.executable).parent
_ICAL_JS: Final = """
const ICAL = require("ical.js").default || require("ical.js");
const text = require("fs").readFileSync(0, "utf8");
const found = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
console.log(JSON.stringify(found.map((one) => {
  const event = new ICAL.Event(one);
  return [event.uid, event.startDate.toICALString(), event.summary];
})));
"""
# libical 3 knows nothing of RFC 9253, and takes blanks for nothing: it notes so, and
# drops the property.
_DROPPED_BY_LIBICAL: Final = re.compile(
    r"Parse error in property name: LINK\s*$|No value for X property"
)


def icalendar_(data: bytes, _: Path) -> Found:
    calendar: Any = icalendar.Calendar.from_ical(data)
    for component in calendar.walk():
        assert component.errors == []
    return [
        (str(one["UID"]), _shown(one["DTSTART"].dt), str(one["SUMMARY"]))
        for one in calendar.walk("VEVENT")
    ]


def vobject_(data: bytes, _: Path) -> Found:
    calendar = vobject.readOne(data.decode())
    assert calendar.validate(raiseException=True)
    return [
        (one.uid.value, _shown(one.dtstart.value), one.summary.value)
        for one in calendar.vevent_list
    ]


def calcurse(data: bytes, folder: Path) -> Found:
    """Import with calcurse, the strictest of all, and have it export again."""
    if not shutil.which("calcurse"):
        pytest.skip("calcurse is not installed")
    said = _run(folder, "calcurse", "-D", str(folder), "-i", _file(data, folder))
    assert "/ 0 skipped" in said.replace("\n", " ")
    again = _run(folder, "calcurse", "-D", str(folder), "-xical")
    calendar: Any = icalendar.Calendar.from_ical(again)
    return [
        ("", _shown(one["DTSTART"].dt)[:8], str(one["SUMMARY"]))
        for one in calendar.walk("VEVENT")
    ]


def khal(data: bytes, folder: Path) -> Found:
    pytest.importorskip("khal", reason="khal is not installed")
    (folder / "events").mkdir()
    (folder / "khal.conf").write_text(
        f"[calendars]\n[[all]]\npath={folder}/events\n[sqlite]\npath={folder}/db\n"
        f"[locale]\nlocal_timezone={_ZONE}\ndefault_timezone={_ZONE}\n"
        "timeformat=%H:%M\ndateformat=%Y%m%d\nlongdateformat=%Y%m%d\n"
        "datetimeformat=%Y%m%d %H:%M\nlongdatetimeformat=%Y%m%d %H:%M\n"
    )
    command = (str(_HERE / "khal"), "-c", str(folder / "khal.conf"))
    _run(folder, *command, "import", "--batch", "-a", "all", _file(data, folder))
    fields = [part for one in ("uid", "start", "title") for part in ("--json", one)]
    lines = _run(folder, *command, "search", *fields, "").splitlines()
    return [
        (one["uid"], one["start"][:8], one["title"])
        for line in lines
        for one in json.loads(line)
    ]


def radicale_(data: bytes, folder: Path) -> Found:
    """Put a calendar on a CalDAV server, and get it back."""
    pytest.importorskip("radicale", reason="radicale is not installed")
    with radicale(folder) as server:
        server.put(data)
        found = icalendar_(server.get(), folder)
        uids = {uid for uid, _, _ in found}
        # In a year that is over there are no more events than in all.
        assert uids >= set(server.uids_between("19560101T000000Z", "19570101T000000Z"))
    return found


def ical_js(data: bytes, folder: Path) -> Found:
    """Read with the engine of Thunderbird and Nextcloud."""
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    asked = subprocess.run(["node", "-e", 'require("ical.js")'], capture_output=True)
    if asked.returncode:
        pytest.skip("ical.js is not installed where node finds it (NODE_PATH)")
    return [
        tuple(one)
        for one in json.loads(_run(folder, "node", "-e", _ICAL_JS, given=data))
    ]


def libical(data: bytes, folder: Path) -> Found:
    """Read with the engine of GNOME and KDE."""
    name = ctypes.util.find_library("ical")
    if name is None:
        pytest.skip("libical is not installed")
    library = _declared(ctypes.CDLL(name))
    calendar = library.icalparser_parse_string(data)
    try:
        assert library.icalrestriction_check(calendar)
        again = library.icalcomponent_as_ical_string(calendar)
    finally:
        library.icalcomponent_free(calendar)
    errors = re.findall("^X-LIC-ERROR.*(?:\\n .*)*", again.decode(), re.MULTILINE)
    for error in errors:
        assert _DROPPED_BY_LIBICAL.search(error.replace("\r\n ", ""))
    return icalendar_(again, folder)


READERS: Final[dict[str, Reader]] = {
    "icalendar": icalendar_,
    "vobject": vobject_,
    "calcurse": calcurse,
    "khal": khal,
    "radicale": radicale_,
    "ical.js": ical_js,
    "libical": libical,
}


def _declared(library: Any) -> Any:
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    for name, gives, *takes in (
        ("icalparser_parse_string", pointer, text),
        ("icalrestriction_check", ctypes.c_int, pointer),
        ("icalcomponent_as_ical_string", text, pointer),
        ("icalcomponent_free", None, pointer),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return library


def _shown(when: date | datetime) -> str:
    if not isinstance(when, datetime):
        return f"{when.year:04}{when:%m%d}"
    utc = when.tzinfo is not None and when.tzname() in ("UTC", "GMT")
    return f"{when.year:04}{when:%m%dT%H%M%S}" + "Z" * utc


def _file(data: bytes, folder: Path) -> str:
    path = folder / "1956.ics"
    path.write_bytes(data)
    return str(path)


def _run(folder: Path, *command: str, given: bytes = b"") -> str:
    """Run a program in a home of its own, by the clocks of Budapest."""
    kept = {
        name: os.environ[name] for name in ("PATH", "NODE_PATH") if name in os.environ
    }
    done = subprocess.run(
        command,
        input=given,
        capture_output=True,
        env={
            **kept,
            "HOME": str(folder),
            "TERM": "dumb",
            "COLUMNS": "1000000",
            "TZ": _ZONE,
            "LC_ALL": "C.UTF-8",
        },
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout.decode()
