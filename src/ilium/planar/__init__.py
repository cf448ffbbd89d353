"""Keypoints of one camera to angles in its picture, movement and measures."""
