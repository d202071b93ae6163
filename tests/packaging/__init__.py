"""What is built from a clone, installed as others install it: `make test-packaging`."""
