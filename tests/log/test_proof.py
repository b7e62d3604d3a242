"""The proof of a line: what it refuses, and that a long line is told as a short one."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.log.test_form import AT, ROOT
from tests.log.world import seeded

from chrono56.errors import RecordError
from chrono56.log import usual
from chrono56.log.canonical import NotCanonicalError, dumps, loads
from chrono56.log.entry import record_within
from chrono56.log.envelope import Envelope, entry_id, is_erased
from chrono56.log.proof import read_envelope, read_single
from chrono56.model.rules import DEEPEST, LARGEST

TITLE = {"text": "1956", "type": "title"}
ERASED = {"erased": "b" * 64}


def holding(*do: Any, **more: Any) -> bytes:
    """Return an entry's line that is right but for what its actions hold."""
    parents = [ROOT] if do else sorted((ROOT, "b" * 64))
    body = {"at": AT, "by": "anna", "parents": parents, "v": 1, **more}
    addresses = [
        one["erased"]
        if isinstance(one, dict) and is_erased(one)
        else sha256(dumps(one)).hexdigest()
        for one in do
    ]
    return dumps(body | {"do": do, "id": entry_id(body, addresses)})


def made_of_its_bytes(line: bytes) -> bytes:
    """Return a line of one action with the hashes of it as it is spelt."""
    head, rest = line.split(b'"do":[')
    action, tail = rest.split(b'],"id":"')
    where = sha256(action).hexdigest().encode()
    named = b'%b"do":["%b"]%b' % (head, where, tail[65:])
    made = sha256(named).hexdigest().encode()
    return b'%b"do":[%b],"id":"%b"%b' % (head, action, made, tail[65:])


def titled(value: Any) -> dict[str, Any]:
    return {"text": value, "type": "title"}


def nested(levels: int) -> Any:
    value: Any = "x"
    for level in range(levels):
        value = [value] if level % 3 else {"a": value}
    return value


def refusal(deed: Callable[[], object]) -> str:
    """Return why something is refused; empty if it is not."""
    try:
        deed()
    except (NotCanonicalError, RecordError) as error:
        return str(error)
    return ""


def proof_of(line: bytes) -> tuple[Any, ...] | str:
    """Return all that a line proves, or why it proves nothing."""
    try:
        found = read_envelope(line)
    except (NotCanonicalError, RecordError) as error:
        return str(error)
    spelt, digests = list(found.spelt), list(found.digests)
    return found.fields, found.do, spelt, digests, list(map(repr, found.forms))


def proof_of_all(line: bytes) -> tuple[Any, ...] | str:
    """Return the same, without a look at the patterns."""
    with mock.patch.object(usual, "read_usual", return_value=None):
        return proof_of(line)


# What looks like a fault within an action, and is none.
FINE: dict[str, Any] = {
    "a date in text": titled("4.11, 1e3 and 1.5e300: :1.5, [2.5]"),
    "brackets in text": titled("[{" * 200),
    "a key in text": titled('"é":1,"é\\":'),
    "other letters": titled({"a": ["é", {"b": "трг: 1.5"}]}),
    "the largest number": titled([LARGEST, -LARGEST, 0, True, None]),
    "as deep as can be": titled(nested(DEEPEST - 3)),
    "an erased one": ERASED,
    "an end as of a record": titled(['","type":"record"}', ',"type":"record"}']),
    "a record that looks erased": {"erased": "b" * 64, "type": "record"},
    "one that nobody knows": {"type": "sing", "song": ["a", {"b": None}]},
}
WRONG: dict[str, tuple[Any, str]] = {
    "a float": (titled(4.11), "no whole number"),
    "a float in a record": ({"record": {"a": 1.5}, "type": "record"}, "no whole"),
    "a float in a list": (titled([["x", 1.5]]), "no whole number"),
    "a float that looks whole": (titled({"a": 1e16}), "no whole number"),
    "a small float": (titled([2e-7]), "no whole number"),
    "nothing, with a sign": (titled(-0.0), "no whole number"),
    "too great a number": (titled({"a": [LARGEST + 1]}), "beyond"),
    "too small a number": (titled(-LARGEST - 1), "beyond"),
    "a key that is not ASCII": (titled({"é": 1}), "not ASCII"),
    "such a key far within": (titled([{"a": {'ж"x:': "y"}}]), "not ASCII"),
    "one level too many": (titled(nested(DEEPEST - 2)), "nested deeper"),
    "far too many": (titled(nested(250)), "nested deeper"),
    "a number for an action": (1.5, "no whole number"),
    "text for an action": ("title", "'title' is no action"),
    "an action without a type": ({"text": "1956"}, "type"),
    "a type that is a list": ({"type": ["record"]}, "type"),
    "no address": ({"erased": "b" * 63}, "no address"),
}
each_fine = pytest.mark.parametrize("action", FINE.values(), ids=FINE.keys())
each_wrong = pytest.mark.parametrize(
    ("action", "word"), WRONG.values(), ids=WRONG.keys()
)
around = pytest.mark.parametrize(
    ("before", "behind"),
    [
        ([], []),
        ([TITLE], []),
        ([ERASED, titled("é")] * 20, [TITLE, titled("é")] * 20),
    ],
    ids=["alone", "behind one", "among many"],
)


