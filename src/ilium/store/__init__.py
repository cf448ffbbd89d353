"""Clients, consent, recordings and results: the only place that knows a name."""

from ilium.store.store import Store, migrate_store, open_store

__all__ = ["Store", "migrate_store", "open_store"]
