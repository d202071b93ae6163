"""Collection to diagnostics."""