@each_fine
@around
def test_what_only_looks_wrong_is_proven(
    action: Any, before: list[Any], behind: list[Any]
) -> None:
    do = [*before, action, *behind]

    found = read_envelope(holding(*do))

    assert found.body["do"] == do
    assert found.spelt == [dumps(one) for one in do]
    assert found.digests == [
        bytes.fromhex(one["erased"]) if one == ERASED else sha256(dumps(one)).digest()
        for one in do
    ]
    assert found.addresses == tuple(one.hex() for one in found.digests)


@each_wrong
@around
def test_a_fault_is_refused_wherever_it_stands(
    action: Any, word: str, before: list[Any], behind: list[Any]
) -> None:
    with pytest.raises((NotCanonicalError, RecordError), match=word) as caught:
        read_envelope(holding(*before, action, *behind))

    if isinstance(caught.value, RecordError):
        assert caught.value.where.startswith(f"do[{len(before) + 1}]")


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (1.5, "no whole number"),
        ([LARGEST + 1], "beyond"),
        ({"é": 1}, "not ASCII"),
        (nested(DEEPEST), "nested deeper"),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_a_fault_is_refused_in_a_field_that_nobody_knows(
    value: Any, word: str, number: int
) -> None:
    line = holding(*[TITLE] * number, feather=value)

    assert word in refusal(lambda: read_envelope(line))


@pytest.mark.parametrize(
    ("do", "word"),
    [
        ([titled("é"), titled([1.5]), {"ж": 1}], "not ASCII"),
        ([titled([{"ж": 1}]), titled(1.5)], "no whole number"),
        ([titled([2**53]), {"type": "title", "text": 1.5}], "no whole number"),
        ([titled(nested(250)), titled([1.5])], "no whole number"),
        ([{"text": "x"}, titled(2**53)], "beyond"),
    ],
)
def test_of_several_faults_the_one_that_lies_highest_is_told(
    do: list[Any], word: str
) -> None:
    line = holding(*do)

    assert word in refusal(lambda: read_envelope(line))
    assert refusal(lambda: read_envelope(line)) == refusal(lambda: loads(line))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"1956"', b'"\\u0031956"'),
        (b'"type"', b' "type"'),
        (b'"v":1', b'"v":1 '),
        (b'"by":"anna"', b'"by":"\\u0061nna"'),
        (b'{"text":"1956","type":"title"}', b'{"type":"title","text":"1956"}'),
        (b'"type":"title"}', b'"type":"title","type":"title"}'),
        (b'"do":[', b'"do":[],"do":['),
        (b'"do":[', b'"do": ['),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_another_spelling_is_refused_in_a_line_of_any_length(
    old: bytes, new: bytes, number: int
) -> None:
    line = holding(*[TITLE] * number).replace(old, new, 1)

    assert refusal(lambda: read_envelope(line)).startswith("not in canonical form")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'{"text":"1956","type":"title"}', b'{"type":"title","text":"1956"}'),
        (b'"1956"', b'"\\u0031956"'),
        (b'"title"}', b'"title" }'),
        (b'{"text"', b'{"text":"1955","text"'),
        (b'"anna"', b'"\\u0061nna"'),
        (b'"why"', b'"wh\\u0079"'),
        (b'"k1"', b'"\\u006b1"'),
    ],
)
def test_another_spelling_is_refused_even_if_the_id_is_made_of_it(
    old: bytes, new: bytes
) -> None:
    line = holding(TITLE, reason="why", key="k1")
    changed = made_of_its_bytes(line.replace(old, new))

    assert made_of_its_bytes(line) == line
    assert json.loads(changed)["do"] == [TITLE]
    assert refusal(lambda: read_envelope(changed)).startswith("not in canonical form")


@pytest.mark.parametrize("number", [0, 1, 3])
def test_fields_that_nobody_knows_have_to_stand_in_their_place(number: int) -> None:
    line = holding(*[TITLE] * number, extra={"do": [TITLE], "id": ""}, a=[ERASED])
    start, end = line.index(b'"extra":'), line.index(b'"id":"', line.index(b'"},"id":'))
    swapped = line[:start] + line[end : end + 72] + line[start:end] + line[end + 72 :]

    assert read_envelope(line).body["do"] == [TITLE] * number
    assert sorted(swapped) == sorted(line)
    assert refusal(lambda: read_envelope(swapped)).startswith("not in canonical form")


