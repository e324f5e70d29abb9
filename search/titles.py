"""Pages by how the words of their titles begin, for whoever is still typing. Choosing one is never needed."""

from wagtail.models import Page

from core.readers import Reader
from language.folding import clean

from .answering import nearest
from .reading import MAX_CHARACTERS
from .results import pages_of

MOST = 8
SHORTEST = 2  # letters


def titles(typed: str, reader: Reader) -> list[tuple[str, str]]:
    """(title, address) of public pages in the reader's language, the nearest first. Three queries at most."""
    typed = clean(typed[:MAX_CHARACTERS]).strip()
    if len(typed) < SHORTEST:
        return []
    rows = reader.public(Page.objects.filter(locale=reader.locale))
    best = nearest(typed, rows, reader.locale.language_code, MOST)
    pages = pages_of(best, reader)
    found = [(pages[pk].title, reader.url_of(pages[pk])) for pk in best if pk in pages]
    return [(title, url) for title, url in found if url]
