"""Muscle fibres: their curves, and what they can produce on a rigid tendon."""
