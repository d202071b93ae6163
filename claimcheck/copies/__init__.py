"""Saved articles: read text or HTML, match a quote, propose drafts; this room knows no YAML."""
