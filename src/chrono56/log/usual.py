"""The proof of entries as most are, by patterns.

One knows what stands around the actions, and one most actions: only the others have to
be read, and spelt anew.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from chrono56.log import canonical
from chrono56.log.canonical import NotCanonicalError
from chrono56.log.envelope import (
    RECORD,
    RECORDED,
    Envelope,
    check_instant,
    digests_of,
)
from chrono56.log.forms import Form, form_of

# What stands around the actions of an entry as most are: no text in it is escaped.
_head: Final = re.compile(
    rb'\{"at":"(.{27})","by":"([^"\\\x00-\x1f]+)","do":\[', re.DOTALL
).match
_tail: Final = re.compile(
    rb'\],"id":"([0-9a-f]{64})"(?:,"key":"([^"\\\x00-\x1f]+)")?'
    rb',"parents":\["([0-9a-f]{64})"\]'
    rb'(?:,"reason":"([^"\\\x00-\x1f]+)")?,"v":1\}'
).fullmatch
# What stands between two actions that record something, and at their ends.
_BETWEEN: Final = RECORDED + b"," + RECORD
_ID: Final = b'],"id":"'


def read_usual(line: bytes) -> Envelope | None:
    """Read an entry as far as its proof; None if it is not as most are.

    Args:
        line: The line.

    Raises:
        ValueError: It breaks the form of an entry, somewhere.
    """
    end = line.rfind(_ID)
    head, tail = _head(line), _tail(line, end)
    if head is None or tail is None:
        return None
    start = head.end()
    spelt, digests, forms = _proven(line[start:end])
    addresses = '","'.join([digest.hex() for digest in digests]).encode()
    named = b'%b"%b"]%b' % (line[:start], addresses, line[tail.end(1) + 1 :])
    proven_id = sha256(named).hexdigest()
    at, by = head.groups()
    given_id, key, parent, reason = tail.groups()
    if given_id.decode() != proven_id:
        return None
    fields: dict[str, Any] = {
        "at": check_instant(at.decode()),
        "by": by.decode(),
        "id": proven_id,
        "parents": [parent.decode()],
        "v": 1,
    }
    if key:
        fields["key"] = key.decode()
    if reason:
        fields["reason"] = reason.decode()
    return Envelope(fields, None, spelt, digests, forms)


def _proven(do: bytes) -> tuple[list[bytes], list[bytes], list[Form | None]]:
    """Return each action of an entry as it is spelt, its SHA-256, and its form.

    Raises:
        ValueError: One is not canonical, or no action; or there is none.
    """
    runs = _runs(do)
    forms = list(map(form_of, map(bytes.decode, runs)))
    if None not in forms:
        return runs, [sha256(run).digest() for run in runs], forms
    found: list[tuple[bytes, bytes, Form | None]] = []
    odd: list[bytes] = []
    for run, form in zip(runs, forms, strict=True):
        if form is None:
            odd.append(run)
            continue
        found += _read_odd(odd)
        odd.clear()
        found.append((run, sha256(run).digest(), form))
    found += _read_odd(odd)
    spelt, digests, forms = map(list, zip(*found, strict=True))
    return spelt, digests, forms


def _read_odd(runs: list[bytes]) -> Iterator[tuple[bytes, bytes, Form | None]]:
    """Return the same of runs of actions that may be anything.

    Raises:
        ValueError: One is not canonical, or no action.
    """
    if not runs:
        return iter(())
    text = b",".join(runs)
    actions = canonical.members(text)
    spelt = canonical.spelt_within(actions, text, above=1)
    if b",".join(spelt) != text:
        raise NotCanonicalError("another spelling")
    forms = map(form_of, map(bytes.decode, spelt))
    return zip(spelt, digests_of(actions, spelt), forms, strict=True)


def _runs(do: bytes) -> list[bytes]:
    """Take actions apart where one ends and another begins that records something.

    What is between two such places may be several; and where it is hostile, none.
    """
    runs = do.split(_BETWEEN)
    if len(runs) > 1:
        runs[1:-1] = [b"%b%b%b" % (RECORD, run, RECORDED) for run in runs[1:-1]]
        runs[0] += RECORDED
        runs[-1] = RECORD + runs[-1]
    return runs
