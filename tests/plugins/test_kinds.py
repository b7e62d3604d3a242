"""Kinds of plugins: known where they are installed, and data everywhere else."""

import sys
from pathlib import Path
from typing import Final

import pytest
from tests.cli.command import run
from tests.plugins.installed import PLUGINS, Site, points_of

import chrono56 as c56
from chrono56.errors import RecordError
from chrono56.model.kinds import check_kind, kind_label
from chrono56.model.vocabulary import MoreKinds, Vocabulary, read_vocabulary
from chrono56.plugins.host import PluginHost

NAME: Final = "chrono56-kinds-archives"
TABLES: Final = """
[kind."labour.sit-in"]
labels = { en = "Sit-in", hu = "ülősztrájk" }
cidoc = "E7"
[role.picket]
labels = { en = "Picket" }
presence = true
[measure.banners]
labels = { en = "Banners" }
unit = "banner"
"""
CODE: Final = """
from chrono56.plugins import KindsOffer, hookimpl

def tables():
    return {tables!r}

@hookimpl
def chrono56_kinds():
    return KindsOffer(name="labour", summary="", factory=f"{{__name__}}:tables")
"""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> PluginHost:
    monkeypatch.setattr(sys, "path", [str(PLUGINS / NAME / "src"), *sys.path])
    return PluginHost.load(points_of(NAME), {})


class TestTables:
    def test_hold_kinds_roles_and_measures(self) -> None:
        words = read_vocabulary(TABLES)

        assert words.ids() == ("kind labour.sit-in", "role picket", "measure banners")
        assert words.kinds["labour.sit-in"].labels["hu"] == "ülősztrájk"
        assert words.roles["picket"].presence
        assert words.measures["banners"].unit == "banner"

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("[kind", "no TOML: "),
            ("kind = 7", "kind is no table"),
            ("[kinds.x]", "the table 'kinds'; tables are kind, role, measure"),
            ("[descent.x]", "the table 'descent'"),
            ('[kind."A b"]', "kind A b: 'A b' is not an id"),
            ('[kind]\n"labour.x" = 7', "kind labour.x: it is no table"),
            ('[kind."other.x"]', "kind other.x: the id is taken"),
            ('[kind."politics.protest"]', "kind politics.protest: the id is taken"),
            ("[role.victim]", "role victim: the id is taken"),
            ("[measure.killed]", "measure killed: the id is taken"),
            ('[kind."a.b"]', "kind a.b: no English label"),
            ('[kind."a.b"]\nlabels = 7', "7 are no labels"),
            ('[kind."a.b"]\nlabels.en = 7', "7 is not text"),
            ('[kind."a.b"]\nlabels.hu = "x"', "no English label"),
            (
                '[kind."a.b"]\nlabels.en = "x"\nwikidate = "Q1"',
                "no field 'wikidate'; did you mean 'wikidata'? known are labels, acled",
            ),
            ('[kind."a.b"]\nlabels.en = "x"\nid = "c.d"', "no field 'id'"),
            ('[kind."a.b"]\nlabels.en = "x"\ncidoc = 7', "cidoc is 7; use text"),
            (
                '[role.a]\nlabels.en = "x"\npresence = "yes"',
                "presence is 'yes'; use true or false",
            ),
            (
                '[role.a]\nlabels.en = "x"\nexclusive = true',
                "exclusive is no plugin's to decide",
            ),
        ],
    )
    def test_that_are_none_are_refused_with_what_would_be_fine(
        self, text: str, why: str
    ) -> None:
        with pytest.raises(RecordError) as caught:
            read_vocabulary(text)

        assert why in str(caught.value)

    def test_of_two_the_first_keeps_an_id(self) -> None:
        one = read_vocabulary('[kind."a.b"]\nlabels.en = "one"')
        other = read_vocabulary('[kind."a.b"]\nlabels.en = "other"\n' + TABLES)

        assert (one | other).kinds["a.b"].labels["en"] == "one"
        assert set((one | other).ids()) == set(other.ids())


