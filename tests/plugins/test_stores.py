"""Logs that plugins keep: found by scheme, opened like files, and blamed for faults."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.cli.command import run
from tests.plugins.installed import PLUGINS, Site

import chrono56 as c56
from chrono56.errors import (
    DurabilityUnknownError,
    MissingLogError,
    OfferError,
    PluginError,
    RecordError,
    StoreError,
)
from chrono56.log.memory import MemoryStore
from chrono56.log.offer import StoreOffer
from chrono56.log.store import Store, scheme_of
from chrono56.plugins.host import PluginHost
from chrono56.plugins.stores import GuardedStore
from chrono56.testing import check_store

# Keeps each log in a file named for the URL, and says so when it is imported.
GOOD = """
import sys
from chrono56.plugins import StoreOffer, hookimpl

def keep(url):
    from pathlib import Path
    from chrono56.log.jsonl import JsonlStore

    class Kept(JsonlStore):
        name = url

    return Kept(url.partition("://")[2])

def broken(url):
    raise ImportError("no driver")

@hookimpl
def chrono56_stores():
    return StoreOffer(
        name="{0}", summary="", schemes={1}, factory="plugin_{2}:{3}"
    )
"""


def install(
    site: Site, name: str, schemes: tuple[str, ...], factory: str = "keep"
) -> None:
    module = name.replace("-", "_")
    site.install(name, GOOD.format(name, schemes, module, factory))


class TestOffers:
    @pytest.mark.parametrize(
        ("schemes", "why"),
        [
            ((), "no scheme"),
            (("C",), "scheme 'C'; write it like 'sqlite'"),
            (("SQLite",), "scheme 'SQLite'"),
            (("sqlite://",), "scheme 'sqlite://'"),
            ((1,), "scheme 1"),
        ],
    )
    def test_schemes_that_no_url_can_have_are_refused(
        self, schemes: tuple[Any, ...], why: str
    ) -> None:
        with pytest.raises(OfferError, match=why):
            StoreOffer(name="x", summary="", schemes=schemes, factory="a:b")

    def test_one_scheme_may_stand_alone(self) -> None:
        offer = StoreOffer(name="x", summary="", schemes="nats", factory="a:b")

        assert offer.schemes == ("nats",)

    def test_of_two_plugins_with_one_scheme_the_first_distribution_has_it(
        self, site: Site
    ) -> None:
        install(site, "b-dist", ("kept", "other"))
        install(site, "a-dist", ("kept",))
        host = PluginHost.load(environ={})
        found = {name: offer.provider for name, offer in host.stores().items()}

        assert found == {
            "kept": "a-dist",
            "other": "b-dist",
            "a-dist:kept": "a-dist",
            "b-dist:kept": "b-dist",
            "b-dist:other": "b-dist",
        }
        assert [one.problem for one in host.plugins() if one.name == "main"] == [
            "",
            "'kept' is taken by a-dist; ask for b-dist:kept",
        ]

    def test_a_scheme_offered_twice_by_one_is_its_problem(self, site: Site) -> None:
        install(site, "twice", ("kept", "kept"))
        host = PluginHost.load(environ={})
        (plugin,) = [one for one in host.plugins() if one.distribution == "twice"]

        assert (plugin.offers, plugin.problem) == (("twice",), "offers 'kept' twice")

    def test_each_field_of_it_and_each_method_of_a_store_is_described(self) -> None:
        page = PLUGINS.with_name("docs") / "how-to" / "write-a-store.md"
        first = [
            line.split("|")[1]
            for line in page.read_text("utf-8").splitlines()
            if line.startswith("| `")
        ]
        fields = {*attrs.fields_dict(StoreOffer)} - {"provider"}  # the host's own
        methods = {name for name in vars(Store) if not name.startswith("_")}

        assert {
            name
            for name in fields | methods
            if not any(cell.strip().startswith(f"`{name}") for cell in first)
        } == set()


class TestSchemes:
    @pytest.mark.parametrize(
        ("name", "scheme"),
        [
            ("sqlite:///a/b.db", "sqlite"),
            ("SQLite://b.db", "sqlite"),
            ("postgresql+tls://host/db", "postgresql+tls"),
            ("chrono56-store-sqlite:sqlite:///b", "chrono56-store-sqlite:sqlite"),
            ("C:\\logs\\a.jsonl", ""),
            ("C:/logs/a.jsonl", ""),
            ("C://logs/a.jsonl", ""),
            ("./sqlite://b.db", ""),
            ("/logs/sqlite://b", ""),
            ("notes 12:30.jsonl", ""),
            ("a:b:c", ""),
            ("sqlite:b", ""),
            ("memory:", ""),
            ("://", ""),
            ("", ""),
        ],
    )
    def test_a_url_is_told_from_a_path(self, name: str, scheme: str) -> None:
        assert scheme_of(name) == scheme

    @pytest.mark.parametrize("name", ["a:b.jsonl", "C:", "sqlite:b.jsonl"])
    def test_a_file_with_colons_in_its_name_is_a_file(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        c56.open_log(name, by="anna")

        assert (tmp_path / name).is_file()

    def test_an_unknown_scheme_names_those_that_are_known(self, site: Site) -> None:
        install(site, "good", ("kept",))
        with pytest.raises(PluginError) as caught:
            c56.open_log("kep:///x", by="anna")

        assert str(caught.value) == (
            "unknown URL scheme 'kep'; did you mean 'kept'? known are good:kept, kept"
        )

    def test_without_any_plugin_that_is_said(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CHRONO56_PLUGINS", "")
        outcome = run("stats", "--log", "file:///x")

        assert outcome.status == 2
        assert outcome.err == (
            "chrono56: unknown URL scheme 'file'; no plugin that is installed offers"
            " one (`chrono56 plugins`) (a file is named by its path alone)\n"
        )

    def test_a_path_asks_no_plugin(self, tmp_path: Path) -> None:
        code = (
            f"import sys, chrono56; log = chrono56.open_log({str(tmp_path / 'x')!r},"
            " by='anna'); print(len(log.chronology()), 'pluggy' in sys.modules,"
            " 'chrono56.plugins' in sys.modules)"
        )
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, check=True)

        assert done.stdout == "0 False False\n"


class TestOpening:
    def test_a_log_is_opened_by_its_url_and_named_by_it(
        self, site: Site, tmp_path: Path
    ) -> None:
        install(site, "good", ("kept",))
        url = f"kept://{tmp_path}/log"
        with c56.open_log(url, by="anna").entry() as entry:
            entry.event("rising")
        again = c56.open_log(f"good:{url}")

        assert again.name == url
        assert [event.id for event in again.chronology()] == ["rising"]

    def test_who_only_reads_needs_one_that_is_there(
        self, site: Site, tmp_path: Path
    ) -> None:
        install(site, "good", ("kept",))

        with pytest.raises(MissingLogError, match="no such log"):
            c56.open_log(f"kept://{tmp_path}/none")

    def test_its_read_model_is_kept_under_its_name(
        self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CHRONO56_CACHE", str(tmp_path / "cache"))
        install(site, "good", ("kept",))
        log = c56.open_log(f"kept://{tmp_path}/log", by="anna")
        log.chronology().close()
        before = set((tmp_path / "cache").glob("*.sqlite3"))
        with log.entry() as entry:
            entry.event("rising")

        assert len(before) == 1
        assert len(log.chronology()) == 1
        assert set((tmp_path / "cache").glob("*.sqlite3")) == before

    def test_the_command_line_takes_urls_wherever_it_takes_a_log(
        self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install(site, "good", ("kept",))
        url, copy = f"kept://{tmp_path}/log", f"kept://{tmp_path}/copy"
        c56.open_log(url, by="anna")
        (tmp_path / "copy").write_bytes((tmp_path / "log").read_bytes())
        added = run("add", "agent", "eva", "--by", "anna", "--log", copy)
        merged = run("merge", copy, "--by", "anna", "--log", url)
        monkeypatch.setenv("CHRONO56_LOG", url)

        assert (added.status, merged.status) == (0, 0)
        assert run("show", "eva").status == 0
        assert run("verify").status == 0

    def test_a_plugin_that_can_not_be_had_is_named_in_one_line(
        self, site: Site
    ) -> None:
        install(site, "driverless", ("kept",), "broken")
        outcome = run("stats", "--log", "kept://x")

        assert outcome.status == 3
        assert outcome.err == (
            "chrono56: kept://x: the plugin driverless failed (ImportError: no driver);"
            " it may lack something, or have a fault that its authors should know of\n"
        )


class Faulty(MemoryStore):
    """Fails in each of its methods, in ways that no store may."""

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        yield from super().read(after)
        raise KeyError("row")

    def tail(self) -> bytes:
        sys.exit(3)

    def append(
        self, write: Callable[[], Sequence[bytes]], *, sync: bool = True
    ) -> None:
        super().append(write, sync=sync)
        raise RuntimeError("connection lost")

    def sync(self) -> None:
        raise RuntimeError("connection lost")

    def rewrite(
        self, write: Callable[[], Iterable[bytes]], *, aside: bytes = b""
    ) -> str:
        super().rewrite(write, aside=aside)
        raise RuntimeError("connection lost")


def guarded(folder: Path, store: type[MemoryStore] = MemoryStore) -> GuardedStore:
    return GuardedStore(store(str(folder)), str(folder), "my-dist")


class TestTheBorder:
    def test_it_takes_no_promise_away(self) -> None:
        stores: dict[Path, GuardedStore] = {}

        check_store(
            lambda folder: stores.setdefault(folder, guarded(folder)), processes=False
        )

    @pytest.mark.parametrize(
        ("call", "why"),
        [
            (lambda store: list(store.read()), "KeyError: 'row'"),
            (lambda store: store.tail(), "SystemExit: 3"),
        ],
    )
    def test_what_fails_in_reading_is_the_plugins_fault(
        self, call: Callable[[GuardedStore], object], why: str
    ) -> None:
        with pytest.raises(StoreError) as caught:
            call(guarded(Path("x"), Faulty))

        assert f"x: the plugin my-dist failed ({why})" in str(caught.value)

    @pytest.mark.parametrize("method", ["append", "rewrite", "sync"])
    def test_when_writing_fails_nobody_knows_what_is_there(self, method: str) -> None:
        arguments = [] if method == "sync" else [lambda: [b"{}"]]

        with pytest.raises(DurabilityUnknownError) as caught:
            getattr(guarded(Path("x"), Faulty), method)(*arguments)
        assert str(caught.value) == (
            "x: the plugin my-dist failed (RuntimeError: connection lost);"
            " verify the log"
        )

    @pytest.mark.parametrize("method", ["append", "rewrite"])
    @pytest.mark.parametrize("error", [RecordError("no"), ZeroDivisionError()])
    def test_an_error_of_ours_comes_out_as_it_is(
        self, method: str, error: Exception
    ) -> None:
        def failing(error: Exception) -> list[bytes]:
            raise error

        with pytest.raises(type(error)) as caught:
            getattr(guarded(Path("x")), method)(partial(failing, error))
        assert caught.value is error
