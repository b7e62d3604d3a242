"""The form of lines: header, entries, canonical JSON; and what hostile bytes do."""

import contextlib
import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies
from tests.log.world import seeded, text_of, write_entry

from chrono56.errors import DamagedLogError, RecordError
from chrono56.log.actions import Action, Erased, Titled, UnknownAction
from chrono56.log.canonical import NotCanonicalError, check_within, dumps, loads
from chrono56.log.codec import action_to_json
from chrono56.log.entry import Entry, read_entry
from chrono56.log.envelope import Envelope, read_header, write_header
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.log.proof import read_envelope
from chrono56.model.rules import DEEPEST

HEADER = b'{"format":1,"log":"test"}'
ROOT = sha256(HEADER).hexdigest()
AT = "2024-03-01T12:00:00.000000Z"
BODY: dict[str, Any] = {
    "at": AT,
    "by": "anna",
    "do": [{"type": "title", "text": "1956"}],
    "parents": [ROOT],
    "v": 1,
}

# What a text has to look like to be taken for a part of the line around it.
TRICKY = st.lists(
    st.sampled_from(['"do":[', '],"id":"', '"]', "]", '"', "\\", ",", "é", "\n", "a"]),
    max_size=4,
).map("".join)


def sealed(**changes: Any) -> bytes:
    """Return an entry with other fields, and the id that belongs to them."""
    body = {k: v for k, v in (BODY | changes).items() if v is not None}
    actions = body["do"] if isinstance(body.get("do"), list) else []
    addresses = [
        one["erased"]
        if isinstance(one, dict) and one.keys() == {"erased"}
        else _hash(one)
        for one in actions
    ]
    return _plain({**body, "id": _hash({**body, "do": addresses})})


def _plain(value: Any) -> bytes:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def _hash(value: Any) -> str:
    return sha256(_plain(value)).hexdigest()


def log_of(*lines: bytes) -> Log:
    return Log(MemoryStore("test.jsonl", lines), by="anna")


class TestEntry:
    @given(
        st.lists(strategies.actions(), min_size=1, max_size=3),
        st.text(max_size=5),
        st.text(max_size=5),
    )
    def test_an_entry_comes_back_as_it_was(
        self, actions: list[Action], reason: str, key: str
    ) -> None:
        line, entry = write_entry(
            actions, at=AT, by="анна", parents=["b" * 64, ROOT], reason=reason, key=key
        )

        assert read_entry(line) == entry
        assert entry.do == tuple(actions)
        assert entry.parents == tuple(sorted(("b" * 64, ROOT)))

    def test_its_bytes_are_those_that_the_format_promises(self) -> None:
        line, entry = write_entry(
            [Titled("1956")], at=AT, by="anna", parents=[ROOT], key="k"
        )

        assert line == sealed(key="k")
        assert entry.id == json.loads(line)["id"]
        assert entry.addresses == (_hash({"text": "1956", "type": "title"}),)

    @given(TRICKY, st.lists(TRICKY, max_size=3), TRICKY, TRICKY)
    def test_so_are_they_whatever_its_texts_look_like(
        self, by: str, titles: list[str], reason: str, key: str
    ) -> None:
        parents = ["b" * 64, ROOT]
        actions = [Titled(title) for title in titles]
        do = [{"type": "title", "text": title} for title in titles]

        line, entry = write_entry(
            actions, at=AT, by=by, parents=parents, reason=reason, key=key
        )

        assert line == sealed(
            by=by,
            do=do,
            parents=sorted(parents),
            reason=reason or None,
            key=key or None,
        )
        assert entry == Entry(Envelope.of(json.loads(line)))

    def test_an_erased_action_leaves_the_id_as_it_was(self) -> None:
        line, entry = write_entry([Titled("x")], at=AT, by="a", parents=[ROOT])
        body = json.loads(line)
        body["do"] = [{"erased": entry.addresses[0]}]

        found = read_entry(_plain(body))

        assert found.id == entry.id
        assert found.do == (Erased(entry.addresses[0]),)

    def test_unknown_fields_are_kept(self) -> None:
        entry = read_entry(sealed(weather={"sky": "grey"}, v=1))

        assert entry.extra == {"weather": {"sky": "grey"}}

    def test_actions_of_a_later_version_are_kept_closed(self) -> None:
        entry = read_entry(sealed(v=2))

        assert entry.do == (UnknownAction("title", {"text": "1956"}),)

    @pytest.mark.parametrize(
        ("changes", "word"),
        [
            ({"at": None}, "no field at"),
            ({"at": 7}, "at"),
            ({"at": "2024-03-01T12:00:00Z"}, "instant"),
            ({"at": "2024-03-01T12:00:00.000000+00:00"}, "instant"),
            ({"at": "2024-02-30T12:00:00.000000Z"}, "instant"),
            ({"at": "2024-03-01T24:00:00.000000Z"}, "instant"),
            ({"at": "٢٠٢٤-03-01T12:00:00.000000Z"}, "instant"),
            ({"by": ""}, "nobody"),
            ({"by": 7}, "by"),
            ({"v": "1"}, "version"),
            ({"v": True}, "version"),
            ({"v": 0}, "version"),
            ({"parents": []}, "parents"),
            ({"parents": ROOT}, "parents"),
            ({"parents": ["abc"]}, "parents"),
            ({"parents": [ROOT.upper()]}, "parents"),
            ({"parents": ["b" * 64, "a" * 64]}, "disorder"),
            ({"parents": ["a" * 64, "a" * 64]}, "disorder"),
            ({"do": []}, "no actions"),
            ({"do": {}}, "no actions"),
            ({"do": ["title"]}, "no action"),
            ({"do": [{"text": "1956"}]}, "type"),
            ({"do": [{"type": 7}]}, "type"),
            ({"do": [{"type": None}]}, "type"),
            ({"do": [{"type": ["title"]}]}, "type"),
            ({"do": [{"type": "Title"}]}, "type"),
            ({"do": [{"erased": 7}]}, "address"),
            ({"reason": ""}, "empty"),
            ({"reason": ["why"]}, "reason"),
            ({"key": ""}, "empty"),
            ({"clock": "noon"}, "clock"),
        ],
    )
    def test_a_field_out_of_form_is_refused_even_with_the_right_id(
        self, changes: dict[str, Any], word: str
    ) -> None:
        with pytest.raises((RecordError, NotCanonicalError), match=word):
            read_envelope(sealed(**changes))

    def test_an_action_that_breaks_a_rule_is_named_by_its_path(self) -> None:
        record = {"type": "event", "id": "Rising"}
        line = sealed(do=[BODY["do"][0], {"type": "record", "record": record}])

        ((entry, _),) = log_of(HEADER, line).read()
        with pytest.raises(DamagedLogError) as caught:
            _ = entry.do
        assert caught.value.line == 2
        assert caught.value.path == "test.jsonl"
        assert "do[2].record.id" in caught.value.why


