"""The databases that have the record: SQLite or PostgreSQL, their tables, the steps by which an older record comes to have them."""
