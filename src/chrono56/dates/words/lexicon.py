"""The words of a language by their categories, and what is at each token of a text."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final

from chrono56.dates.words.features import LONGEST_NUMBER, Features, features_of
from chrono56.dates.words.grammar import Result
from chrono56.dates.words.open_digits import DIGIT_DASH, pattern_of
from chrono56.dates.words.tokens import Token, Tokenizer

Items = Mapping[str, Sequence[Result]]

_ROMAN: Final = {
    f"{tens}{ones}": 10 * ten + one
    for ten, tens in enumerate(("", "x", "xx"))
    for one, ones in enumerate(
        ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    )
    if ten or one
}
_HOURS: Final = 24
_SIXTY: Final = 60
_DAYS: Final = 31
_MONTHS: Final = 12
_YEAR_DIGITS: Final = 4
_TWO: Final = 2
# The categories of a number up to 31, and the feature that each says.
_UP_TO_31: Final = {
    "day": "day",
    "nuf": "first",
    "nus": "second_number",
    "nthd": "nth",
    "weekd": "week",
    "centd": "century",
}
_NONE: Final[Items] = {}


class Lexicon:
    """Words and phrases, each with its categories and features.

    Args:
        words: Lines such as ``MONTH month=1: january, jan``: a category, what it
            says, and the forms in which it is written. A form that begins with a
            hyphen is an ending.
        fold: Gives a word the form in which it is compared.
        inflected: The categories whose words take endings.
        run_on: The words before which a blank may be missing in a running text.

    ``NUM n=5`` is also the hour and the minutes of that number; ``ORD n=5`` is the day,
    the week and the century of that number, ``NTH n=5`` the same but for the day.
    """

    def __init__(
        self,
        words: str,
        fold: Callable[[str], str],
        inflected: Collection[str] = (),
        run_on: Collection[str] = (),
    ) -> None:
        self._entries: dict[str, list[tuple[tuple[str, ...], str, Features]]] = {}
        plain = Tokenizer(fold)
        known: set[str] = set()
        stems: set[str] = set()
        endings: list[str] = []
        for category, features, forms in _lines(words):
            for form in forms:
                texts = [token.text for token in plain.tokens(form)]
                if form.startswith("-"):
                    texts = ["".join(texts)]
                    endings.append(texts[0])
                known.update(texts)
                if category in inflected and not form.startswith("-"):
                    stems.add(texts[-1])
                for name, said in _readings(category, features):
                    entry = (tuple(texts[1:]), name, said)
                    self._entries.setdefault(texts[0], []).append(entry)
        self.categories = frozenset(
            name for entries in self._entries.values() for _, name, _ in entries
        )
        self.tokenizer = Tokenizer(fold, known, stems, endings, run_on)

    def items(self, tokens: Sequence[Token], place: int) -> Items:
        """Return what is at a token, by category."""
        text = tokens[place].text
        entries = self._entries.get(text)
        fixed = _fixed_items(tokens[place])
        if entries is None and not fixed:
            return {f"'{text}'": ((place + 1, {}),)}
        found: dict[str, list[Result]] = {
            name: [(place + 1, said) for said in readings]
            for name, readings in fixed.items()
        }
        found[f"'{text}'"] = [(place + 1, {})]
        for rest, name, said in entries or ():
            end = place + 1 + len(rest)
            if all(
                end <= len(tokens) and tokens[place + 1 + at].text == part
                for at, part in enumerate(rest)
            ):
                found.setdefault(name, []).append((end, said))
        return found


class LexedText:
    """The tokens of a text, each looked up when it is first asked for."""

    def __init__(self, lexicon: Lexicon, tokens: Sequence[Token]) -> None:
        self._lexicon = lexicon
        self._tokens = tokens
        self._items: dict[int, Items] = {}

    def at(self, place: int) -> Items:
        """Return what each category finds at a token; nothing after the last."""
        items = self._items.get(place)
        if items is None:
            if place >= len(self._tokens):
                return _NONE
            items = self._items[place] = self._lexicon.items(self._tokens, place)
        return items

    def is_glued(self, place: int) -> bool:
        """Say whether nothing stands between a token and the one before."""
        return place < len(self._tokens) and self._tokens[place].glued

    def forget(self, place: int) -> None:
        """Forget what was found at a token: nothing before it is asked for again."""
        self._items.pop(place, None)


def _lines(words: str) -> list[tuple[str, Features, list[str]]]:
    found = []
    for line in words.splitlines():
        head, colon, forms = line.partition(": ")
        if colon and not head.startswith("#"):
            category, *pairs = head.split()
            written = [form.strip() for form in forms.split(",")]
            found.append((category, features_of(pairs), written))
    return found


def _readings(category: str, features: Features) -> list[tuple[str, Features]]:
    """Return what a word is: a number is also an hour, an ordinal is also a day."""
    number = features.get("n")
    if category == "NUM" and isinstance(number, int):
        found: list[tuple[str, Features]] = [("NUM", features)]
        if number <= _HOURS:
            found.append(("hourw", {"hour": number}))
        if number < _SIXTY:
            found.append(("minw", {"minute": number}))
        return found
    if category in {"ORD", "NTH"} and isinstance(number, int):
        found = [
            *(("nthw", {"nth": number}), ("weekw", {"week": number})),
            ("centw", {"century": number}),
        ]
        return [*found, ("dayw", {"day": number})] if category == "ORD" else found
    return [(category, features)]


def _fixed_items(token: Token) -> Mapping[str, Sequence[Features]]:
    """Return what a token is in any language: a number, Roman or not, or a zone."""
    text = token.text
    if text.isascii() and text.isdecimal():
        return _number_items(text)
    if token.capital and not text.strip("ivxlcdm"):
        number = _ROMAN.get(text, 0)
        found: dict[str, Sequence[Features]] = {"romanx": ({},)}
        if number:
            found["centr"] = ({"century": number},)
        if 1 <= number <= _MONTHS:
            found["monr"] = ({"month": number},)
        return found
    if text[0] == "(" and len(text) > 1:
        name = text[1:-1]
        key = "offset" if name.startswith("UTC") else "zone"
        return {"zone": ({key: name.removeprefix("TZ ")},)}
    if DIGIT_DASH in text and len(text) > 1:
        pattern = pattern_of(text)
        return {f"digits{len(pattern)}": ({"pattern": pattern},)}
    return {}


@lru_cache(maxsize=4096)
def _number_items(text: str) -> Mapping[str, Sequence[Features]]:
    """Return what the digits of a text can be."""
    length = len(text)
    if length > LONGEST_NUMBER:
        return {}
    number = int(text)
    found: dict[str, Sequence[Features]] = {
        "n": ({"n": number},),
        "anyyear": ({"year": number},),
    }
    if length == _YEAR_DIGITS:
        if text[0] != "0":
            found["year"] = ({"year": number},)
        if number % 10 == 0:
            found["deca"] = ({"decade": number},)
        hour, minute = divmod(number, 100)
        if hour < _HOURS and minute < _SIXTY:
            found["hhmm"] = ({"hour": hour, "minute": minute, "h24": 1},)
    elif length <= _TWO:
        found |= _short_items(text, number)
    return found


def _short_items(text: str, number: int) -> dict[str, Sequence[Features]]:
    """Return what one or two digits can be."""
    found: dict[str, Sequence[Features]] = {}
    if 1 <= number <= _DAYS:
        for name, feature in _UP_TO_31.items():
            found[name] = ({feature: number},)
    else:
        found["noday"] = ({"day": number, "noday": 1},)
    if 1 <= number <= _MONTHS:
        found["mon"] = ({"month": number},)
    if number <= _HOURS:
        exact: Features = {"h24": 1} if text[0] == "0" and len(text) == _TWO else {}
        found["hour"] = ({"hour": number, **exact},)
    if number < _SIXTY:
        found["min"] = ({"minute": number},)
    if len(text) == 1:
        found["y1"] = ({"y1": number},)
    return found | _pair_items(number) if len(text) == _TWO else found


def _pair_items(number: int) -> dict[str, Sequence[Features]]:
    """Return what just two digits can be, also ``04``."""
    found: dict[str, Sequence[Features]] = {"yy": ({"yy": number},)}
    if number % 10 == 0:
        found["decb"] = ({"decade2": number},)
    if 1 <= number <= _DAYS:
        found["dd"] = ({"day": number},)
    if 1 <= number <= _MONTHS:
        found["mon2"] = ({"month": number},)
    if number < _SIXTY:
        found["mm"] = ({"minute": number},)
        found["ss"] = ({"second": number},)
    if number <= _HOURS:
        found["hh"] = ({"hour": number, "h24": 1},)
    return found
