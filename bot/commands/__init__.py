"""The commands of the command line, each in a file of its own; `bot.__main__` gives them their names."""
