"""HTML: where its templates are loaded, and what of it several rooms write."""
