"""Files -> Report -> Chunk: reading official Vietnamese documents exactly."""
