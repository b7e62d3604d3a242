"""The verb check: what is impossible, unlikely, or worth a look."""

from argparse import Namespace
from collections.abc import Collection, Iterable, Iterator

from chrono56 import app, lookup
from chrono56.chronology import Chronology, Query
from chrono56.cli import paper, status
from chrono56.cli.opening import check_filters, chronology, plugins, say
from chrono56.findings import SEVERITIES, Finding


def check(options: Namespace) -> int:
    """List what the checks find, the worst first; or the rules."""
    if options.list:
        return _put_rules(options)
    with chronology(options) as told:
        if options.about:
            told.claims(options.about)  # an unknown id is an error
        checked = app.check(told, options.rules, plugins=plugins(options))
        found = list(_wanted(told, checked, options))
        found.sort(key=lambda one: SEVERITIES.index(one.severity))
        least = options.severity or ("notice" if options.rules else "warning")
        listed = [one for one in found if _is_as_severe(one, least)]
        if not found:
            check_filters(told, Query(kind=options.kind))
    if options.json:
        for one in listed:
            paper.put_json(_finding_json(one))
    else:
        _put(listed)
    _say_what_is_not_listed(listed, found)
    return status.NOTHING if listed else status.OK


def _put_rules(options: Namespace) -> int:
    for rule, offer in lookup.checks(plugins=plugins(options)).items():
        if options.rules and rule not in options.rules:
            continue
        if options.json:
            body = {"rule": rule, "severity": offer.severity}
            paper.put_json(
                body | {"summary": offer.summary, "provider": offer.provider}
            )
        else:
            paper.put_wrapped(f"{offer.severity:<8} {rule:<22} {offer.summary}", 0, 32)
    return status.OK


def _wanted(
    told: Chronology, checked: Iterable[Finding], options: Namespace
) -> Iterator[Finding]:
    kind, about = options.kind, options.about
    query = Query(kind=kind, everything=True)
    events = {event.id for event in told.select(query)} if kind else set()
    for one in checked:
        is_about = about in one.about or about in one.claims
        if (not kind or events & set(one.about)) and (not about or is_about):
            yield one


def _is_as_severe(finding: Finding, least: str) -> bool:
    return SEVERITIES.index(finding.severity) <= SEVERITIES.index(least)


def _put(findings: Iterable[Finding]) -> None:
    last = ""
    for one in findings:
        heading = f"{one.severity}: {one.rule}"
        if heading != last:
            if last:
                paper.put()
            paper.put_heading(heading)
            last = heading
        paper.put_wrapped(one.text, 2)
        if one.about:
            paper.put_dim(", ".join(one.about), 6)


def _finding_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "about": list(finding.about),
        "claims": list(finding.claims),
        "text": finding.text,
    }


def _say_what_is_not_listed(
    listed: Collection[Finding], found: Collection[Finding]
) -> None:
    left = len(found) - len(listed)
    if left:
        say(f"{left} less severe: --severity notice lists all")
    elif not found:
        say("nothing found")
