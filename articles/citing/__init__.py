"""What is cited, and how: one item in CSL-JSON's terms, written as a reference or as a file."""
