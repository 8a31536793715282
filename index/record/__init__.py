"""The library as it is recorded in SQLite: reports, files, vectors, corrections."""
