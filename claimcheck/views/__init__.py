"""Collection to answers: one file, one question to ask of a collection; pure functions and frozen records."""
