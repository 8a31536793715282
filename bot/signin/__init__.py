"""Who may come in: accounts and keys, sessions of the page, an identity provider."""