class TestWhatIsKnownBeyond:
    def test_plugins_are_asked_once_and_only_about_what_is_known_nowhere_else(
        self,
    ) -> None:
        asked: list[int] = []

        def ask() -> Vocabulary:
            asked.append(1)
            return read_vocabulary(TABLES)

        more = MoreKinds(["labour.strike"], ask)
        for kind in ("politics.protest", "other.thing", "labour.strike"):
            check_kind(kind, more)
        kind_label("politics.protest", "en", more)
        kind_label("other.thing", "en", more)
        assert asked == []

        check_kind("labour.sit-in", more)
        assert kind_label("labour.sit-in", "hu", more) == "ülősztrájk"
        assert asked == [1]

    def test_it_can_be_gone_through_as_any_mapping(self) -> None:
        more = MoreKinds(["a.b"], lambda: read_vocabulary(TABLES))

        assert list(more) == ["a.b", "labour.sit-in"]
        assert len(more) == 2
        assert more.get("c.d") is None
        assert kind_label("a.b", "en", more) == "a.b"

    def test_a_slip_of_the_pen_is_told_with_what_plugins_know(self) -> None:
        more = MoreKinds((), lambda: read_vocabulary(TABLES))

        with pytest.raises(RecordError, match=r"did you mean 'labour\.sit-in'\?"):
            check_kind("labour.sitin", more)


class TestAnOffer:
    def test_of_the_plugin_that_ships_has_no_problem(self, host: PluginHost) -> None:
        (plugin,) = host.plugins()
        words = host.vocabulary()

        assert (plugin.offers, plugin.problem) == (("archives",), "")
        assert len(words.kinds) == 8
        assert all({"en", "hu", "sr"} == set(it.labels) for it in words.kinds.values())
        assert words.roles["inspector"].presence

    @pytest.mark.parametrize(
        ("tables", "problem"),
        [
            ("[kind", "no TOML: "),
            (b"", "a bytes of 0 is not text"),
            (None, "None is not text"),
        ],
    )
    def test_that_can_not_be_read_is_a_problem_and_no_more(
        self, tables: object, problem: str, site: Site
    ) -> None:
        site.install("bad-kinds", CODE.format(tables=tables))
        site.install("good-kinds", CODE.format(tables=TABLES))
        host = PluginHost.load()
        (bad,) = [it for it in host.plugins() if it.distribution == "bad-kinds"]

        assert bad.problem.startswith(
            f"chrono56_kinds offers what it can't: RecordError: {problem}"
        )
        assert bad.offers == ()
        assert "labour.sit-in" in host.vocabulary().kinds

    def test_of_what_another_has_is_told_and_the_first_keeps_it(
        self, site: Site
    ) -> None:
        site.install("a-kinds", CODE.format(tables=TABLES))
        site.install("b-kinds", CODE.format(tables=TABLES.replace("Sit-in", "Sit")))
        host = PluginHost.load()
        (second,) = [it for it in host.plugins() if it.distribution == "b-kinds"]

        assert "the kind labour.sit-in is taken by a-kinds" in second.problem
        assert host.vocabulary().kinds["labour.sit-in"].labels["en"] == "Sit-in"


