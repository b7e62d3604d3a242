"""The append-only log: entries, stores, verification."""
