"""What `make bench` prints and tests hold to a floor: one module for each kind of data, each with `measure`."""
