"""The engine: from rows to postings, and from words to ranked documents. The same SQL on both databases."""
