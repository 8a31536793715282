"""Pages that must be read off: PDF, scans and pictures; where on a page each word stands."""
