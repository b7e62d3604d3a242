"""What a store promises to one who uses it alone: to keep what it was given."""

from chrono56.testing.ground import (
    HEADER,
    Ground,
    giving,
    numbered,
    placed,
    require_lines,
)
from chrono56.testing.promises import BrokenPromiseError, require, shown

# What JSON may hold unescaped, and what programs like to "mend": line separators that
# are no line ends, composed and decomposed letters, letters beyond 16 bits, blanks.
_HOSTILE = tuple(
    b'{"text":"%s"}' % text.encode()
    for text in (
        "\u2028 \u2029 \x85 \x7f",
        "o\u030b is not \u0151",
        "\U0001d11e \ufeff \uffff \ufdd0",
        '\\u0000 \\n \\r \\\\ \\"',
        "' \" ; -- %s {} $1 ?".replace('"', '\\"'),
        "  blanks at both ends  ",
    )
)
_LONG = 4_000_000


def it_begins_empty(ground: Ground) -> None:
    """A new log has no lines, and opening or reading it makes none."""
    store = ground.open()

    require_lines(store, [])
    require(store.tail() == b"", f"the tail of nothing is {store.tail()!r}")
    require_lines(ground.open(), [], "another that opens it")


def lines_come_back_in_order(ground: Ground) -> None:
    """Lines come back in the order in which they were appended, each once."""
    lines = [HEADER, *map(numbered, range(100))]
    store = ground.begun(lines[1:4])
    for line in lines[4:10]:
        store.append(giving(line))
    store.append(giving(*lines[10:]))

    require_lines(store, lines)
    require_lines(store, lines, "reading again")


def bytes_are_not_touched(ground: Ground) -> None:
    """A line is bytes: nothing in it is mended, composed, escaped or cut."""
    store = ground.begun(_HOSTILE)

    require_lines(store, [HEADER, *_HOSTILE])
    require_lines(ground.open(), [HEADER, *_HOSTILE], "another that opens it")


def long_lines_come_back(ground: Ground) -> None:
    """A line may have millions of bytes."""
    lines = [numbered(1, _LONG), numbered(2)]

    require_lines(ground.begun(lines), [HEADER, *lines])


def offsets_count_bytes(ground: Ground) -> None:
    """Reading may begin at any line: an offset counts the bytes before it."""
    lines = [HEADER, *_HOSTILE, *map(numbered, range(5))]
    store = ground.begun(lines[1:])
    all_of_it = placed(lines)
    end = sum(len(line) + 1 for line in lines)

    for number, (offset, _) in enumerate(all_of_it):
        found = list(store.read(offset))
        require(
            found == all_of_it[number:],
            f"from offset {offset} on it reads {len(found)} lines"
            f" that are not the last {len(all_of_it) - number}",
        )
    for beyond in (end, end + 1_000_000):
        require(not list(store.read(beyond)), f"it reads lines behind byte {beyond}")


def offsets_stay_valid(ground: Ground) -> None:
    """An offset means the same line for good, whatever is appended later."""
    lines = [HEADER, numbered(1), numbered(2)]
    store = ground.begun(lines[1:])
    before = list(store.read())
    store.append(giving(numbered(3, 5000)))

    for offset, line in before:
        found = next(ground.open().read(offset), None)
        require(
            found == (offset, line),
            f"at offset {offset}, where {shown(line)} stood, it now reads {found!r}",
        )


def whoever_opens_it_later_sees_all(ground: Ground) -> None:
    """What was appended is there for all who open the log, and they can go on."""
    ground.begun([numbered(1)])
    ground.open().append(giving(numbered(2)))

    require_lines(ground.open(), [HEADER, numbered(1), numbered(2)], "opened again, it")


def the_name_stays(ground: Ground) -> None:
    """A store's name is text, and the same whenever its log is opened."""
    store = ground.open()
    before = store.name
    store.append(giving(HEADER))

    require(isinstance(before, str) and bool(before), f"its name is {before!r}")
    for when, name in (("appended to", store.name), ("reopened", ground.open().name)):
        require(name == before, f"named {before!r} at first, {name!r} when {when}")


