"""BibTeX and biblatex: entries that BibTeX's own grammar reads, and LaTeX typesets."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from chrono56_csl.bibtex import Entries
from chrono56_csl.fields import BIBLATEX, BIBTEX, Dialect
from chrono56_csl.latex import latex, link

from chrono56 import Chronology, Source
from chrono56.testing import sample

HOSTILE = sorted(
    {event.label() for event in sample() if event.id.startswith("text-")} - {""}
)
BOTH = pytest.mark.parametrize(
    "dialect", [BIBTEX, BIBLATEX], ids=["bibtex", "biblatex"]
)


def fields(dialect: Dialect, **csl: object) -> dict[str, str]:
    """Return the fields of an entry, as they are written."""
    lines = Entries(dialect).entry(Source("s", csl)).splitlines()[2:-1]
    return dict(line.strip(" ,").split(" = ", 1) for line in lines)


class TestDates:
    @pytest.mark.parametrize(
        "text",
        [
            *("1956", "1956-10", "1956-10-23", "1956~", "1956-10?", "1956-10-23%"),
            *(
                "1956/1957",
                "1956-10-23/1956-11",
                "1956/..",
                "../1956",
                "/1956",
                "1956/",
            ),
            *("195X", "19XX", "1956-XX", "1956-10-XX", "1956-24", "-0043-03-15"),
        ],
    )
    def test_biblatex_reads_edtf_of_level_1(self, text: str) -> None:
        assert fields(BIBLATEX, issued=text) == {"date": f"{{{text}}}"}

    @pytest.mark.parametrize(
        ("text", "year"),
        [
            ("[2002,2003]", "2002 or 2003"),
            ("Y12000", None),
            ("2004-06~-11", None),
            ("1956-XX-23", None),
            ("1956-11-04T04:15", None),
        ],
    )
    def test_what_it_can_not_read_is_told_in_words(
        self, text: str, year: str | None
    ) -> None:
        told = fields(BIBLATEX, issued=text)

        assert "date" not in told
        assert year is None or told["year"] == f"{{{year}}}"
        assert told["edtf"] == f"{{{latex(text)}}}"

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("1956", {"year": "{1956}"}),
            ("1956-10", {"year": "{1956}", "month": "oct"}),
            ("1956-10-23", {"year": "{1956}", "month": "oct", "day": "{23}"}),
            (
                "1957-01-01/1957-01-04",
                {"year": "{1957}", "month": "jan", "edtf": "{1957-01-01/1957-01-04}"},
            ),
            ("1956-10/1956-12", {"year": "{1956}", "edtf": "{1956-10/1956-12}"}),
            (
                "1956/1957",
                {"year": "{from 1956 to 1957}", "edtf": "{1956/1957}"},
            ),
            ("2019?", {"year": "{perhaps 2019}", "edtf": "{2019?}"}),
            ("-0043", {"year": "{44 BC}", "edtf": "{-0043}"}),
            ("undated", {"year": "{undated}"}),
        ],
    )
    def test_classic_bibtex_has_numbers_where_they_are_sure(
        self, text: str, told: dict[str, str]
    ) -> None:
        assert fields(BIBTEX, issued=text) == told


class TestTexts:
    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("a -- b", "a -{}- b"),
            ("---", "-{}-{}-"),
            ("``a''", "`{}`a'{}'"),
            ("<<a>>", "<{}<a>{}>"),
            ("?`!`", "?{}`!{}`"),
            ("a-b 'c'", "a-b 'c'"),
        ],
    )
    def test_no_two_signs_become_one(self, text: str, written: str) -> None:
        assert latex(text) == latex(text, commands=True) == written

    def test_nothing_in_a_text_is_a_command_and_braces_balance(self) -> None:
        everything = "".join(map(chr, range(0x20, 0x7F)))
        written = latex(everything)

        assert written.count("{") == written.count("}")
        assert latex("a\\b{c}") == (
            r"a\textbackslash{}b\textbraceleft{}c\textbraceright{}"
        )
        assert latex("100 % of #1 & $2_3^4~") == (
            r"100 \% of \#1 \& \$2\_3\textasciicircum{}4\textasciitilde{}"
        )

    def test_what_acts_or_reorders_is_left_out(self) -> None:
        text = "\u202egpj.exe\u202c \u2066iso\u2069 \u200f\u061c\x1b[31m"

        assert latex(text) == "gpj.exe iso [31m"

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("Győri út", r"Gy{\H{o}}ri {\'{u}}t"),
            ("Đilas, Čačak", r"{\DJ}ilas, {\v{C}}a{\v{c}}ak"),
            ("naïve ŝ", r"na{\"{i}}ve {\^{s}}"),
            ("Мађарска", "Мађарска"),
            ("Việt", "Vi\u1ec7t"),
        ],
    )
    def test_letters_with_accents_are_commands_for_the_classic_program(
        self, text: str, written: str
    ) -> None:
        assert latex(text, commands=True) == written
        assert latex(text) == text

    @BOTH
    def test_a_publisher_with_an_and_is_one_and_not_two(self, dialect: Dialect) -> None:
        told = fields(dialect, type="book", publisher="History and Policy")

        assert told["publisher"] == "{{History and Policy}}"

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "data:text/html,x", "//x", "http://[", "x y"]
    )
    def test_what_is_no_link_does_not_become_one(self, url: str) -> None:
        assert link(url) == ""


class TestReaders:
    @BOTH
    def test_hostile_texts_come_back_from_an_independent_reader(
        self,
        citing: Callable[..., Chronology],
        exported: Callable[..., str],
        dialect: Dialect,
    ) -> None:
        database = pytest.importorskip("pybtex.database", reason="pybtex is not here")
        told = citing(
            *(
                {
                    "title": text,
                    "note": text,
                    "author": [{"literal": text}],
                    "URL": text,
                }
                for text in HOSTILE
            )
        )
        name = "bibtex" if dialect is BIBTEX else "biblatex"
        read = database.parse_string(exported(told, "bibtex", dialect=name), "bibtex")

        assert list(read.entries) == sorted(f"s{n}" for n in range(len(HOSTILE)))
        for number, text in enumerate(HOSTILE):
            entry = read.entries[f"s{number}"]
            if not visible(text):
                continue
            assert set(entry.fields) <= {"title", "note", "url"}
            assert len(entry.persons["author"]) == 1
            if dialect is BIBLATEX:
                assert visible(decoded(entry.fields["title"])) == visible(text)

    @BOTH
    def test_names_come_back_in_their_parts(self, dialect: Dialect) -> None:
        database = pytest.importorskip("pybtex.database", reason="pybtex is not here")
        names = [
            {"family": "Kiss", "given": "Eva"},
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
            {"literal": "Trade and Industry, Ministry of"},
        ]
        entry = Entries(dialect).entry(Source("s", {"author": names}))
        people = database.parse_string(entry, "bibtex").entries["s"].persons["author"]

        assert [
            (one.prelast_names, one.last_names, one.lineage_names) for one in people
        ] == [
            ([], ["Kiss"], []),
            (["van"], ["Gogh"], []),
            ([], ["King"], ["Jr."]),
            ([], ["{Trade and Industry, Ministry of}"], []),
        ]


def decoded(written: str) -> str:
    """Return what LaTeX would show."""
    written = re.sub(r"(?<=[-'`,<>?!])\{\}", "", written)  # behind signs: nothing
    for command, letter in (
        (r"\textbackslash{}", "\\"),
        (r"\textbraceleft{}", "{"),
        (r"\textbraceright{}", "}"),
        (r"\textasciitilde{}", "~"),
        (r"\textasciicircum{}", "^"),
    ):
        written = written.replace(command, letter)
    for special in "&%$#_":
        written = written.replace(f"\\{special}", special)
    return written.removeprefix("{").removesuffix("}")


def visible(text: str) -> str:
    """Return a text without what LaTeX does not show."""
    shown = (one for one in unicodedata.normalize("NFC", text))
    return "".join(one for one in shown if unicodedata.category(one)[0] not in "ZC")
