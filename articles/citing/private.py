"""Private signs, which no text brings (references.UNWRITTEN), for what a style must not read. Pure."""

# Text reaches the style without a sign that its formatter could take for markup, and gets them back escaped.
MARKUP = {"&": "\ue000", "<": "\ue001", ">": "\ue002", '"': "\ue003"}
# What joins names in Spanish, until it is known what is named next; what stands behind the series of a journal, and
# before a Spanish month, and for “as”, until it is known beside what.
JOINS, AFTER_SERIES, MONTH, AS = "\ue004", "\ue005", "\ue006", "\ue007"
