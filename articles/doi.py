"""DOIs in one form. Pure."""

import re

PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
DOI = re.compile(r"^10\.\d{4,9}/\S+$")


def normalise_doi(value: str) -> str:
    """The bare lower-case DOI of `value`, written with or without an address; "" for blank.

    DOI names are case-insensitive (DOI Handbook §2.4), so one spelling is kept. Raises ValueError
    for anything else.
    """
    bare = PREFIX.sub("", value.strip()).lower()
    if bare and not DOI.match(bare):
        raise ValueError(value)
    return bare
