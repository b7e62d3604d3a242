"""The chronology: what the log comes to, derived and never edited."""

from chrono56.chronology.chronology import Chronology
from chrono56.chronology.query import Query
from chrono56.chronology.views import (
    ClaimView,
    Dispute,
    EventView,
    HistoryItem,
    Revision,
    Stats,
)

__all__ = [
    "Chronology",
    "ClaimView",
    "Dispute",
    "EventView",
    "HistoryItem",
    "Query",
    "Revision",
    "Stats",
]
