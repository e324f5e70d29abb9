"""Screens: the catalogue and what is cited for readers, the works for editors."""
