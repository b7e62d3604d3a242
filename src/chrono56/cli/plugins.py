"""The verb plugins: what is installed, and what is wrong with it."""

from argparse import Namespace

from chrono56.cli import paper, status
from chrono56.cli.opening import host, say


def plugins(options: Namespace) -> int:
    """List the plugins that were found, and what is wrong with them."""
    found = host(options).plugins()
    for plugin in found:
        if options.json:
            paper.put_json(
                {
                    "name": plugin.name,
                    "distribution": plugin.distribution,
                    "version": plugin.version,
                    "offers": list(plugin.offers),
                    "problem": plugin.problem,
                }
            )
            continue
        brought = " ".join(filter(None, (plugin.distribution, plugin.version)))
        paper.put_heading(f"{plugin.name} ({brought})")
        if plugin.offers:
            paper.put_wrapped(f"offers {', '.join(plugin.offers)}", 2)
        if plugin.problem:
            paper.put_wrapped(f"problem: {plugin.problem}", 2)
    if not found:
        say("no plugins are installed")
    return status.NOTHING if any(one.problem for one in found) else status.OK
