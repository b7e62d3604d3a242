"""A chrono56 plugin: kinds of events for what happens to the holdings of archives."""

from importlib.resources import files

from chrono56.plugins import KindsOffer, hookimpl


@hookimpl
def chrono56_kinds() -> KindsOffer:
    """Offer the kinds, without reading them."""
    return KindsOffer(
        name="archives",
        summary="what happens to holdings: accession, transfer, destruction, …",
        factory="chrono56_kinds_archives:tables",
    )


def tables() -> str:
    """Return the tables of kinds, roles and measures, in TOML."""
    return files(__name__).joinpath("kinds.toml").read_text(encoding="utf-8")
