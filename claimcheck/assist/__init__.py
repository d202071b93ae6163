"""What an editor is told while a person types: no protocol, no screen, and nothing is written."""
