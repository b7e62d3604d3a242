"""What has an identity: events, agents, places, sources; and how sources are cited.

Entities carry identity only. Everything a source can say about them is a claim.
"""

from typing import Any, Final

import attrs
from immutabledict import immutabledict

from chrono56.errors import RecordError
from chrono56.model import rules
from chrono56.model.rules import FrozenJson

# The locator terms of CSL 1.0.2.
LOCATOR_LABELS: Final = (
    *("act", "appendix", "article-locator", "book", "canon", "chapter", "column"),
    *("elocation", "equation", "figure", "folio", "issue", "line", "note", "opus"),
    *("page", "paragraph", "part", "rule", "scene", "section", "sub-verbo"),
    *("supplement", "table", "timestamp", "title-locator", "verse", "version"),
    "volume",
)


@attrs.frozen
class Event:
    """Name something that happened; what is known of it are the claims about it.

    Attributes:
        id: The event's id; one namespace with all other records of the log.
        kind: A kind of event such as ``conflict.battle``; a family is a prefix, and
            unknown kinds are kept.
        labels: Its name by BCP 47 language tag.
        extra: Fields that this version does not know, kept as they came.

    >>> Event("soviet-assault", "conflict.operation", {"en": "Soviet assault"}).id
    'soviet-assault'
    """

    id: str = attrs.field(validator=rules.an_id)
    kind: str = attrs.field(default="other", validator=rules.a_kind)
    labels: immutabledict[str, str] = attrs.field(
        factory=immutabledict, converter=rules.labels
    )
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Agent:
    """Name a person, a group or an organisation.

    Attributes:
        id: The agent's id. Two people of one name are two agents.
        kind: ``person``, ``group`` or ``organisation``; others are kept.
        labels: Names by BCP 47 language tag.
        extra: Fields that this version does not know, kept as they came.

    >>> Agent("imre-nagy", labels={"hu": "Nagy Imre"}).kind
    'person'
    """

    id: str = attrs.field(validator=rules.an_id)
    kind: str = attrs.field(default="person", validator=rules.a_kind)
    labels: immutabledict[str, str] = attrs.field(
        factory=immutabledict, converter=rules.labels
    )
    extra: FrozenJson = rules.EXTRA


def _is_point(
    _: "Place", attribute: "attrs.Attribute[Any]", value: tuple[str, str] | None
) -> None:
    if value is None:
        return
    fine = 'use ("47.507", "19.046"): latitude and longitude in degrees, as text'
    if not isinstance(value, tuple) or len(value) != 2:
        raise RecordError(f"{rules.shown(value)} is not a point", fine, "place.point")
    for text, most in zip(value, (90, 180), strict=True):
        if not isinstance(text, str) or not _is_degrees(text, most):
            raise RecordError(
                f"{rules.shown(text)} in {attribute.name}", fine, "place.point"
            )


def _is_degrees(text: str, most: int) -> bool:
    digits = text.removeprefix("-").replace(".", "", 1)
    return (
        digits.isascii()
        and digits.isdigit()
        and not text.endswith(".")
        and not text.removeprefix("-").startswith(".")
        and abs(float(text)) <= most
    )


@attrs.frozen
class Place:
    """Name a place.

    Attributes:
        id: The place's id.
        labels: Names by BCP 47 language tag.
        point: Latitude and longitude in WGS 84 degrees, as decimal text; or None.
        part_of: The id of the place that contains it; empty if unknown or none.
        extra: Fields that this version does not know, kept as they came.

    >>> Place("gyor", {"hu": "Győr"}, ("47.683", "17.635"), "hungary").part_of
    'hungary'
    """

    id: str = attrs.field(validator=rules.an_id)
    labels: immutabledict[str, str] = attrs.field(
        factory=immutabledict, converter=rules.labels
    )
    point: tuple[str, str] | None = attrs.field(
        default=None, converter=rules.as_tuple, validator=_is_point
    )
    part_of: str = attrs.field(
        default="", converter=rules.id_of, validator=rules.an_id_or_empty
    )
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Derivation:
    """State that a source as a whole goes back to another.

    Attributes:
        source: The id of the source it goes back to.
        how: ``copies``, ``reprints``, ``translates``, ``cites``, ``draws_on``; others
            are kept.
        extra: Fields that this version does not know, kept as they came.

    >>> Source("reprint", derived_from=[Derivation("book")]).derived_from[0].how
    'copies'
    """

    source: str = attrs.field(converter=rules.id_of, validator=rules.an_id)
    how: str = attrs.field(default="copies", validator=rules.a_kind)
    extra: FrozenJson = rules.EXTRA


