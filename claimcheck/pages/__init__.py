"""Answers to pages of blocks: one file per view, under the same name."""
