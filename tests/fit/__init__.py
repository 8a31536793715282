"""Learns from people's questions over public documents what answers and how sure it is: `make fit`."""
