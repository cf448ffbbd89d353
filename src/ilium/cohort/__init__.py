"""Studies of many people: one command from folders of recordings to tables."""
