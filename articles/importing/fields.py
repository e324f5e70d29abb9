"""What a file says and a work has no place for, in words: each field by a name that people know, or as it is called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .entries import Left

DATE, PLACE, NOTE, TITLE, AUTHOR = _("Date"), _("Place"), _("Note"), _("Title"), _("Author")
EDITOR, TRANSLATOR, PUBLISHER = _("Editor"), _("Translator"), _("Publisher")
EDITION, KEYWORDS, ABSTRACT = _("Edition"), _("Keywords"), _("Abstract")
SERIES, BOOK, PERIODICAL = _("Series"), _("Title of the book"), _("Periodical or site")
ORIGINAL, FIRST_DATE, ACCESSED = _("Original title"), _("Date of the original"), _("Date of access")
SHORT_TITLE, SHORT_PERIODICAL = _("Short title"), _("Short name of the periodical")
KIND, MEDIUM, EVENT, AFFILIATION = _("Kind of work"), _("Medium"), _("Event"), _("Affiliation")
NUMBER, VOLUME, PAGES, LANGUAGE = _("Number"), _("Volume"), _("Pages"), _("Language")
SOURCE, ARCHIVE, CALL_NUMBER, FILES = _("Database"), _("Archive"), _("Call number"), _("Files")

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
    "JO": PERIODICAL, "howpublished": PERIODICAL,
    "original-title": ORIGINAL, "origtitle": ORIGINAL, "OP": ORIGINAL,
    "original-date": FIRST_DATE, "origdate": FIRST_DATE,
    "accessed": ACCESSED, "urldate": ACCESSED, "Y2": ACCESSED,
    "title-short": SHORT_TITLE, "shorttitle": SHORT_TITLE, "ST": SHORT_TITLE,
    "container-title-short": SHORT_PERIODICAL, "journalabbreviation": SHORT_PERIODICAL,
    "shortjournal": SHORT_PERIODICAL, "JA": SHORT_PERIODICAL, "J2": SHORT_PERIODICAL,
    "genre": KIND, "type": KIND, "entrysubtype": KIND, "M3": KIND, "medium": MEDIUM,
    "event": EVENT, "event-title": EVENT, "eventtitle": EVENT, "affiliation": AFFILIATION, "AD": AFFILIATION,
    "number": NUMBER, "issue": NUMBER, "IS": NUMBER, "volume": VOLUME, "VL": VOLUME,
    "pages": PAGES, "page": PAGES, "SP": PAGES, "EP": PAGES, "number-of-pages": PAGES, "pagetotal": PAGES,
    "language": LANGUAGE, "langid": LANGUAGE, "LA": LANGUAGE,
    "source": SOURCE, "DB": SOURCE, "DP": SOURCE, "archive": ARCHIVE,
    "call-number": CALL_NUMBER, "CN": CALL_NUMBER,
    "file": FILES, "L1": FILES, "L2": FILES, "L3": FILES, "L4": FILES,
    "date": DATE, "year": DATE, "month": DATE, "day": DATE, "issued": DATE, "DA": DATE, "PY": DATE, "Y1": DATE,
}  # fmt: skip


def told(*left: Left) -> list[tuple[str, str, str]]:
    """(label, the field as the file calls it where that is not its label, value) of each."""
    found = [(str(_label(name)), name, value) for name, value in left]
    return [(label, "" if label.casefold() == name.casefold() else name, value) for label, name, value in found]


def _label(name: str) -> Promise | str:
    return LABELS.get(name) or LABELS.get(name.lower()) or name
