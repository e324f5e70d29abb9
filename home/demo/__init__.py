"""The demo: a small, invented organisation that publishes in English and Spanish."""
