"""Rows by how the words of their names begin: for whoever is still typing."""

from django.db.models import Case, QuerySet, When
from django.db.models.functions import Length

from language.analysis import analyser
from language.folding import clean
from search.models import Document

from .contents import root_of

MOST_WORDS = 8


def scores(text: str, rows: QuerySet) -> dict[int, float]:
    """object_id -> score of those `rows` in whose name each word that was typed begins some word. One query.

    What begins as a whole as it was typed comes first, then shorter names.
    """
    words = words_of(text)
    found = _beginning(words, rows).values_list("object_id", "autocomplete")
    return {pk: name.startswith(_whole(words)) + 1 / (1 + len(name)) for pk, name in found} if words else {}


def nearest(text: str, rows: QuerySet, locale: str, number: int) -> list[int]:
    """The first so many of them in that order, of `rows` of one language: fewer are looked at then. One query."""
    words = words_of(text)
    is_whole = Case(When(autocomplete__startswith=_whole(words), then=0), default=1)
    found = _beginning(words, rows).filter(locale=locale).order_by(is_whole, Length("autocomplete"), "object_id")
    return list(found.values_list("object_id", flat=True)[:number]) if words else []


def words_of(text: str) -> list[str]:
    """What was typed as folded words; not more of them than are looked for."""
    return [token.word for token in analyser("").tokens(clean(text)) if not token.compound][:MOST_WORDS]


def _whole(words: list[str]) -> str:
    """How a name begins, in the index, that begins as a whole as it was typed."""
    return f" {' '.join(words)}"


def _beginning(words: list[str], rows: QuerySet) -> QuerySet[Document]:
    found = Document.objects.filter(model=root_of(rows.model), object_id__in=rows.order_by().values("pk"))
    for word in words:
        found = found.filter(autocomplete__contains=f" {word}")
    return found
