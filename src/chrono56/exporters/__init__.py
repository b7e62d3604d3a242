"""Exporters: what they offer, the runner that owns the file, and those that ship."""
