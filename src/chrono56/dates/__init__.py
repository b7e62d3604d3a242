"""Uncertain dates: `When`, and what can be said about two of them."""

from chrono56.dates.allen import Allen
from chrono56.dates.compared import possible_relations
from chrono56.dates.monthday import MonthDay
from chrono56.dates.verdict import Verdict
from chrono56.dates.when import When

__all__ = ["Allen", "MonthDay", "Verdict", "When", "possible_relations"]