@attrs.frozen
class Citation:
    """Point to the place in a source that supports a claim.

    Attributes:
        source: The id of the source.
        locator: Where in it, such as ``137`` or ``12-14``; empty is the whole.
        label: What the locator counts: a CSL locator term (page, line, paragraph, …).
        quote: The words themselves, where they may be quoted.
        via: The ids of the sources that the cited one itself credits, nearest first.
        extra: Fields that this version does not know, kept as they came.

    >>> Citation("book", "12-14", via=["report"]).label
    'page'
    """

    source: str = attrs.field(converter=rules.id_of, validator=rules.an_id)
    locator: str = attrs.field(default="", validator=rules.a_text)
    label: str = attrs.field(default="page", validator=rules.one_of(*LOCATOR_LABELS))
    quote: str = attrs.field(default="", validator=rules.a_text)
    via: tuple[str, ...] = attrs.field(
        default=(), converter=rules.ids_of, validator=rules.a_tuple_of_ids
    )
    extra: FrozenJson = rules.EXTRA


def _csl(value: Any) -> FrozenJson:
    frozen = rules.frozen_json(value, "csl")
    if not isinstance(frozen, immutabledict):
        raise RecordError(
            f"{rules.shown(value)} is not a CSL item", 'use {"type": "…"}', "csl"
        )
    return frozen


@attrs.frozen
class Source:
    """Describe a work that says something: a book, a page, a report, a witness.

    Attributes:
        id: The source's id.
        csl: A CSL-JSON item; its dates are EDTF text (``"issued": "2002-11-04"``).
        language: The BCP 47 tag of its language; empty if unknown.
        reliability: The Admiralty scale, A (completely reliable) to E (unreliable); F
            where it can't be judged.
        derived_from: What the work as a whole goes back to; a copy is no witness.
        anonymous: Whether it is only "other data", never counted as a witness.
        sha256: The lower-case hex digest of the copy that was used; empty if none.
        extra: Fields that this version does not know, kept as they came.

    >>> book = Source("nsa-2002", {"type": "webpage", "title": "A Briefing Book"})
    >>> book.title, book.at(paragraph=1).locator
    ('A Briefing Book', '1')
    """

    id: str = attrs.field(validator=rules.an_id)
    csl: FrozenJson = attrs.field(factory=immutabledict, converter=_csl)
    language: str = attrs.field(default="", validator=rules.a_language_or_empty)
    reliability: str = attrs.field(default="F", validator=rules.one_of(*"ABCDEF"))
    derived_from: tuple[Derivation, ...] = attrs.field(
        default=(), converter=rules.as_tuple, validator=rules.tuple_of(Derivation)
    )
    anonymous: bool = attrs.field(default=False, validator=rules.a_bool, kw_only=True)
    sha256: str = attrs.field(
        default="", validator=rules.a_digest_or_empty, kw_only=True
    )
    extra: FrozenJson = rules.EXTRA

    @property
    def title(self) -> str:
        """Give the title, or the id where the CSL item has none.

        >>> Source("un-1957", csl={"title": "Report"}).title, Source("leaflet").title
        ('Report', 'leaflet')
        """
        title = self.csl.get("title", "")
        return title if isinstance(title, str) and title else self.id

    def at(self, *, quote: str = "", **locator: str | int) -> Citation:
        """Cite a place in this source, named by a CSL locator term.

        Args:
            quote: The words themselves, where they may be quoted.
            **locator: One term and its value, such as ``page=12`` or ``line="3-5"``;
                none cites the whole work.

        Raises:
            RecordError: More than one term, or none of CSL's.

        >>> Source("book").at(line="3-5").label
        'line'
        """
        if len(locator) > 1:
            raise RecordError(
                f"{len(locator)} locators ({', '.join(locator)})", "give one", self.id
            )
        for label, value in locator.items():
            return Citation(self.id, str(value), label.replace("_", "-"), quote)
        return Citation(self.id, quote=quote)
