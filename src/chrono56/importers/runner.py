"""The runner of imports: all is read and checked, then all is written, or nothing."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import PurePath
from typing import Any, TypeAlias

from chrono56.dates.words.languages import TaughtTag
from chrono56.errors import RecordError, UnknownIdError
from chrono56.exporters.options import (
    checked_language,
    chosen_options,
    option_texts,
)
from chrono56.formats import Blame, ImportFailedError
from chrono56.importers.batches import in_batches
from chrono56.importers.comparing import Comparison, compare, in_words
from chrono56.importers.context import ImportContext
from chrono56.importers.offer import ImporterOffer
from chrono56.importers.reading import (
    Found,
    Given,
    Input,
    read_input,
    read_records,
)
from chrono56.importers.report import ImportReport
from chrono56.log.actions import Recorded, Revised
from chrono56.log.admission import Admission
from chrono56.log.appending import random_id
from chrono56.log.canonical import address
from chrono56.log.codec import record_to_json
from chrono56.log.draft import EntryDraft
from chrono56.log.ledger import Ledger, type_of
from chrono56.log.log import Log

# What becomes an entry each, with its idempotency key.
_Batches: TypeAlias = list[tuple[str, list[Found]]]


def import_file(
    log: Log,
    offer: ImporterOffer,
    source: Input,
    *,
    name: str = "",
    cite: str = "",
    language: str = "en",
    options: Mapping[str, object] | Any = None,
    reason: str = "",
    revise: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Read a file or a binary stream, and append what is in it to a log.

    All of it is read and checked before anything is written, and becomes one entry;
    what is very long becomes several, of which a power cut may leave the first few.
    Importing it again then brings the rest, and else nothing: what was revised or
    retracted in the log since stays so.

    Args:
        log: The log.
        offer: The importer.
        source: A path, or a binary stream; it is read to its end.
        name: What to call it in messages; its own name if left out.
        cite: The id of a source that all claims cite.
        language: The BCP 47 tag of names whose language the input does not say.
        options: Values or texts by name, or an instance of the offer's options class.
        reason: Why, in the recorder's words; if left out, the name of the input.
        revise: Replace what stands in the log otherwise under the same ids.
        dry_run: Check everything, as far as the log is now, and write nothing.

    Raises:
        OptionError: It does not have that option or value, or the language is no tag.
        ImportFailedError: The input can't be read or understood, the importer failed,
            or the log has something else under an id; nothing is written.
        WriteError: The log can't be written.
    """
    given = read_input(offer, source, name)
    context = _context(offer, given, language, cite, options, log.kinds)
    found = read_records(offer, given.data, context)
    batches = _batches(log.ledger(), offer, context, found, revise=revise)
    compared = _compared(log, offer, batches, revise=revise)
    drafts = _drafts(log, batches, compared, reason or _reason(given.name))
    with _told_with_places(offer, found):
        if dry_run:
            _try(log, drafts)
        else:
            log.append_many(drafts)
    return _report(offer, context, found, compared, drafts)


def _context(
    offer: ImporterOffer,
    given: Given,
    language: str,
    cite: str,
    options: Any,
    kinds: Collection[str],
) -> ImportContext:
    with Blame("can't be loaded", partial(ImportFailedError, offer.shown_name)):
        chosen = chosen_options(offer, options)
    tag = checked_language(offer, language)
    return ImportContext(
        format=offer.shown_name,
        name=given.name,
        language=str(tag),  # without what is tied to it: records are labelled by it
        taught=tag.language if isinstance(tag, TaughtTag) else None,
        source=cite,
        sha256=given.sha256,
        options=chosen,
        kinds=kinds,
    )


def _batches(
    ledger: Ledger,
    offer: ImporterOffer,
    context: ImportContext,
    found: Sequence[Found],
    *,
    revise: bool,
) -> _Batches:
    """Return what was not imported before, each batch with its idempotency key."""
    batches = in_batches(found)
    if revise:  # what was revised back in between must be revised again
        return [("", batch) for batch in batches]
    keyed = [(_key(offer, context, batch), batch) for batch in batches]
    return [(key, batch) for key, batch in keyed if ledger.keyed(key) is None]


def _key(offer: ImporterOffer, context: ImportContext, batch: Sequence[Found]) -> str:
    """Return a key that stands for the input, what was asked of it, and what it gave.

    What it gave is told as well, since another version of an importer may give more.
    """
    facts = [context.sha256, context.language, context.source]
    told = sha256(json.dumps([facts, option_texts(context.options)]).encode())
    for one in batch:
        told.update(address(record_to_json(one.record)).encode())
    return f"import:{offer.full_name}:{told.hexdigest()}"


def _reason(name: str) -> str:
    return f"imported {PurePath(name).name}"


def _compared(
    log: Log, offer: ImporterOffer, batches: _Batches, *, revise: bool
) -> Comparison:
    records = [one for _, batch in batches for one in batch]
    compared = compare(records, log.ledger(), revise=revise)
    if compared.rivals:
        raise ImportFailedError(offer.shown_name, in_words(log, compared.rivals))
    return compared


def _drafts(
    log: Log,
    batches: _Batches,
    compared: Comparison,
    reason: str,
) -> list[EntryDraft]:
    drafts = []
    for key, batch in batches:
        actions = [
            compared.actions[one.record.id]
            for one in batch
            if one.record.id in compared.actions
        ]
        if actions:
            drafts.append(log.draft(reason, key=key, actions=actions))
    return drafts


def _try(log: Log, drafts: Sequence[EntryDraft]) -> None:
    """Check drafts as appending them would, without appending them."""
    admission = Admission(log.ledger(), random_id, log.kinds)
    for draft in drafts:
        admission.admit(draft.actions)


@contextmanager
def _told_with_places(offer: ImporterOffer, found: Sequence[Found]) -> Iterator[None]:
    """Tell what the log has against a record with the place where it was read."""
    try:
        yield
    except (RecordError, UnknownIdError) as error:
        said = {getattr(error, "where", ""), *getattr(error, "__notes__", ())}
        place = next((one.place for one in found if _names_of(one) & said), "")
        raise ImportFailedError(offer.shown_name, str(error), place) from error


def _names_of(one: Found) -> set[str]:
    """Return what errors of the log may call a record."""
    return {one.record.id, f"in the {type_of(one.record)} {one.record.id!r}"}


def _report(
    offer: ImporterOffer,
    context: ImportContext,
    found: Sequence[Found],
    compared: Comparison,
    drafts: Sequence[EntryDraft],
) -> ImportReport:
    actions = compared.actions.values()
    return ImportReport(
        format=offer.name,
        name=context.name,
        sha256=context.sha256,
        recorded=tuple(one.record for one in actions if isinstance(one, Recorded)),
        revised=tuple(one.record for one in actions if isinstance(one, Revised)),
        same=len(found) - len(actions) - len(compared.left_out),
        left_out=context.left_out + compared.left_out,
        understood=context.understood,
        entries=tuple(one.appended.id for one in drafts if one.appended is not None),
    )
