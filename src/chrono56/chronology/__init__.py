"""The chronology: what the log comes to, derived and never edited."""

from chrono56.chronology.chronology import Chronology
from chrono56.chronology.query import Query
from chrono56.chronology.views import (
    Choice,
    ClaimView,
    Dispute,
    EventView,
    Judgement,
    Revision,
    Stats,
)

__all__ = [
    "Choice",
    "Chronology",
    "ClaimView",
    "Dispute",
    "EventView",
    "Judgement",
    "Query",
    "Revision",
    "Stats",
]
