"""What plugins offer: a name, a line about it, and what to import when it is wanted."""

import re
from importlib import import_module
from typing import Any, Final

import attrs

from chrono56.errors import OfferError
from chrono56.text import one_line

API_VERSION: Final = (1, 0)
"""Major and minor version of what plugins are promised; a new major breaks them."""

_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")
_LONGEST: Final = 1000  # characters of what a plugin says of its failure
_REFERENCE: Final = re.compile(r"[\w.]+:[\w.]+")


def _is_name(_: object, __: object, value: Any) -> None:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise OfferError(str(value), "names are a-z, 0-9 and -, a letter first")


def _is_reference(offer: "Offer", _: object, value: Any) -> None:
    if not isinstance(value, str) or not _REFERENCE.fullmatch(value):
        raise OfferError(offer.name, f"{value!r} is no module:attribute to import")


def _is_version(offer: "Offer", _: object, value: Any) -> None:
    parts = value if isinstance(value, tuple) else ()
    if [type(part) for part in parts] != [int, int]:
        raise OfferError(offer.name, f"api {value!r}; write it like {API_VERSION}")


@attrs.frozen(kw_only=True)
class Offer:
    """Offer something without importing it.

    Attributes:
        name: What users call it: ``[a-z][a-z0-9-]*``.
        summary: One line for lists and help.
        factory: ``module:attribute`` of what makes it; imported only when it is wanted.
        api: The ``API_VERSION`` it was written for.
        provider: The distribution it comes from; set by the host, not by authors.

    Raises:
        OfferError: A field breaks its rule.
    """

    name: str = attrs.field(validator=_is_name)
    summary: str
    factory: str = attrs.field(validator=_is_reference)
    api: tuple[int, int] = attrs.field(default=API_VERSION, validator=_is_version)
    provider: str = "chrono56"

    @property
    def full_name(self) -> str:
        """Give the name that no other plugin can take: ``distribution:name``."""
        return f"{self.provider}:{self.name}"


def imported(reference: str) -> Any:
    """Import what ``module:attribute`` names.

    >>> imported("json:dumps")([1956])
    '[1956]'
    """
    module, _, path = reference.partition(":")
    found: Any = import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    return found


def failure(error: BaseException) -> str:
    r"""Say in one line what the code of a plugin raised, whatever that is.

    >>> failure(ValueError("no such\nday"))
    'ValueError: no such day'
    """
    try:
        said = one_line(str(error)[:_LONGEST])
    except Exception:  # noqa: BLE001 - that is the plugin's code, too
        said = "it does not say of what"
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
