"""The verb formats: what can be exported to, what can be imported, and how."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Final

from chrono56.cli import paper, status
from chrono56.cli.columns import columns
from chrono56.cli.opening import host, plugins
from chrono56.exporters.options import option_fields
from chrono56.exporters.table import table
from chrono56.formats import FormatOffer
from chrono56.lookup import exporters, formats_named, importers

_TAKES: Final = {str: "text", int: "a whole number", bool: "true or false"}


def formats(options: Namespace) -> int:
    """List the formats, or one format's options and losses."""
    if options.name:
        for offer in formats_named(options.name, plugins=plugins(options)):
            if options.json:
                paper.put_json(_format_json(offer))
            else:
                _put_format(offer)
        return status.OK
    known = host(options)
    found = [*_each(exporters(plugins=known)), *_each(importers(plugins=known))]
    if options.json:
        for name, offer in found:
            paper.put_json(_offer_json(name, offer))
        return status.OK
    rows = [(name, one.verb, one.summary, one.provider) for name, one in found]
    names = ("format", "to", "what it is", "from")
    print(table(rows, names, style="simple", width=columns()))
    return status.OK


def _each(table: Mapping[str, FormatOffer]) -> Iterator[tuple[str, FormatOffer]]:
    """Yield each offer once, under the shortest name that it can be asked for by."""
    for name, offer in table.items():
        if name == offer.name or table.get(offer.name) is not offer:
            yield name, offer


def _offer_json(name: str, offer: FormatOffer) -> dict[str, object]:
    return {
        "name": name,
        "to": offer.verb,
        "summary": offer.summary,
        "media_type": offer.media_type,
        "extensions": list(offer.extensions),
        "provider": offer.provider,
    }


def _format_json(offer: FormatOffer) -> dict[str, object]:
    fields = option_fields(offer)
    return {
        **_offer_json(offer.name, offer),
        "options": [
            {
                "name": one.name,
                "default": one.default,
                "choices": list(one.choices),
                "help": one.help,
            }
            for one in fields
        ],
        "loses": [{"what": one.what, "how": one.how} for one in offer.loses],
    }


def _put_format(offer: FormatOffer) -> None:
    paper.put_heading(f"{offer.shown_name}: {offer.summary}")
    extensions = ", ".join(offer.extensions)
    paper.put_wrapped(f"to {offer.verb}; {offer.media_type}; {extensions}", 2)
    for one in option_fields(offer):
        takes = ", ".join(map(str, one.choices)) or _TAKES[one.type]
        default = str(one.default).lower() if one.type is bool else one.default
        said = f"-O {one.name}={default}  {one.help} ({takes})"
        paper.put_wrapped(said, 2, 4)
    for loss in offer.loses:
        paper.put_wrapped(f"loses {loss.what}: {loss.how}", 2, 4)
