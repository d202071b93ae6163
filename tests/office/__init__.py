"""Sheets in a real spreadsheet: `make test-office`."""
