"""What a file says and a work has no place for, in words: each field by a name that people know, or as it is called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .entries import Left

DATE, PLACE, NOTE, TITLE, AUTHOR = _("Date"), _("Place"), _("Note"), _("Title"), _("Author")
EDITOR, TRANSLATOR, PUBLISHER = _("Editor"), _("Translator"), _("Publisher")
EDITION, KEYWORDS, ABSTRACT = _("Edition"), _("Keywords"), _("Abstract")
SERIES, BOOK, PERIODICAL = _("Series"), _("Title of the book"), _("Periodical or site")

# By what BibTeX, CSL-JSON and RIS call them.
LABELS: dict[str, Promise | str] = {
    "editor": EDITOR, "ED": EDITOR, "A2": EDITOR,
    "translator": TRANSLATOR, "A4": TRANSLATOR, "TA": TRANSLATOR,
    "isbn": "ISBN", "issn": "ISSN", "SN": "ISBN / ISSN", "doi": "DOI", "url": "URL", "UR": "URL",
    "edition": EDITION, "ET": EDITION,
    "note": NOTE, "annote": NOTE, "N1": NOTE, "M1": NOTE,
    "keyword": KEYWORDS, "keywords": KEYWORDS, "KW": KEYWORDS,
    "abstract": ABSTRACT, "AB": ABSTRACT, "N2": ABSTRACT,
    "address": PLACE, "location": PLACE, "publisher-place": PLACE, "CY": PLACE,
    "publisher": PUBLISHER, "PB": PUBLISHER,
    "series": SERIES, "collection-title": SERIES, "T3": SERIES,
    "booktitle": BOOK, "BT": BOOK, "title": TITLE, "TI": TITLE, "T1": TITLE, "author": AUTHOR, "AU": AUTHOR,
    "journal": PERIODICAL, "journaltitle": PERIODICAL, "container-title": PERIODICAL,
    "JF": PERIODICAL, "T2": PERIODICAL,
    "date": DATE, "year": DATE, "month": DATE, "day": DATE, "issued": DATE, "DA": DATE, "PY": DATE, "Y1": DATE,
}  # fmt: skip


def told(*left: Left) -> list[tuple[str, str, str]]:
    """(label, the field as the file calls it where that is not its label, value) of each."""
    found = [(str(_label(name)), name, value) for name, value in left]
    return [(label, "" if label.casefold() == name.casefold() else name, value) for label, name, value in found]


def _label(name: str) -> Promise | str:
    return LABELS.get(name) or LABELS.get(name.lower()) or name
