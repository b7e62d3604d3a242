import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.log.world import authorise

from chrono56.chronology import Chronology
from chrono56.chronology.tables import schema
from chrono56.errors import DamagedLogError
from chrono56.log.cache import TABLES, cache_path
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore


@pytest.fixture(name="log")
def _log(tmp_path: Path) -> Log:
    log = Log(JsonlStore(tmp_path / "log.jsonl"), by="anna")
    log.begin()
    _record(log, "e1")
    return log


def _record(log: Log, event: str) -> None:
    with log.entry() as entry:
        entry.event(event, labels={"en": f"the secret of {event}"})


def _ids(log: Log) -> list[str]:
    with Chronology.open(log) as chronology:
        return [event.id for event in chronology]


def _file(log: Log) -> Path:
    path = cache_path(log.name, log.id, TABLES)
    assert path is not None
    return path


def test_nothing_is_written_beside_the_log(log: Log, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    _ids(log)

    assert set(tmp_path.iterdir()) - before == {tmp_path / "cache"}
    assert _file(log).is_file()


def test_without_a_cache_nothing_is_written(log: Log, tmp_path: Path) -> None:
    Chronology.open(log, cache=False).close()

    assert not (tmp_path / "cache").exists()


def test_only_what_is_new_is_read_again(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ids(log)
    _record(log, "e2")
    monkeypatch.setattr("chrono56.chronology.tables.filling.fill", None)

    assert _ids(log) == ["e1", "e2"]


def test_what_was_kept_is_used(log: Log) -> None:
    _ids(log)
    with sqlite3.connect(_file(log)) as connection:
        connection.execute("UPDATE event SET kind = 'kept'")
    connection.close()

    with Chronology.open(log) as chronology:
        assert chronology.event("e1").kind == "kept"


@pytest.mark.parametrize("start", [0, 100, 4096, 9000])
def test_a_damaged_file_is_made_anew(log: Log, start: int) -> None:
    _ids(log)
    path = _file(log)
    path.write_bytes(path.read_bytes()[:start] + b"nonsense" * 2000)
    _record(log, "e2")

    assert _ids(log) == ["e1", "e2"]
    assert _ids(log) == ["e1", "e2"]


def test_tables_of_another_program_are_replaced(log: Log) -> None:
    path = _file(log)
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE event (mine)")
    connection.close()

    assert _ids(log) == ["e1"]


def test_tables_of_another_version_are_filled_anew(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ids(log)
    with sqlite3.connect(_file(log)) as connection:
        connection.execute("UPDATE event SET kind = 'old'")
    connection.close()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)

    with Chronology.open(log) as chronology:
        assert chronology.event("e1").kind == "other"


def test_a_log_that_went_back_is_read_anew(log: Log) -> None:
    before = Path(log.name).read_bytes()
    _record(log, "e2")
    _ids(log)
    Path(log.name).write_bytes(before)

    assert _ids(Log(JsonlStore(log.name))) == ["e1"]


def _with_a_mark(log: Log) -> None:
    """Fill the tables, and mark them, so that it shows if they are filled anew."""
    _ids(log)
    with sqlite3.connect(_file(log)) as connection:
        connection.execute("UPDATE event SET kind = 'marked'")
    connection.close()


def _is_marked(log: Log) -> bool:
    with Chronology.open(Log(JsonlStore(log.name))) as chronology:
        return chronology.event("e1").kind == "marked"


def test_a_log_that_was_only_touched_is_proven_and_not_read_anew(log: Log) -> None:
    _with_a_mark(log)
    os.utime(log.name, ns=(0, 10**18))

    assert _is_marked(log)
    assert _is_marked(log)


def test_a_log_that_was_not_touched_is_not_proven_again(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chrono56.log.chain.verify", None)
    _ids(log)
    _record(log, "e2")

    for _ in range(2):
        assert _ids(log) == ["e1", "e2"]


def test_a_line_that_was_changed_in_its_place_is_noticed(log: Log) -> None:
    _record(log, "e2")
    _ids(log)
    path = Path(log.name)
    path.write_bytes(path.read_bytes().replace(b"secret of e1", b"sEcret of e1"))
    os.utime(path, ns=(0, 10**18))

    for _ in range(2):
        with pytest.raises(DamagedLogError, match=":2: the id is not the hash"):
            _ids(Log(JsonlStore(path)))


def test_a_line_that_changed_its_length_is_noticed(log: Log) -> None:
    _record(log, "e2")
    _ids(log)
    path = Path(log.name)
    path.write_bytes(path.read_bytes().replace(b"secret of e1", b"truth of e1"))

    with pytest.raises(DamagedLogError, match=":2: the id is not the hash"):
        _ids(Log(JsonlStore(path)))


def test_a_line_that_was_changed_while_the_log_grew_is_for_verify_to_find(
    log: Log,
) -> None:
    _record(log, "e2")
    _ids(log)
    _record(log, "e3")
    path = Path(log.name)
    path.write_bytes(path.read_bytes().replace(b"secret of e1", b"sEcret of e1"))

    assert _ids(Log(JsonlStore(path))) == ["e1", "e2", "e3"]
    assert not Log(JsonlStore(path)).verify().is_sound


def test_copies_that_were_united_are_read_anew(log: Log, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(Path(log.name).read_bytes())
    _record(log, "e2")
    other = Log(JsonlStore(copy), by="bela")
    _record(other, "e0")
    _ids(log)
    theirs = copy.read_bytes().splitlines(keepends=True)[1:]
    with Path(log.name).open("ab") as file:
        file.writelines(theirs)

    with Chronology.open(log) as chronology:
        assert [event.id for event in chronology] == ["e0", "e1", "e2"]
        assert len(chronology.head.split(",")) == 2


@pytest.mark.filterwarnings("ignore::chrono56.errors.ErasureWarning")
def test_what_is_erased_is_gone_from_the_file(log: Log) -> None:
    _ids(log)
    assert any(b"secret of e1" in file for file in _bytes(log))
    log.erase("e1", reason="asked for")

    assert _ids(log) == []
    assert not any(b"secret of e1" in file for file in _bytes(log))


def test_what_is_to_be_erased_is_gone_before_its_text_is(log: Log) -> None:
    _ids(log)
    (entry, _), *_ = log.read()
    authorise(log, entry.addresses[0])

    assert _ids(log) == []
    assert not any(b"secret of e1" in file for file in _bytes(log))
    assert b"secret of e1" in Path(log.name).read_bytes()


def _bytes(log: Log) -> list[bytes]:
    return [path.read_bytes() for path in _file(log).parent.iterdir()]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_folder_that_may_not_be_written_is_done_without(
    log: Log, tmp_path: Path
) -> None:
    (tmp_path / "cache").mkdir(mode=0o500)

    assert _ids(log) == ["e1"]


def test_a_file_where_the_folder_should_be_is_done_without(
    log: Log, tmp_path: Path
) -> None:
    (tmp_path / "cache").touch()

    assert _ids(log) == ["e1"]


def test_whoever_has_no_home_is_answered_from_memory(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_home() -> Path:
        msg = "Could not determine home directory."
        raise RuntimeError(msg)

    monkeypatch.setattr(Path, "home", no_home)
    for name in ("CHRONO56_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)

    assert _ids(log) == ["e1"]


def test_a_writer_that_was_killed_leaves_the_old_state(log: Log) -> None:
    _ids(log)
    script = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        " c.execute('DELETE FROM event'); c.execute('PRAGMA cache_spill = 1');"
        " os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(_file(log))], check=False)

    assert _ids(log) == ["e1"]


def counted_at_once(log: Log, processes: int) -> list[str]:
    """Return how many events each of some processes finds that open a log at once."""
    script = (
        "import sys; from chrono56.chronology import Chronology;"
        " from chrono56.log.log import Log; from chrono56.log.jsonl import JsonlStore;"
        " print(len(Chronology.open(Log(JsonlStore(sys.argv[1])))))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, log.name],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            text=True,
        )
        for _ in range(processes)
    ]
    return [process.communicate()[0].strip() for process in running]


def test_several_processes_catch_up_at_once(log: Log) -> None:
    for number in range(2, 40):
        _record(log, f"e{number}")

    assert counted_at_once(log, 4) == ["39"] * 4


def test_values_stay_good_when_the_chronology_is_closed(log: Log) -> None:
    with Chronology.open(log) as chronology:
        event = chronology.event("e1")

    assert event.label() == "the secret of e1"


def test_an_iterator_outlives_the_chronology_it_came_from(log: Log) -> None:
    events = iter(Chronology.open(log))

    assert [event.id for event in events] == ["e1"]


def test_a_list_of_events_is_read_without_what_only_claims_need(log: Log) -> None:
    _ids(log)
    script = (
        "import sys; from chrono56.chronology import Chronology;"
        " from chrono56.log.log import Log; from chrono56.log.jsonl import JsonlStore;"
        " list(Chronology.open(Log(JsonlStore(sys.argv[1]))).on('1956'));"
        " print(*sys.modules)"
    )
    woken = subprocess.run(
        [sys.executable, "-c", script, log.name],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ).stdout.split()

    assert "chrono56.chronology.query" in woken
    for module in ("builder", "hearing", "disputes", "reading", "history", "stats"):
        assert f"chrono56.chronology.{module}" not in woken


def test_a_log_that_lost_an_entry_is_not_read_as_if_it_had_not(log: Log) -> None:
    for name in ("second", "third"):
        with log.entry() as entry:
            entry.event(name)
    whole = [line for _, line in log.store.read()]
    holed = Log(MemoryStore(lines=[*whole[:1], *whole[2:]]))

    with pytest.raises(DamagedLogError, match="an entry is missing that others follow"):
        Chronology.open(holed, cache=False)
