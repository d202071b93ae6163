"""Files to collection and back: the only room that knows YAML, git, locks and caches."""
