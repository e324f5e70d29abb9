"""DOIs in one form. Pure."""

import re
import unicodedata
from urllib.parse import unquote

ADDRESS = re.compile(r"^(?:https?://)?(?:www\.|dx\.)?doi\.org/([^?#]*).*$", re.IGNORECASE | re.DOTALL)
LABEL = re.compile(r"^doi(?::|\s)\s*", re.IGNORECASE)
DOI = re.compile(r"^10\.\d{4,9}/\S+$")


def normalise_doi(value: str) -> str:
    """The bare lower-case DOI of `value`, written with or without an address or a label; "" for blank.

    DOI names are case-insensitive (DOI Handbook §2.4), so one spelling is kept. What a sentence, a font or an
    address puts around it is no part of it. Raises ValueError for anything else.
    """
    bare = value
    while (nearer := _nearer(bare)) != bare:
        bare = nearer
    bare = bare.lower()
    if bare and not _is_doi(bare):
        raise ValueError(value)
    return bare


def _nearer(text: str) -> str:
    """One step from what is typed to what is meant; each makes the text shorter, or leaves it."""
    text = LABEL.sub("", ADDRESS.sub(r"\1", _drawn(text).strip()))
    text = _if_doi(_decoded(text), text)
    return _if_doi(text.rstrip("., "), text)


def _drawn(text: str) -> str:
    """Without the signs that only say how others are set."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _decoded(text: str) -> str:
    try:
        return _drawn(unquote(text, errors="strict"))
    except UnicodeDecodeError:
        return text


def _if_doi(text: str, otherwise: str) -> str:
    return text if _is_doi(text.lower()) else otherwise


def _is_doi(text: str) -> bool:
    return bool(DOI.match(text)) and text.isprintable()
