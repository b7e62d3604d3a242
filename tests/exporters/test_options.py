"""Options: read strictly, refused with what would have been fine."""

from typing import Any

import attrs
import pytest

from chrono56.errors import OfferError
from chrono56.exporters.offer import ExporterOffer
from chrono56.exporters.options import (
    checked_language,
    option_fields,
    read_options,
    read_pairs,
)
from chrono56.formats import FormatError, OptionError


@attrs.frozen
class Options:
    size: int = attrs.field(default=3, metadata={"help": "how large"})
    bold: bool = False
    colour: str = attrs.field(
        default="red", validator=attrs.validators.in_(("red", "blue"))
    )
    name: "str" = "x"

    def __attrs_post_init__(self) -> None:
        if self.size > 99:
            raise ValueError("size is at most 99")


@attrs.frozen
class Awkward:
    when: float = 1.0


def offer(options: type[Any] = Options) -> ExporterOffer:
    return ExporterOffer(
        name="html",
        summary="",
        media_type="text/html",
        extensions=(".html",),
        factory="a:b",
        options=options,
    )


def test_fields_say_all_that_help_needs() -> None:
    size, bold, colour, name = option_fields(offer())

    assert (size.name, size.type, size.default, size.help) == (
        "size",
        int,
        3,
        "how large",
    )
    assert (bold.type, name.type) == (bool, str)
    assert colour.choices == ("red", "blue")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Options()),
        ({"size": "-12"}, Options(size=-12)),
        ({"size": 12}, Options(size=12)),
        ({"bold": "true"}, Options(bold=True)),
        ({"bold": "false"}, Options(bold=False)),
        ({"bold": True}, Options(bold=True)),
        ({"colour": "blue", "name": ""}, Options(colour="blue", name="")),
        ({"name": "true"}, Options(name="true")),
    ],
)
def test_texts_and_values_are_read(given: dict[str, object], expected: Options) -> None:
    assert read_options(offer(), given) == expected


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"siz": "1"}, "no option 'siz'; did you mean 'size'"),
        ({"bomb": "yes"}, "known are size, bold, colour, name"),
        ({"size": "1.5"}, "option size can't be '1.5'; use a whole number"),
        ({"size": "٣"}, "use a whole number"),
        ({"size": "-"}, "use a whole number"),
        ({"size": ""}, "use a whole number"),
        ({"size": "9" * 5000}, "option size can't be '9{59}…; use a whole number$"),
        ({"size": True}, "use a whole number"),
        ({"bold": "yes"}, "use true or false"),
        ({"bold": "True"}, "use true or false"),
        ({"bold": 1}, "use true or false"),
        ({"colour": "green"}, "use one of red, blue"),
        ({"name": 3}, "use text"),
        ({"size": "100"}, "size is at most 99"),
    ],
)
def test_what_an_option_cannot_take_is_refused(
    given: dict[str, object], why: str
) -> None:
    with pytest.raises(OptionError, match=why) as caught:
        read_options(offer(), given)

    assert isinstance(caught.value, FormatError)


@pytest.mark.parametrize("tag", ["", "x y", "fr_FR", "en\x1b[31m"])
def test_a_language_that_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(OptionError, match="is not a language; languages are BCP 47"):
        checked_language(offer(), tag)


def test_an_exporter_without_options_says_so() -> None:
    with pytest.raises(OptionError, match="it has none"):
        read_options(offer(attrs.make_class("Empty", [])), {"size": "1"})


def test_an_option_of_another_type_is_the_authors_error() -> None:
    with pytest.raises(OfferError, match="option when is not a str, int or bool"):
        option_fields(offer(Awkward))


def test_pairs_are_split_at_their_first_sign() -> None:
    assert read_pairs(offer(), ["name=a=b", "bold="]) == {"name": "a=b", "bold": ""}


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        (["bold"], "'bold' is not an option; write key=value"),
        (["=x"], "write key=value"),
        (["size=1", "size=2"], "option 'size' is given twice"),
    ],
)
def test_pairs_that_say_nothing_or_twice_are_refused(
    pairs: list[str], why: str
) -> None:
    with pytest.raises(OptionError, match=why):
        read_pairs(offer(), pairs)
