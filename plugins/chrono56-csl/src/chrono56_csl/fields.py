"""What variables and types of CSL are called in BibTeX and biblatex."""

from typing import Final

import attrs


@attrs.frozen(kw_only=True)
class Dialect:
    """Name entry types and fields as a dialect does.

    Attributes:
        entries: Entry types by CSL type; others are ``misc``.
        fields: Fields by CSL variable, of all entry types.
        own: Fields by entry type and CSL variable, where they differ.
        names: Fields that hold names, by CSL variable.
        dates: Fields that hold dates, by CSL variable.
        commands: Whether letters that are not ASCII are written as commands.
    """

    entries: dict[str, str]
    fields: dict[str, str]
    own: dict[str, dict[str, str]]
    names: dict[str, str]
    dates: dict[str, str]
    commands: bool

    def entry(self, type_: str) -> str:
        """Return the entry type of a CSL type."""
        return self.entries.get(type_, "misc")

    def field(self, entry: str, variable: str) -> str:
        """Return the field of a CSL variable; empty if there is none."""
        own = self.own.get(entry, {})
        return own.get(variable, self.fields.get(variable, ""))


_ARTICLES: Final = (
    *("article", "article-journal", "article-magazine", "article-newspaper"),
    *("review", "review-book"),
)
_FIELDS: Final = {
    "abstract": "abstract",
    "chapter-number": "chapter",
    "collection-title": "series",
    "container-title": "booktitle",
    "DOI": "doi",
    "edition": "edition",
    "ISBN": "isbn",
    "ISSN": "issn",
    "keyword": "keywords",
    "note": "note",
    # Of variables that share a field the first that there is fills it.
    "issue": "number",
    "number": "number",
    "collection-number": "number",
    "page": "pages",
    "publisher": "publisher",
    "title": "title",
    "URL": "url",
    "volume": "volume",
}

BIBTEX: Final = Dialect(
    entries={
        **dict.fromkeys(_ARTICLES, "article"),
        **dict.fromkeys(("book", "classic", "musical_score"), "book"),
        **dict.fromkeys(("entry", "entry-dictionary", "entry-encyclopedia"), "misc"),
        "chapter": "incollection",
        "manuscript": "unpublished",
        "pamphlet": "booklet",
        "paper-conference": "inproceedings",
        "report": "techreport",
        "thesis": "phdthesis",
    },
    fields=_FIELDS
    | {"publisher-place": "address", "genre": "type", "language": "language"},
    own={
        "article": {"container-title": "journal"},
        "booklet": {"publisher": "howpublished"},
        "misc": {"container-title": "howpublished"},
        "phdthesis": {"publisher": "school"},
        "techreport": {"publisher": "institution"},
    },
    names={"author": "author", "editor": "editor"},
    dates={"issued": ""},
    commands=True,
)

BIBLATEX: Final = Dialect(
    entries={
        **dict.fromkeys(_ARTICLES, "article"),
        **dict.fromkeys(("book", "classic", "musical_score"), "book"),
        **dict.fromkeys(
            ("entry", "entry-dictionary", "entry-encyclopedia"), "inreference"
        ),
        **dict.fromkeys(("webpage", "post", "post-weblog"), "online"),
        **dict.fromkeys(("bill", "legislation", "regulation", "treaty"), "legislation"),
        **dict.fromkeys(("graphic", "figure", "map"), "image"),
        "chapter": "incollection",
        "dataset": "dataset",
        "legal_case": "jurisdiction",
        "manuscript": "unpublished",
        "motion_picture": "movie",
        "pamphlet": "booklet",
        "paper-conference": "inproceedings",
        "patent": "patent",
        "performance": "performance",
        "periodical": "periodical",
        "report": "report",
        "software": "software",
        "song": "audio",
        "standard": "standard",
        "thesis": "thesis",
    },
    fields=_FIELDS
    | {
        "archive": "library",
        "event-title": "eventtitle",
        "event-place": "venue",
        "genre": "type",
        "number-of-pages": "pagetotal",
        "number-of-volumes": "volumes",
        "original-publisher": "origpublisher",
        "original-publisher-place": "origlocation",
        "original-title": "origtitle",
        "part-number": "part",
        "publisher-place": "location",
        "status": "pubstate",
        "title-short": "shorttitle",
        "version": "version",
    },
    own={
        "article": {"container-title": "journaltitle", "genre": "entrysubtype"},
        "booklet": {"publisher": "howpublished"},
        "misc": {"container-title": "howpublished", "publisher": "organization"},
        "online": {"container-title": "organization", "publisher": "publisher"},
        "report": {"publisher": "institution"},
        "thesis": {"publisher": "institution"},
    },
    names={
        "author": "author",
        "editor": "editor",
        "translator": "translator",
        "container-author": "bookauthor",
    },
    dates={
        "issued": "date",
        "original-date": "origdate",
        "event-date": "eventdate",
        "accessed": "urldate",
    },
    commands=False,
)
