"""Documents on the web that feeds name: listed, fetched from the sites that the settings allow, kept in a folder that is synced."""
