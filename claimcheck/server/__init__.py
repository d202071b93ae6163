"""The language server: what `assist` knows, in the words of the protocol; the only room that knows pygls."""