NUMBERS = st.sampled_from((0, 1.5, 1e16, 2e-7, -3, LARGEST, LARGEST + 1, -LARGEST - 1))
TEXTS = st.sampled_from(("a", "é", "4.11", "1e3", ":1.5,", '"do":[', '],"id":"', "\\"))
VALUES = st.recursive(
    TEXTS | NUMBERS | st.booleans() | st.none(),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(TEXTS, below, max_size=3)
    ),
    max_leaves=6,
)
ACTIONS = st.one_of(
    st.just(TITLE),
    st.just(ERASED),
    TEXTS.map(titled),
    VALUES.map(titled),
    VALUES.map(lambda value: {"record": value, "type": "record"}),
    st.integers(DEEPEST - 5, DEEPEST).map(nested).map(titled),
    VALUES,
)


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "by": TEXTS,
        "reason": TEXTS,
        "key": TEXTS,
        "clock": st.just(AT),
        "feather": VALUES,
        "v": st.sampled_from((1, 2, 1.5)),
        "parents": st.just([ROOT, ROOT]),
        "at": st.sampled_from((AT, AT.replace("03-01", "02-30"), AT[:-1] + "é")),
    },
)


@given(st.lists(ACTIONS, max_size=4), FIELDS, st.data())
def test_whatever_a_line_holds_it_is_told_as_walking_through_all_of_it_tells(
    do: list[Any], fields: dict[str, Any], data: st.DataObject
) -> None:
    line = holding(*do, **fields)
    at = data.draw(st.integers(0, len(line)))
    put = data.draw(st.sampled_from((b"", b"", b".5", b"e9", b" ", b"]", b'"', b"9")))
    line = line[:at] + put + line[at + data.draw(st.integers(0, bool(put))) :]

    wrong = refusal(lambda: loads(line))
    found = proof_of(line)

    assert proof_of_all(line) == found
    assert found == wrong or not wrong
    if not isinstance(found, str):
        assert found[2] == [dumps(one) for one in loads(line)["do"]]


RECORDS: tuple[Any, ...] = (
    {"id": "e", "labels": {"en": "x", "hu": 'té"r'}, "type": "event"},
    {
        "about": "e",
        "citations": [{"quote": "Ki\n\u0001 \\ ez?", "source": "s"}],
        "id": "c1",
        "says": {"type": "dating", "when": "1956-10-23"},
        "type": "claim",
    },
    {"id": "p", "type": "place"},
    [{"record": 1, "type": "record"}, {"record": 2, "type": "record"}],
    {"id": "e", "labels": {"en": ',"type":"record"},{"record":'}, "type": "event"},
    1.5,
)
SPELLINGS: tuple[bytes, ...] = (
    *(dumps({"record": one, "type": "record"}) for one in RECORDS),
    *map(dumps, (TITLE, ERASED, titled({"é": 1}), titled(nested(99)), "x")),
    b'{"record":{"id":"e","labels":{"hu":"x","en":"x"},"type":"event"},"type":"record"}',
    b'{"record":{"id":"\\u0065","type":"event"},"type":"record"}',
    b'{"record":{"id":"e","labels":{"en":"\xff"},"type":"event"},"type":"record"}',
    b'{"text":"x" ,"type":"title"}',
    b"",
)


def holding_spelt(do: list[bytes]) -> bytes:
    """Return an entry's line of actions as they are spelt, and its id made of that."""
    addresses = [
        "b" * 64 if one == dumps(ERASED) else sha256(one).hexdigest() for one in do
    ]
    body = {"at": AT, "by": "anna", "parents": [ROOT], "v": 1}
    line = dumps(body | {"do": ["?"], "id": entry_id(body, addresses)})
    return line.replace(b'"?"', b",".join(do))


@given(st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=5))
def test_actions_that_stand_behind_each_other_are_told_as_each_alone(
    do: list[bytes],
) -> None:
    line = holding_spelt(do)
    found = proof_of(line)
    alone = [proof_of(holding_spelt([one])) for one in do]

    assert proof_of_all(line) == found
    assert isinstance(found, str) == any(isinstance(one, str) for one in alone)
    if not isinstance(found, str):
        assert found[2] == do
        assert found[-1] == [form for one in alone for form in one[-1]]


@pytest.mark.parametrize("way", [read_envelope, read_single])
def test_a_line_is_proven_alone_as_it_is_among_many(
    way: Callable[[bytes], Envelope],
) -> None:
    line = holding(*({"record": one, "type": "record"} for one in RECORDS[:3]))

    assert way(line).body == loads(line)
    with pytest.raises(NotCanonicalError, match="the id is not the hash"):
        way(line.replace(b"1956-10-23", b"1956-10-24"))


def test_an_entry_holds_no_text_twice_once_the_next_is_asked_for() -> None:
    log = seeded()
    with log.entry() as entry:
        entry.event("defeat")
    reading = log.read()
    first, _ = next(reading)
    spelt, actions, forms = first.spelt, first.actions, first.forms

    assert (first.spelt is spelt, first.forms is forms) == (True, True)
    assert next(reading)
    assert (first.spelt is spelt, first.forms is forms) == (False, False)
    assert (first.spelt, first.actions) == (spelt, actions)
    assert list(map(repr, first.forms)) == list(map(repr, forms))


def test_a_record_is_cut_out_of_the_action_that_records_it() -> None:
    (entry,) = seeded().entries()

    for action, spelt in zip(entry.actions, entry.spelt, strict=True):
        assert record_within(spelt) == dumps(action["record"])
