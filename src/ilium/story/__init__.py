"""The origin's own story, simulated: two visits and the weeks between."""
