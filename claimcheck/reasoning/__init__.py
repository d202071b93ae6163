"""What follows from the claims: pure functions and frozen records, shared by checks, views and exchange."""
