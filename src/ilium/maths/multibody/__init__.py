"""A body of rigid segments as a tree of scalar joints: poses, twists, dynamics, fit."""
