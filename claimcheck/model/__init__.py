"""The nouns: what a person wrote, typed and frozen. No files, no YAML, no screens."""
