"""Pages that editors put before what a search finds, in each language its own. Only what is public is ever shown."""

from django.db.models import OuterRef, QuerySet, Subquery

from core.readers import Reader

from .engine.asked import Question, meaning, meaning_of
from .engine.ranking import Hit
from .models import Document, Promotion
from .results import PAGES

MOST = 5  # for one search


def promoted(asked: Question, reader: Reader) -> list[Hit]:
    """What is put before the results of a search, in the editors' order. One query; pages that may not be seen are
    among them, and drop out where their rows are read."""
    sought, language = meaning_of(asked), reader.locale.language_code
    if not sought:
        return []
    found = (row for row in _rows(language) if meaning(language, row[0]) == sought)
    return [Hit(page, language, 0.0, 0, date, "") for _words, page, date in found][:MOST]


def _rows(language: str) -> QuerySet:
    dates = Document.objects.filter(model=PAGES, object_id=OuterRef("page_id")).values("date")
    rows = Promotion.objects.filter(page__locale__language_code=language).order_by("place", "pk")
    return rows.values_list("words", "page_id", Subquery(dates[:1]))
