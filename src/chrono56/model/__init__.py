"""The model: entities, claims and kinds; nothing about storage.

A name is imported when it is first used: what lists events needs no record, and the
classes of all records cost a quick question a tenth of its time.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chrono56.model.claims import (
        Claim,
        Dating,
        Figure,
        Location,
        Occurrence,
        Ordering,
        Participation,
        Relation,
        Statement,
        UnknownValue,
        Value,
    )
    from chrono56.model.entities import (
        Agent,
        Citation,
        Derivation,
        Event,
        Place,
        Source,
    )
    from chrono56.model.records import RECORD_TYPES, Record, UnknownRecord

__all__ = [
    "RECORD_TYPES",
    "Agent",
    "Citation",
    "Claim",
    "Dating",
    "Derivation",
    "Event",
    "Figure",
    "Location",
    "Occurrence",
    "Ordering",
    "Participation",
    "Place",
    "Record",
    "Relation",
    "Source",
    "Statement",
    "UnknownRecord",
    "UnknownValue",
    "Value",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name in __all__:
            for home in ("claims", "entities", "records"):
                names = vars(import_module(f"{__name__}.{home}"))
                if name in names:
                    return globals().setdefault(name, names[name])
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
