"""Reading and encoding by processes on any machine that reaches the record in PostgreSQL."""
