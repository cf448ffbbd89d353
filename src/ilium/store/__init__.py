"""Clients, consent, recordings and results: the only place that knows a name."""

from ilium.store.store import Store, open_store

__all__ = ["Store", "open_store"]
