"""Files that know their text: which format a file is in, and how each is read."""
