"""How a cost grows with size: the power that fits, and the name of the nearest law."""

import math
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

import attrs


class Law(Enum):
    """A law of growth, the slowest first; its value is what one says."""

    FLAT = "flat"
    LOG = "log n"
    ROOT = "√n"
    LINEAR = "n"
    LINEARITHMIC = "n log n"
    ROOT_CUBED = "n√n"
    SQUARE = "n²"
    CUBE = "n³"

    def exponent(self, sizes: Sequence[int]) -> float:
        """Return the power of n that fits this law best over these sizes."""
        return _slope(sizes, [_LAWS[self](size) for size in sizes])

    def exceeds(self, other: "Law") -> bool:
        """Say whether this one grows faster than another."""
        laws = list(Law)
        return laws.index(self) > laws.index(other)


_LAWS: Final[dict[Law, Callable[[float], float]]] = {
    Law.FLAT: lambda _: 1,
    Law.LOG: math.log,
    Law.ROOT: math.sqrt,
    Law.LINEAR: float,
    Law.LINEARITHMIC: lambda n: n * math.log(n),
    Law.ROOT_CUBED: lambda n: n * math.sqrt(n),
    Law.SQUARE: lambda n: n**2,
    Law.CUBE: lambda n: n**3,
}


@attrs.frozen
class Growth:
    """What was fitted.

    Attributes:
        exponent: The power of n, by least squares of the logarithms.
        law: The law whose own power over the same sizes is nearest.
    """

    exponent: float
    law: Law

    def __str__(self) -> str:
        """Return "n log n (n^1.08)"."""
        return f"{self.law.value} (n^{self.exponent:.2f})"


def fitted(sizes: Sequence[int], costs: Sequence[float]) -> Growth:
    """Fit a law to what was measured at each of several sizes.

    A cost of nothing counts as the least that can be told apart from it, a nanosecond.

    >>> str(fitted([1_000, 2_000, 4_000], [0.5, 1.0, 2.0]))
    'n (n^1.00)'
    """
    exponent = _slope(sizes, [max(cost, 1e-9) for cost in costs])
    nearest = min(Law, key=lambda law: abs(law.exponent(sizes) - exponent))
    return Growth(exponent, nearest)


def _slope(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """Return the slope of the straight line nearest to the logarithms."""
    across = [math.log(size) for size in sizes]
    up = [math.log(cost) for cost in costs]
    middle, height = math.fsum(across) / len(across), math.fsum(up) / len(up)
    spread = math.fsum((x - middle) ** 2 for x in across)
    lean = math.fsum(
        (x - middle) * (y - height) for x, y in zip(across, up, strict=True)
    )
    return lean / spread
