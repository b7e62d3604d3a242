"""What an action did, what a claim says and what a value is, in short sentences."""

from collections.abc import Iterator
from typing import Any, Final

from chrono56.chronology import Chronology
from chrono56.chronology.agreement import name_of as name_of_value
from chrono56.chronology.fields import differing, name_of
from chrono56.chronology.naming import agent_name, figure_name, role_label
from chrono56.chronology.past.accounts import ActionView, Shown
from chrono56.dates import When
from chrono56.dates.words.languages import told_in
from chrono56.exporters.names import place_name
from chrono56.exporters.wording import (
    cited_words,
    figure_numbers,
    said_words,
    value_words,
    written_words,
)
from chrono56.log.codec import record_to_json, value_to_json
from chrono56.log.ledger import type_of
from chrono56.model import Claim, Event, Figure, Participation, Record, Source
from chrono56.text import SHOWN

_NONE: Final = "nothing"


class Sentences:
    """Tell of actions and values in words.

    Args:
        told: Knows what the ids in them are called.
        language: The BCP 47 tag of the language that names are wanted in.
    """

    def __init__(self, told: Chronology, language: str) -> None:
        self._told = told
        self._language = language

    def action(self, action: ActionView) -> str:
        """Return what an action did."""
        text = self._deed(action)
        return f"{text}: {action.reason}" if action.reason else text

    def claim(self, claim: Claim) -> str:
        """Return what a claim says, and who says so."""
        written = written_words(claim, self._language)
        cited = cited_words(claim, self._language)
        return f"{self._value(claim)}{written} ({cited})"

    def record(self, record: Record) -> str:
        """Return what a record is, and what it says."""
        said = self._said(record)
        return f"{_thing(record)}: {said}" if said else _thing(record)

    def shown(self, name: str, value: Shown, about: str) -> str:
        """Return what the property *name* of a record is shown as."""
        match value:
            case None:
                return _NONE
            case str():
                is_place = name == "place" and bool(value)
                return self._place(value) if is_place else value
            case When():
                return value.describe(told_in(self._language))
            case Claim():
                return self.claim(value)
            # What is counted, and in which role, the name of the property tells.
            case Figure():
                return figure_numbers(value, self._language)
            case Participation():
                return agent_name(self._told, value.agent, self._language)
            case _:
                return said_words(value, about, self._told, self._language)

    def property(self, name: str, value: Shown) -> str:
        """Return what a property is called that has this value."""
        match value:
            case Figure():
                return f"figure {figure_name(value, self._told, self._language)}"
            case Participation():
                return f"role {role_label(value.role, self._language)}"
            case _:
                return name

    def claimed(self, name: str, about: str) -> str:
        """Return what a property is called that claims about something tell."""
        if name.startswith(("figure ", "role ")):
            for view in self._told.claims(about):
                if name_of_value(view.claim.says) == name:
                    return self.property(name, view.claim.says)
        return name

    def revision(self, before: Record, after: Record) -> str:
        """Return which fields of a record changed, from what to what."""
        return "; ".join(self._changed(before, after))

    def _changed(self, before: Record, after: Record) -> Iterator[str]:
        fields = differing(before, after)
        if isinstance(before, Claim) and isinstance(after, Claim):
            # Words tell these better than their JSON does.
            if {"says", "mode"} & fields.keys():
                yield f"{self._value(before)} → {self._value(after)}"
            if "citations" in fields:
                was, now = (cited_words(it, self._language) for it in (before, after))
                yield f"cited {was} → {now}"
            told = ("says", "mode", "citations")
            fields = {name: fields[name] for name in fields if name not in told}
        for name, (old, new) in fields.items():
            yield f"{name} {old or _NONE} → {new or _NONE}"

    def _deed(self, action: ActionView) -> str:
        match action.verb:
            case "record" | "revise" if action.record is not None:
                return self._recording(action, action.record)
            case "retract" if action.action:
                return f"took back the action {action.action[:SHOWN]}"
            case "retract":
                return f"retracted {action.target}"
            case "rank":
                return f"ranked {action.target} {action.value}"
            case "unite":
                return f"united {action.target} into {action.value}"
            case "title":
                return f"gave the title “{action.value}”"
            case "erase":
                return f"erased the text of the action {action.action[:SHOWN]}"
            case "erased":
                return "did something that was erased"
            case _:
                return f"did something unknown here ({action.verb})"

    def _recording(self, action: ActionView, record: Record) -> str:
        if action.verb == "revise" and action.before is not None:
            changed = self.revision(action.before, record)
            return f"revised the {_thing(record)}: {changed}"
        return f"{action.verb.removesuffix('e')}ed the {self.record(record)}"

    def _said(self, record: Record) -> str:
        """Return what there is to say of a record besides its type and id."""
        match record:
            case Claim():
                return self.claim(record)
            case Event():
                name = name_of(record)
                named = f"“{name}”, " if name != record.id else ""
                return f"{named}{record.kind}"
            case Source():
                return f"“{record.title}”, reliability {record.reliability}"
            case _:
                name = name_of(record)
                return f"“{name}”" if name != record.id else ""

    def _value(self, claim: Claim) -> str:
        return value_words(claim, self._told, self._language)

    def _place(self, place_id: str) -> str:
        return place_name(self._told, place_id, self._language)


def shown_json(value: Shown) -> Any:
    """Return a value as JSON: a date as EDTF, a claim as the log has it."""
    match value:
        case None | str():
            return value
        case When():
            return str(value)
        case Claim():
            return record_to_json(value)
        case _:
            return value_to_json(value)


def _thing(record: Record) -> str:
    about = f" about {record.about}" if isinstance(record, Claim) else ""
    return f"{type_of(record)} {record.id}{about}"
