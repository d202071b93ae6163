"""Saved evidence of every kind: an invented article, kept by the real programs, and what a reader sees of it."""
