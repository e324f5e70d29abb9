"""A site as large as it is asked for: generated pages in two locales, with translations in every state."""
