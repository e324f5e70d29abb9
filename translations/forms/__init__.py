"""Forms of the translation path."""
