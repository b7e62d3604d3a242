"""CSL-JSON, as the language of citation styles defines it and a processor reads it."""

import importlib.resources
import io
import json
import re
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from chrono56_csl import variables
from chrono56_csl.dates import csl_date
from chrono56_csl.items import csl_item, names_of

import chrono56

STYLE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>Names, dates, titles, publishers</title><id>x</id></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout delimiter="; ">
<names variable="author"/>
<date variable="issued" prefix=" "><date-part name="year"/></date>
<text variable="title" prefix=" "/>
<text variable="publisher" prefix=" "/>
</layout></bibliography></style>"""


class TestDates:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("1956", {"date-parts": [[1956]]}),
            ("1956-10", {"date-parts": [[1956, 10]]}),
            ("1956-10-23", {"date-parts": [[1956, 10, 23]]}),
            ("1957-01-01/1957-04", {"date-parts": [[1957, 1, 1], [1957, 4]]}),
            ("1956-10-XX", {"date-parts": [[1956, 10]], "edtf": "1956-10-XX"}),
            ("1956?", {"date-parts": [[1956]], "circa": True, "edtf": "1956?"}),
            ("2019~", {"date-parts": [[2019]], "circa": True, "edtf": "2019~"}),
            ("1956-10-23T15:00", {"date-parts": [[1956, 10, 23]]}),
            ("1956-24", {"date-parts": [[1956]], "season": 4, "edtf": "1956-24"}),
            ("0001", {"date-parts": [[1]]}),
            ("0000", {"date-parts": [[-1]]}),
            ("-0043-03-15", {"date-parts": [[-44, 3, 15]]}),
            ("Y12000", {"date-parts": [[12000]], "edtf": "Y12000"}),
            ("195X", {"literal": "the 1950s", "edtf": "195X"}),
            ("[..1956-11-07]", {"literal": "by 7 November 1956"}),
            ("1956-10/..", {"literal": "from October 1956 on"}),
            ("in Tsar Lazar's time", {"literal": "in Tsar Lazar's time"}),
        ],
    )
    def test_parts_say_what_they_can_and_edtf_the_rest(
        self, text: str, told: dict[str, Any]
    ) -> None:
        found = csl_date(text)

        assert {key: found.get(key) for key in told} == told
        assert set(found) - set(told) <= {"edtf"}
        assert found.get("edtf", text) == text

    def test_words_are_in_the_language_that_dates_are_told_in(self) -> None:
        book = chrono56.Source("book", {"issued": "[2002,2003]"})

        assert csl_item(book, "hu")["issued"]["literal"] == "2002 vagy 2003"

    def test_what_was_recorded_as_parts_stays_as_it_is(self) -> None:
        parts = {"date-parts": [[1956, 10]]}

        assert csl_item(chrono56.Source("book", {"issued": parts}))["issued"] == parts


class TestItems:
    def test_no_variable_is_lost_and_none_invented(self) -> None:
        csl = {"type": "scroll", "title": "T", "volume": 3, "x": [1, {"y": "z"}]}
        source = chrono56.Source(
            "s", csl, "hu", "A", [chrono56.Derivation("t")], anonymous=True
        )

        assert csl_item(source) == {
            "id": "s",
            "type": "document",
            "title": "T",
            "volume": "3",
            "language": "hu",
            "custom": {
                "type": "scroll",
                "x": [1, {"y": "z"}],
                "reliability": "A",
                "anonymous": True,
                "derived_from": [{"source": "t", "how": "copies"}],
            },
        }

    def test_of_an_ordinary_source_no_more_is_judged_than_its_reliability(self) -> None:
        book = chrono56.Source("book", {"type": "book"})

        assert csl_item(book)["custom"] == {"reliability": "F"}

    @pytest.mark.parametrize(
        ("value", "names"),
        [
            ("Anon", [{"literal": "Anon"}]),
            ([{"family": "Nagy", "x": 1}], [{"family": "Nagy"}]),
            ([{}, "", {"literal": "A"}], [{"literal": "A"}]),
        ],
    )
    def test_names_have_the_parts_of_csl_and_no_others(
        self, value: object, names: list[dict[str, str]]
    ) -> None:
        assert names_of(value) == names


class TestReaders:
    def test_the_tables_are_those_of_the_schema(self) -> None:
        pytest.importorskip("citeproc", reason="citeproc-py brings the schema of CSL")
        folder = importlib.resources.files("citeproc") / "data/schema/schemas/styles"
        words = {
            section.split()[0]: set(re.findall(r'"([^"]+)"', section))
            for name in ("csl-variables.rnc", "csl-types.rnc")
            for section in re.split(
                r"\n  (?=[\w.-]+ =)", (folder / name).read_text(encoding="utf-8")
            )
        }

        assert words["variables.dates"] == variables.DATES
        assert words["variables.names"] == variables.NAMES
        texts = ("numbers", "titles", "strings")
        assert set().union(*(words[f"variables.{one}"] for one in texts)) == (
            variables.TEXTS
        )
        assert words["item-types"] == variables.TYPES

    def test_a_processor_makes_a_bibliography_of_it(
        self,
        citing: Callable[..., chrono56.Chronology],
        exported: Callable[..., str],
    ) -> None:
        citeproc = pytest.importorskip("citeproc", reason="citeproc-py is not here")
        from citeproc.source.json import CiteProcJSON

        told = citing(
            {
                "type": "book",
                "title": "A Könyv & <b>more</b>",
                "author": [{"family": "Kiss", "given": "Éva"}],
                "issued": "1957-10~",
                "publisher": "Kiadó",
            },
            {"type": "report", "title": "Undated", "issued": "[2002,2003]"},
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # it does not know custom
            source = CiteProcJSON(json.loads(exported(told, "csl-json")))
        style = citeproc.CitationStylesStyle(io.BytesIO(STYLE), validate=False)
        shelf = citeproc.CitationStylesBibliography(
            style, source, citeproc.formatter.plain
        )
        for key in source:
            shelf.register(citeproc.Citation([citeproc.CitationItem(key)]))
        lines = "\n".join(map(str, shelf.bibliography()))

        for word in ("Kiss", "1957", "A Könyv &", "Kiadó", "2002 or 2003", "Undated"):
            assert word in lines