def nothing_stands_behind_the_lines(ground: Ground) -> None:
    """After an append the tail is empty: no part of a line stands there."""
    tail = ground.begun([numbered(1)]).tail()

    require(tail == b"", f"its tail is {tail!r}")


class _TestError(Exception):
    pass


def a_failing_write_keeps_nothing(ground: Ground) -> None:
    """If *write* raises, its error comes out, nothing is kept, and one can go on."""
    store = ground.begun([numbered(1)])

    def failing() -> list[bytes]:
        raise _TestError

    for call in (store.append, store.rewrite):
        try:
            call(failing)
        except _TestError:
            pass
        else:
            raise BrokenPromiseError(f"{call.__name__} swallowed the error of write")
        require_lines(
            store, [HEADER, numbered(1)], f"after a failed {call.__name__} it"
        )
    store.append(giving(numbered(2)))

    require_lines(store, [HEADER, numbered(1), numbered(2)])


def no_lines_change_nothing(ground: Ground) -> None:
    """If *write* returns no lines, nothing changes."""
    store = ground.begun([numbered(1)])
    store.append(giving())

    require_lines(store, [HEADER, numbered(1)])


def write_is_called_once(ground: Ground) -> None:
    """*write* is called once, and what it reads of the store is all that is there."""
    store, other = ground.begun([numbered(1)]), ground.open()
    list(store.read())
    other.append(giving(numbered(2)))
    seen: list[list[tuple[int, bytes]]] = []

    def write() -> list[bytes]:
        seen.append(list(store.read()))
        return [numbered(3)]

    store.append(write)

    require(len(seen) == 1, f"write was called {len(seen)} times")
    require(
        seen[0] == placed([HEADER, numbered(1), numbered(2)]),
        f"within write it reads {len(seen[0])} lines where 3 are",
    )


def unsynced_lines_are_seen_at_once(ground: Ground) -> None:
    """With ``sync=False`` all see the lines at once; `sync` comes when it likes."""
    store = ground.begun()
    for number in (1, 2):
        store.append(giving(numbered(number)), sync=False)
    lines = [HEADER, numbered(1), numbered(2)]

    require_lines(store, lines)
    require_lines(ground.open(), lines, "before the sync another that opens it")
    store.sync()
    store.sync()
    require_lines(ground.open(), lines, "after the sync another that opens it")


def rewriting_replaces_all_lines(ground: Ground) -> None:
    """Rewriting replaces all lines by others, counted anew, and one can go on."""
    store, other = ground.begun(map(numbered, range(20))), ground.open()
    lines = [HEADER, numbered(7, 3000), numbered(8)]
    where = store.rewrite(lambda: iter(lines))

    require(where == "", f"nothing was set aside, but it says where: {where!r}")
    require_lines(store, lines)
    require_lines(other, lines, "one that had it open before")
    other.append(giving(numbered(9)))
    require_lines(store, [*lines, numbered(9)])


def rewriting_may_read_what_it_replaces(ground: Ground) -> None:
    """Lines may be read from the store while they are taken for its rewriting."""
    numbers = range(300)
    store = ground.begun(numbered(number, 2000) for number in numbers)
    store.rewrite(
        lambda: (line for _, line in store.read() if b'1,"padding' not in line)
    )
    kept = [numbered(number, 2000) for number in numbers if number % 10 != 1]

    require_lines(store, [HEADER, *kept])


def what_is_set_aside_is_not_lost(ground: Ground) -> None:
    """Bytes set aside by a rewriting are kept, each time in another place, told."""
    store = ground.begun([numbered(1)])
    lines = [line for _, line in store.read()]
    places = [store.rewrite(lambda: lines, aside=bytes([n]) * 9) for n in (255, 0)]

    require(all(places), f"it does not say where the bytes are: {places!r}")
    require(places[0] != places[1], f"two times bytes went to {places[0]!r}")
    require_lines(store, lines)
