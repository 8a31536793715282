"""A server asked over HTTP: by scripts, by LangChain, and by our own commands."""
