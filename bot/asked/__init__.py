"""What people ask, for those who look after the library: how it was answered, and what the library lacks."""
