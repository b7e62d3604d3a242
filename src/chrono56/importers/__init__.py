"""Importers: what they offer, what they are told, the runner that writes to the log."""
