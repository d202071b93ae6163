"""Answers as figures: one file each, all with the same letters and colours for the parties."""
