"""The admin's screens of the translation path."""