class TestALog:
    def test_takes_the_kinds_of_plugins(self, host: PluginHost) -> None:
        log = c56.open_log("memory:", by="anna", plugins=host)
        with log.entry() as entry:
            entry.event("fire", kind="archives.destruction")
            entry.event("sit-in", kind="other.sit-in")
        chronology = log.chronology()

        assert [it.kind for it in chronology] == [
            "archives.destruction",
            "other.sit-in",
        ]
        assert "archives.seizure" in chronology.kinds
        assert list(c56.check(chronology, ["unknown-kind"])) == []

    def test_refuses_them_without_the_plugin(self) -> None:
        log = c56.open_log("memory:", by="anna", plugins=False)

        with (
            pytest.raises(RecordError, match=r"no kind 'archives\.destruction'"),
            log.entry() as entry,
        ):
            entry.event("fire", kind="archives.destruction")

    def test_shows_them_by_their_id_where_the_plugin_is_missing(
        self, host: PluginHost, tmp_path: Path
    ) -> None:
        log = c56.open_log(tmp_path / "log.jsonl", by="anna", plugins=host)
        with log.entry() as entry:
            fire = entry.event("fire", kind="archives.destruction")
            entry.claim(fire, c56.Dating("1945"), cite=entry.source("book"))
        for plugins, label in ((host, "iratmegsemmisítés"), (False, "archives.destr")):
            told = c56.open_log(tmp_path / "log.jsonl", plugins=plugins).chronology()
            for name in ("markdown", "ical"):
                path = tmp_path / name
                c56.export(told, name, path, language="hu")

                assert label in path.read_text(encoding="utf-8")

    def test_says_that_an_export_may_differ_because_a_plugin_is_missing(
        self, host: PluginHost, tmp_path: Path
    ) -> None:
        log = c56.open_log(tmp_path / "log.jsonl", by="anna", plugins=host)
        with log.entry() as entry:
            fire = entry.event("fire", kind="archives.destruction")
            entry.claim(fire, c56.Dating("1945"), cite=entry.source("book"))
        c56.export(log.chronology(), "ical", tmp_path / "1945.ics")
        without = c56.open_log(tmp_path / "log.jsonl", plugins=False)
        check = c56.check_export(without, tmp_path / "1945.ics")

        assert c56.check_export(log, tmp_path / "1945.ics").outcome == "same"
        assert check.outcome == "differs"
        assert check.why.endswith(
            "or the plugins were that name its kinds (archives.destruction)"
        )

    def test_knows_which_roles_imply_presence(self, host: PluginHost) -> None:
        log = c56.open_log("memory:", by="anna", plugins=host)
        with log.entry() as entry:
            entry.agent("kiss-eva")
            book = entry.source("book")
            entry.event("death", kind="life.death")
            entry.claim("death", c56.Dating("1950"), cite=book)
            entry.claim("death", c56.Participation("kiss-eva", "victim"), cite=book)
            entry.event("visit", kind="archives.inspection")
            entry.claim("visit", c56.Dating("1956"), cite=book)
            entry.claim("visit", c56.Participation("kiss-eva", "inspector"), cite=book)
        found = list(c56.check(log.chronology(), ["action-after-death"]))

        assert "kiss-eva (inspector) had died" in found[0].text


class TestTheCommandLine:
    @pytest.fixture
    def script(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        path = tmp_path / "labour.py"
        path.write_text(CODE.format(tables=TABLES))
        run("init", "--by", "anna", "--no-gitattributes")
        return path

    def test_adds_and_shows_events_of_kinds_in_a_file(self, script: Path) -> None:
        add = ("add", "event", "sit", "--kind", "labour.sit-in", "--by", "anna")
        refused = run(*add)
        added = run(*add, "--plugin", script)
        shown = run("--plugin", script, "show", "sit", "--lang", "hu")
        without = run("show", "sit", "--lang", "hu")

        assert (refused.status, added.status) == (2, 0)
        assert "no kind 'labour.sit-in'" in refused.err
        assert "sit · ülősztrájk (labour.sit-in)" in shown.out
        assert "sit · labour.sit-in (labour.sit-in)" in without.out

    def test_asks_for_a_family_that_only_a_plugin_has(self, script: Path) -> None:
        ask = ("between", "1956", "1957", "--kind", "labour")

        assert run(*ask).status == 2
        assert run(*ask, "--plugin", script).status == 1
        assert (
            "did you mean 'labour.sit-in'"
            in run(*ask[:-1], "labour.sitin", "--plugin", script).err
        )

    def test_finds_them_by_name(self, script: Path) -> None:
        add = ("add", "event", "sit", "--kind", "labour.sit-in", "--by", "anna")
        run(*add, "--plugin", script)
        run("add", "event", "own", "--kind", "other.sit-in", "--by", "anna")
        found = run("search", "ulosztr", "--plugin", script)

        assert [line.strip() for line in found.lines[:2]] == ["undated", "sit"]
        assert "own" not in found.out
        assert run("search", "ulosztr").status == 1
        assert run("search", "ulosztr", "x", "--plugin", script).status == 1

    def test_counts_them_by_name(self, script: Path) -> None:
        run(
            *("add", "event", "sit", "--kind", "labour.sit-in", "--by", "anna"),
            *("--plugin", script),
        )

        assert "ülősztrájk" in run("stats", "--lang", "hu", "--plugin", script).out
        assert "labour.sit-in" in run("stats", "--lang", "hu").out
