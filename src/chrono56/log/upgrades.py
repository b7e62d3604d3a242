"""What entries of older versions mean today: pure steps, taken whenever one is read.

The lines of a log never change, and their hashes prove what was written then. So when a
version of the entry's form gives way to the next, a step is added here that says in the
new form what an action of the old one said, and nothing else has to know of the old.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

Step: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Final[tuple[Step, ...]] = ()
"""The first leads from version 1 to version 2. Version 1 is still the only one."""


def upgraded(
    actions: list[dict[str, Any]], version: int, steps: Sequence[Step] = STEPS
) -> list[dict[str, Any]]:
    """Return the actions of an entry in the latest form; those of a later one as are.

    What stands in an erased action's place has the same form in every version.

    Args:
        actions: The actions, as JSON.
        version: The version of their entry, counted from 1.
        steps: What leads from each version to the next; it makes a new object, or
            returns the one it was given.

    >>> old = [{"type": "title", "name": "1956"}, {"erased": "00"}]
    >>> named_text = lambda action: {"type": "title", "text": action["name"]}
    >>> upgraded(old, 1, [named_text])
    [{'type': 'title', 'text': '1956'}, {'erased': '00'}]
    >>> upgraded(old, 2, [named_text]) == old
    True
    """
    for step in steps[version - 1 :]:
        actions = [step(action) if "type" in action else action for action in actions]
    return actions
