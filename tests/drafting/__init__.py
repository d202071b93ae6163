"""Invented articles with the statements that a person finds in them, and how many of these `draft` proposes."""
