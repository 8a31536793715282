"""Web pages and Markdown, as a browser shows them."""
