"""What an export was made from, in a form that stands in a file of any format."""

import re
from typing import Any, Final, Self
from urllib.parse import parse_qsl, quote

import attrs
from immutabledict import immutabledict

_SCHEME: Final = "chrono56:export?"
_OPTION: Final = "option."
# Nothing in it is escaped by iCalendar (as a URI), HTML, XML, JSON, Markdown or CSV.
_TEXT: Final = re.compile(re.escape(_SCHEME) + r"[A-Za-z0-9%=;:,._~-]+")
_FOLD: Final = re.compile(rb"\r\n[ \t]")  # of a long line, RFC 5545 3.1


def _texts(options: Any) -> immutabledict[str, str]:
    return immutabledict(options)


@attrs.frozen(kw_only=True)
class Provenance:
    """Name all that decides the bytes of an export.

    Attributes:
        exporter: What the exporter is called; of a plugin, ``distribution:name``.
        version: The version of that distribution; empty if it is not installed.
        chrono56: The version of chrono56; empty if it is not installed.
        log: The id of the log.
        heads: The ids of the last entries that count, sorted; empty for an empty log.
        reading: The name of the reading.
        language: The BCP 47 tag of the language of labels.
        taught: The distribution whose language dates and fixed words are in, and its
            version; empty where that is chrono56's own.
        options: The exporter's options and their values, as text.

    >>> told = Provenance(
    ...     exporter="csv", version="0.1.0", chrono56="0.1.0", log="1956",
    ...     heads=("ab12",), reading="default", language="en", options={"bom": "true"},
    ... )
    >>> print(told)  # doctest: +NORMALIZE_WHITESPACE
    chrono56:export?exporter=csv;version=0.1.0;chrono56=0.1.0;log=1956;heads=ab12;reading=default;language=en;option.bom=true
    >>> Provenance.read(str(told)) == told
    True
    """

    exporter: str
    version: str
    chrono56: str
    log: str
    heads: tuple[str, ...]
    reading: str
    language: str
    taught: str = ""
    options: immutabledict[str, str] = attrs.field(converter=_texts)

    def __str__(self) -> str:
        facts = attrs.asdict(self, recurse=False)
        facts["heads"] = ",".join(self.heads)
        options = facts.pop("options")
        if not self.taught:
            del facts["taught"]
        facts |= {f"{_OPTION}{name}": options[name] for name in sorted(options)}
        pairs = (f"{quote(one, '')}={quote(said, ':,')}" for one, said in facts.items())
        return _SCHEME + ";".join(pairs)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what ``str`` wrote.

        Raises:
            ValueError: A fact is missing, unknown or given twice.
        """
        pairs = parse_qsl(
            text.removeprefix(_SCHEME),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            separator=";",
        )
        facts: dict[str, Any] = dict(pairs)
        known = {name for name in attrs.fields_dict(cls) if name != "options"}
        options = {name for name in facts if name.startswith(_OPTION)}
        told = {"taught", *facts} - options
        if len(pairs) != len(facts) or told != known:
            raise ValueError(f"{text!r} names no export")
        facts["heads"] = tuple(filter(None, facts["heads"].split(",")))
        facts["options"] = {
            name.removeprefix(_OPTION): facts.pop(name) for name in options
        }
        return cls(**facts)


def find_provenance(data: bytes) -> Provenance | None:
    """Return the first provenance that stands in *data*; None if there is none.

    >>> find_provenance(b"id,kind,label") is None
    True
    """
    text = _FOLD.sub(b"", data).decode("utf-8", "replace")
    for found in _TEXT.finditer(text):
        try:
            return Provenance.read(found[0])
        except ValueError:  # somebody speaks of exports
            continue
    return None
