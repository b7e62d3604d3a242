"""The clock that is put on elsewhere: later for all that asks, else a clock as any."""

import json
import subprocess
import sys
from functools import cache
from typing import Final

import pytest

from chrono56.testing import elsewhere

_LATER: Final = 500 * 86400
_PROGRAM: Final = """
import datetime, email.utils, json, runpy, sys, time
path, later, *questions = json.loads(sys.argv[1])
before, local = time.time(), datetime.date.today()
year = str((local + datetime.timedelta(seconds=later)).year)
runpy.run_path(path)["put_clock_on"](later)

from datetime import UTC, date
import pendulum
from chrono56 import SystemClock

print(json.dumps({question: eval(question) for question in questions}))
"""
_QUESTIONS: Final = (
    "later <= time.time() - before < later + 600",
    "later <= time.time_ns() / 1e9 - before < later + 600",
    "str(time.localtime().tm_year) == str(time.gmtime().tm_year) == year",
    "time.strftime('%Y') == time.ctime()[-4:] == time.asctime()[-4:] == year",
    "str(date.today())[:4] == str(datetime.datetime.today())[:4] == year",
    "str(datetime.datetime.now())[:4] == year",
    "str(datetime.datetime.utcnow())[:4] == year",
    "datetime.datetime.now(UTC).tzinfo is UTC",
    "str(pendulum.now())[:4] == SystemClock().now()[:4] == year",
    "year in email.utils.formatdate()",
    # What is asked of a certain time is answered as ever.
    "time.strftime('%Y', time.gmtime(0)) == '1970'",
    "str(datetime.datetime.fromtimestamp(0, UTC)) == '1970-01-01 00:00:00+00:00'",
    "isinstance(local, date) and isinstance(date(1956, 10, 23), date)",
    "isinstance(datetime.datetime(1956, 10, 23), date) and not isinstance(5, date)",
    "not isinstance(local, datetime.datetime)",
)


@cache
def answers() -> dict[str, bool]:
    """Ask everything in a process that has the clock on."""
    task = json.dumps([elsewhere.__file__, _LATER, *_QUESTIONS])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _PROGRAM, task],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, bool] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("question", _QUESTIONS)
def test_whatever_asks_for_the_time_is_told_a_later_one(question: str) -> None:
    assert answers()[question] is True
