"""What a ledger knows, as values: where it stands, and what it holds under a key."""

from collections.abc import Collection, Mapping
from typing import Final

import attrs

_NOT_YET: Final = "~"  # sorts after every instant, and after every id


@attrs.define(order=True, weakref_slot=False)
class Origin:
    """Where an action comes from; it sorts as entries do, by their canonical order.

    Attributes:
        at: When its entry was recorded; what is not yet in the log comes after all.
        entry: The id of its entry.
    """

    at: str = _NOT_YET
    entry: str = _NOT_YET


@attrs.define(weakref_slot=False)
class Version:
    """One recording or revision of a record; it is not changed.

    Attributes:
        origin: Which entry recorded it.
        action: The address of its action.
        content: What tells the record's content, see `content_of`.
        type: The record's type.
    """

    origin: Origin
    action: str
    content: str
    type: str


@attrs.frozen(kw_only=True)
class Ends:
    """Hold where a ledger stands: what may change with whatever it takes in next.

    Attributes:
        heads: The entries that no other follows, and when they were recorded.
        awaited: The parents that were named but did not come.
        unfinished: The addresses of actions to be erased that still have a text.
        erasures: Which entry recorded that an action, by its address, be erased.
    """

    heads: Mapping[str, str]
    awaited: Collection[str]
    unfinished: Collection[str]
    erasures: Mapping[str, Origin]


@attrs.frozen(kw_only=True)
class Contents:
    """Hold all else that a ledger knows; these are its own, not copies.

    Attributes:
        entries: The ids of entries.
        keys: For a key where the line begins that was appended under it.
        actions: For the address of an action its type.
        versions: For a record's id its recordings and revisions.
        retractions: For a record's id or an action's address what takes it back.
        unions: For a record's id its unions into others; see `Ledger.unions_of`.
    """

    entries: Collection[str]
    keys: Mapping[str, int]
    actions: Mapping[str, str]
    versions: Mapping[str, tuple[Version, ...]]
    retractions: Mapping[str, list[str]]
    unions: Mapping[str, list[tuple[Origin, str, str]]]
