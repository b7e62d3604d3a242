"""Checking that a plugin is installed: found, and loaded without a problem."""

import re

from chrono56.errors import ConformanceError
from chrono56.plugins.host import PluginHost


def check_plugin(distribution: str) -> None:
    """Check that an installed plugin is found, and that nothing is wrong with it.

    That proves what its code can't: the entry point, the names of the hooks, the
    packaging. `CHRONO56_PLUGINS` makes no difference to it.

    Args:
        distribution: The name of its distribution, such as ``chrono56-jsonl``.

    Raises:
        ConformanceError: It is not there, has a problem, or offers nothing; the error
            tells what ``chrono56 plugins`` would.
    """
    found = [
        one
        for one in PluginHost.load(environ={}).plugins()
        if _normal(one.distribution) == _normal(distribution)
    ]
    broken = [
        f"it is found and has no problem: {one.name}: {one.problem or 'offers nothing'}"
        for one in found
        if one.problem or not one.offers
    ]
    if not found:
        why = "no entry point in the group chrono56 comes from it; install it anew"
        broken = [f"it is found and has no problem: {why}"]
    if broken:
        raise ConformanceError(f"the plugin {distribution}", broken)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()  # PEP 503
