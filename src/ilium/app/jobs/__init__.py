"""Analyses beside the pages: a queue in the database, processes that work it off."""
