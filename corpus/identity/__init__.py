"""What an official document says of itself: number, day, agency, kind, title, signer, years, relations."""
