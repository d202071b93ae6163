"""Measuring: generated collections, and the program beside its peers in one run."""
