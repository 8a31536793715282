"""The library as it is recorded: reports, passages, files, vectors, corrections."""
