"""PDF files: what a page shows, and its characters."""
