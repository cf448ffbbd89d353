"""Video to keypoints: clips, pose, stickers, cameras, triangulation."""
