"""The commands: the only room that reads options, prints and exits."""
