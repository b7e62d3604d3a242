"""The checks that ship, as a table, and how checks are run."""

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs
from immutabledict import immutabledict

from chrono56.chronology.checks.offer import CheckOffer
from chrono56.errors import PluginError
from chrono56.findings import Finding
from chrono56.offers import failure

if TYPE_CHECKING:
    from chrono56.chronology.chronology import Chronology

FAILED: Final = "check-failed"
"""The rule of the finding that a plugin's check could not be carried out."""

# What can't be so comes first, what is only worth a look last.
_TABLE: Final = (
    ("contradiction", "error", "times", "no dates satisfy what is dated and ordered"),
    ("end-before-start", "error", "times", "an event ends before it starts"),
    ("part-outside-whole", "error", "times", "a part falls outside its whole in time"),
    ("circle", "error", "links", "what is its own part, or its own copy"),
    ("death-before-birth", "error", "lives", "a person dies before being born"),
    ("action-after-death", "error", "lives", "a person acts after death"),
    ("issued-before", "warning", "sources", "a source is older than what it attests"),
    ("retracted-source", "warning", "links", "a claim cites what was retracted"),
    ("missing-record", "warning", "links", "something names what is not there"),
    ("lone-unreliable", "warning", "sources", "one source of grade D or E is all"),
    ("quote-without-locator", "warning", "sources", "a quote that can't be looked up"),
    ("figure-of-part", "warning", "events", "a part counts more people than its whole"),
    ("log-oddity", "warning", "links", "an action that its own writer would refuse"),
    ("unattested", "warning", "events", "nothing says that it happened, or when"),
    ("copy-differs", "notice", "sources", "a copy disagrees with its original"),
    ("missing-label", "notice", "events", "no name in a language that others have"),
    ("unknown-kind", "notice", "events", "a kind of event that is not known here"),
)

OFFERS: Final[Mapping[str, CheckOffer]] = immutabledict(
    (
        name,
        CheckOffer(
            name=name,
            summary=summary,
            severity=severity,
            factory=f"chrono56.chronology.checks.{module}:{name.replace('-', '_')}",
        ),
    )
    for name, severity, module, summary in _TABLE
)
"""The checks that ship, by rule."""


def checked(
    chronology: "Chronology",
    rules: Collection[str] = (),
    offers: Mapping[str, CheckOffer] = OFFERS,
) -> Iterator[Finding]:
    """Yield what checks find, check by check.

    Args:
        chronology: What is checked.
        rules: The rules to check; empty for all.
        offers: The checks by rule. What one of a plugin does wrong is a finding of the
            rule ``check-failed``; what it found before counts.

    Raises:
        PluginError: There is no such rule.
    """
    for rule in rules:
        if rule not in offers:
            near = difflib.get_close_matches(rule, offers)
            raise PluginError(rule, sorted(offers), near, "rule")
    chosen = [
        (rule, offer) for rule, offer in offers.items() if not rules or rule in rules
    ]
    return (
        found for rule, offer in chosen for found in _found(chronology, rule, offer)
    )


def _found(chronology: "Chronology", rule: str, offer: CheckOffer) -> Iterator[Finding]:
    if offer.provider == "chrono56":
        yield from offer.check()(chronology)
        return
    try:
        for found in offer.check()(chronology):
            if not isinstance(found, Finding):
                raise TypeError(f"it gave {type(found).__name__}, not Finding")
            # The rule under which it was asked for, whatever the plugin calls it.
            yield attrs.evolve(found, rule=rule)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the plugin border
        why = f"failed ({failure(error)})"
        text = f"the check {rule} of the plugin {offer.provider} {why}"
        yield Finding(FAILED, "error", (), text)