class TestHeader:
    def test_it_gives_the_id_of_the_log(self) -> None:
        assert read_header(write_header("budapest-1956")) == "budapest-1956"

    @pytest.mark.parametrize(
        "line",
        [
            b"",
            b"{}",
            b'{"format":1}',
            b'{"format":true,"log":"test"}',
            b'{"format":"1","log":"test"}',
            b'{"format":2,"log":"test"}',
            b'{"format":1,"log":7}',
            b'{"format":1,"log":"Not An Id"}',
            b'{"format":1,"log":"test","more":1}',
            b'{"log":"test","format":1}',
            b'{"format":1, "log":"test"}',
            b"\xef\xbb\xbf" + HEADER,
            HEADER + b"\r",
        ],
    )
    def test_nothing_else_is_one(self, line: bytes) -> None:
        with pytest.raises(DamagedLogError) as caught:
            log_of(line).header()
        assert caught.value.line == 1

    def test_an_empty_log_lacks_its_header(self) -> None:
        with pytest.raises(DamagedLogError, match="no header line"):
            log_of().header()


def _places(body: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every object or list within a body, with each of its keys or indexes."""
    keys = list(body) if isinstance(body, dict) else range(len(body))
    for key in keys:
        yield body, key
        if isinstance(body[key], dict | list):
            yield from _places(body[key])


def entry_with(text: str) -> bytes:
    """Return an entry's line whose title is this JSON, in raw form."""
    title = sealed().replace(b'"1956"', text.encode("utf-8", "surrogatepass"))
    assert title != sealed()
    return title


def levels_of(value: Any) -> int:
    """Count the levels that a JSON value is nested."""
    if not isinstance(value, dict | list):
        return 0
    children = value.values() if isinstance(value, dict) else value
    return 1 + max(map(levels_of, children), default=0)


@given(
    st.recursive(
        st.just("text"),
        lambda below: (
            st.lists(below, max_size=4) | st.dictionaries(st.sampled_from("abc"), below)
        ),
        max_leaves=12,
    ),
    st.integers(0, 5),
)
def test_what_is_nested_too_deep_is_refused_wherever_it_hangs(
    part: Any, room: int
) -> None:
    value = [part]
    refused = False
    try:
        check_within(value, dumps(value), above=DEEPEST - room)
    except NotCanonicalError:
        refused = True

    assert refused == (levels_of(value) > room)


class TestHostileLines:
    @pytest.mark.parametrize(
        ("line", "word"),
        [
            (b"", "not JSON"),
            (b"null", "not a JSON object"),
            (b"[1]", "not a JSON object"),
            (b"{", "not JSON"),
            (b"\0" * 400, "not JSON"),
            (b"{}", "neither a header nor an entry"),
            (b"\xef\xbb\xbf" + sealed(), "not JSON"),
            (sealed() + b"\r", "carriage return"),
            (sealed() + sealed(), "not JSON"),
            (sealed().replace(b"anna", b"ann\xff"), "not JSON"),
            (sealed().replace(b'"v":1', b'"v":1,"v":1'), "not in canonical form"),
            (sealed().replace(b'"v":1', b'"v":1.0'), "no whole number"),
            (sealed().replace(b'"v":1', b'"v":1e0'), "no whole number"),
            (sealed().replace(b'"v":1', b'"v":NaN'), "not JSON"),
            (sealed().replace(b'"v":1', b'"v":9007199254740992'), "beyond"),
            (sealed().replace(b'"v":1', b'"v":1,"z":' + b"9" * 400), "not JSON|number"),
            (sealed().replace(b'"v":1', b'"v":1,"z":-0'), "canonical|number"),
            (sealed().replace(b'"v":1', b'"v":1,"\xc3\xa9":1'), "not ASCII"),
            (sealed().replace(b"anna", b"ann\\u0061"), "not in canonical form"),
            (sealed().replace(b"anna", b"bela"), "not the hash"),
            (entry_with('"\\ud800"'), "not JSON"),
            (entry_with('"\ud800"'), "not JSON"),
            (entry_with("[" * 90 + "]" * 90), "hash|text"),
            (entry_with("[" * 99 + "]" * 99), "nested deeper"),
            (entry_with("[" * 10_000 + "]" * 10_000), "not JSON"),
            (entry_with('{"a":' * 10_000 + "1" + "}" * 10_000), "not JSON"),
            (b'{"format":1,"log":"other"}', "the header of another log"),
        ],
    )
    def test_each_ends_in_one_error_with_line_and_path(
        self, line: bytes, word: str
    ) -> None:
        log = log_of(HEADER, sealed(), line)

        for use in (
            lambda: list(log.read()),
            log.heads,
            lambda: log.append([Titled("x")]),
        ):
            with pytest.raises(DamagedLogError, match=word) as caught:
                use()
            assert (caught.value.path, caught.value.line) == ("test.jsonl", 3)
        assert [one.line for one in log.verify().problems] == [3]

    @given(st.binary(max_size=60).filter(lambda it: b"\n" not in it and it != HEADER))
    def test_no_bytes_at_all_end_in_another_error(self, line: bytes) -> None:
        with pytest.raises(DamagedLogError):
            list(log_of(HEADER, line).read())

    @given(strategies.actions(), strategies.json_values, st.data())
    def test_any_value_anywhere_is_read_or_refused_but_never_breaks_anything(
        self, action: Action, value: Any, data: st.DataObject
    ) -> None:
        body = json.loads(dumps(action_to_json(action)))
        places = list(_places(body))
        holder, key = data.draw(st.sampled_from(places))
        holder[key] = value
        log = log_of(HEADER, sealed(do=[body]))
        refused = None
        try:
            _ = [entry.do for entry, _ in log.read()]
        except DamagedLogError as error:
            refused = (error.line, error.why)

        found = [(one.line, one.why) for one in log.verify(records=True).problems]
        unauthorised = [one for one in found if "without authority" in one[1]]

        assert found == ([refused] if refused else unauthorised)
        with contextlib.suppress(DamagedLogError):
            log.heads()

    @pytest.mark.parametrize(
        "text",
        [
            "\u2028 \u2029 \x85 \x0b \x0c \x1c \x1e",
            "\x00\x1b[31m",
            "\U0001f54a",
            "a" * 5_000_000,
        ],
    )
    def test_legal_text_survives_however_odd(self, text: str) -> None:
        log = seeded()
        with log.entry() as entry:
            entry.title(text)

        again = Log(MemoryStore(lines=text_of(log).split(b"\n")[:-1]))

        titles = [one for entry in again.entries() for one in entry.do]
        assert Titled(text) in titles
        assert again.verify().is_sound

    def test_reading_on_behind_a_position_names_the_byte(self) -> None:
        log = log_of(HEADER, sealed(), b"{}")
        _, position = next(log.read())
        with pytest.raises(DamagedLogError, match=f"at byte {position.end}") as caught:
            list(log.read(position))

        assert caught.value.line == 0


class TestCanonicalJson:
    @given(strategies.json_values)
    def test_what_is_written_is_read_again(self, value: Any) -> None:
        assert loads(dumps({"value": value})) == {"value": value}

    @given(strategies.actions(), st.data())
    def test_one_byte_more_or_less_is_never_canonical(
        self, action: Action, data: st.DataObject
    ) -> None:
        line = dumps(action_to_json(action))
        at = data.draw(st.integers(0, len(line) - 1))

        for changed in (line[:at] + b" " + line[at:], line[:at] + line[at + 1 :]):
            try:
                again = dumps(loads(changed))
            except NotCanonicalError:
                continue
            assert again == changed  # still one spelling, but of something else
