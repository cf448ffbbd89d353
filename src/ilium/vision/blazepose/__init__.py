"""BlazePose through LiteRT: detector, landmarker and the loop between them."""
