"""A checkpoint: a few lines that stand for all that a log held when it was sealed.

They are meant to be kept where who writes the log can't reach: in a letter, in a commit
that others have pulled, signed. A later log is held against them.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Final

import attrs

from chrono56.errors import RecordError

_FIRST: Final = "chrono56 seal 1"
_FORM: Final = re.compile(
    r"^chrono56 seal 1\n"
    r"log (?P<log>[a-z0-9][a-z0-9._:-]{0,127})\n"
    r"entries (?P<entries>0|[1-9][0-9]{0,15})\n"
    r"(?P<heads>(?:head [0-9a-f]{64}\n)*)"
    r"ids (?P<ids>[0-9a-f]{64})$",
    re.MULTILINE,
)


@attrs.frozen(kw_only=True)
class Checkpoint:
    """What a log held when it was sealed.

    Attributes:
        log: The id in its header.
        entries: How many different entries it held.
        heads: The ids of the entries that no other followed, sorted.
        ids: The SHA-256 of all entries' ids, sorted, each with a line end.

    >>> print(Checkpoint.of("budapest", ["ab" * 32], heads=["ab" * 32]))
    chrono56 seal 1
    log budapest
    entries 1
    head abababababababababababababababababababababababababababababababab
    ids 82a6564112bc37029d3b015453401525faa10b0729c2f72d3032a5f4c13bad51
    """

    log: str
    entries: int
    heads: tuple[str, ...]
    ids: str

    @classmethod
    def of(
        cls, log_id: str, entries: Iterable[str], heads: Iterable[str]
    ) -> "Checkpoint":
        """Return the checkpoint of a log that holds the entries of these ids."""
        ids = sorted(entries)
        text = "".join(f"{one}\n" for one in ids).encode()
        return cls(
            log=log_id,
            entries=len(ids),
            heads=tuple(sorted(heads)),
            ids=hashlib.sha256(text).hexdigest(),
        )

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """Read a checkpoint, whatever stands before it and behind it.

        So it may come out of a letter, or carry a signature.

        Raises:
            RecordError: There is none, or there are several.
        """
        lines = "".join(f"{line.strip()}\n" for line in text.split("\n"))
        found = list(_FORM.finditer(lines))
        if len(found) != 1 or lines.count(_FIRST) != 1:
            what = "several seals" if lines.count(_FIRST) > 1 else "no whole seal"
            raise RecordError(what, "expected one, as `chrono56 seal` prints it")
        heads = re.findall(r"[0-9a-f]{64}", found[0]["heads"])
        return cls(
            log=found[0]["log"],
            entries=int(found[0]["entries"]),
            heads=tuple(heads),
            ids=found[0]["ids"],
        )

    def __str__(self) -> str:
        heads = [f"head {head}" for head in self.heads]
        lines = (
            _FIRST,
            f"log {self.log}",
            f"entries {self.entries}",
            *heads,
            f"ids {self.ids}",
        )
        return "\n".join(lines)
