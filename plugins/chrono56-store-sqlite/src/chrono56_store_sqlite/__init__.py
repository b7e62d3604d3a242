"""A chrono56 plugin: keep logs in SQLite databases."""

from chrono56.plugins import StoreOffer, hookimpl


@hookimpl
def chrono56_stores() -> StoreOffer:
    """Offer the scheme ``sqlite``, without importing what keeps it."""
    return StoreOffer(
        name="sqlite",
        summary="Logs in SQLite databases: sqlite:///home/anna/log.db",
        schemes=("sqlite",),
        factory="chrono56_store_sqlite.store:SqliteStore.at",
    )
