"""Folders of reports: what stands in them now, what became of what stood there."""
