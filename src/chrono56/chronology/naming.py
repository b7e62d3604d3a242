"""What a property is called for people: which figure, of whom; whose role."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from chrono56.dates.words.languages import told_in
from chrono56.dates.words.phrases import known_phrase, phrase
from chrono56.errors import UnknownIdError
from chrono56.model import Figure, Participation, Statement, Value
from chrono56.model.kinds import Measure, Role, measures, roles
from chrono56.text import chosen

if TYPE_CHECKING:
    from chrono56.chronology.chronology import Chronology


def property_words(
    name: str, values: Iterable[Value], chronology: "Chronology", language: str = "en"
) -> str:
    """Return what a property is about, such as ``When it happened``.

    Args:
        name: The property, as `Dispute.property` names it.
        values: What is claimed of it.
        chronology: Knows what the ids in values are called.
        language: The BCP 47 tag of the language of the words.

    >>> property_words("start", (), None)  # no names to look up in this one
    'When it began'
    >>> property_words("figure lost", [Figure("lost", best=70, unit="tank")], None)
    'Figure: lost, tank'
    """
    whole = known_phrase(f"about-{name.replace(' ', '-')}", "", language)
    if whole:
        return whole
    name, _, rest = name.partition(" ")
    for says in values:
        if isinstance(says, Statement):
            return phrase("about-quote", language, text=says.text)
        rest = property_name(says, chronology, language) or rest
        break
    about = known_phrase(f"about-{name}", name.capitalize(), language)
    return f"{about}: {rest}" if rest else about


def property_name(says: Value, chronology: "Chronology", language: str) -> str:
    """Return which figure, or which role, a value gives; empty for any other value.

    >>> property_name(Participation("nagy", "appointee"), None, "hu")
    'kinevezett'
    """
    match says:
        case Figure():
            return figure_name(says, chronology, language)
        case Participation(agent, role):
            name = role_label(role, language)
            if role in roles() and roles()[role].exclusive:
                return name
            return f"{name}, {agent_name(chronology, agent, language)}"
        case _:
            return ""


def figure_name(figure: Figure, chronology: "Chronology", language: str) -> str:
    """Return what a figure counts, without its numbers.

    >>> figure_name(Figure("lost", best=70, unit="tank", scope="budapest"), None, "en")
    'lost, tank, budapest'
    """
    measure = measure_label(figure.measure, language)
    return ", ".join([measure, *counted_words(figure, chronology, language)])


def counted_words(figure: Figure, chronology: "Chronology", language: str) -> list[str]:
    """Return the words that say more closely what a figure counts."""
    known = measures().get(figure.measure)
    told = {"person", known.unit if known else ""}  # by the measure itself
    parts = [] if figure.unit in told else [figure.unit]
    if figure.group:
        parts.append(agent_name(chronology, figure.group, language))
    if figure.scope:
        parts.append(figure.scope)
    if figure.as_of is not None:
        date = figure.as_of.describe(told_in(language))
        parts.append(phrase("as-of", language, date=date))
    return parts


def measure_label(measure: str, language: str) -> str:
    """Return what a measure is called.

    >>> measure_label("killed", "hu"), measure_label("swans", "hu")
    ('halott', 'swans')
    """
    return _label(measures(), measure, language)


def role_label(role: str, language: str) -> str:
    """Return what a role is called."""
    return _label(roles(), role, language)


def agent_name(chronology: "Chronology", agent: str, language: str) -> str:
    """Return what an agent is called; its id where it has no label."""
    try:
        return chosen(chronology.agent(agent).labels, language) or agent
    except UnknownIdError:
        return agent


def _label(known: Mapping[str, Role | Measure], name: str, language: str) -> str:
    """Return what a role or measure is called; its id where that is a word anyhow."""
    if name not in known or told_in(language).startswith("en"):
        return name
    return chosen(known[name].labels, language)
