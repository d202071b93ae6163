"""Readers of saved evidence, one file for each kind: bytes in, what a person would read out; nothing is fetched."""
