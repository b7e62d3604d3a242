import re
from itertools import product

import pytest

from chrono56.dates.write import qualified

BITS = {"": 0, "?": 1, "~": 2, "%": 3}
COMPONENT = re.compile(r"([?~%]?)([0-9]+)([?~%]?)")


def meaning(text: str) -> list[int]:
    """Return what the qualifiers of each component say, by the words of EDTF.

    A qualifier on the right applies to the component and to all that are left of it,
    one on the left to the component alone.
    """
    marks: list[int] = []
    for left, _, right in COMPONENT.findall(text):
        marks.append(BITS[left])
        marks = [mark | BITS[right] for mark in marks]
    return marks


@pytest.mark.parametrize("components", [["2004"], ["2004", "06"], ["2004", "06", "11"]])
def test_every_combination_of_qualifiers_is_written_as_it_is_meant(
    components: list[str],
) -> None:
    for marks in product(range(4), repeat=len(components)):
        text = qualified(components, marks)

        assert meaning(text) == list(marks)
        assert re.sub("[?~%]", "", text) == "-".join(components)


def test_one_qualifier_at_the_end_stands_for_all() -> None:
    assert qualified(["2004", "06", "11"], [3, 3, 3]) == "2004-06-11%"
