"""Trial and Kinematics to Movement: events, phases, repetitions."""
