"""The deadlines that the documents of a library set, by date: for people as a page, and as files to take away."""
