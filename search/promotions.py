"""Pages that editors put before what a search finds, in each language its own. Only what is public is ever shown."""

from django.db import connection
from wagtail.models import Locale

from core.readers import Reader

from .engine.asked import Question, meaning, meaning_of
from .engine.ranking import Hit, day
from .results import PAGES

MOST = 5  # for one search
OF_LANGUAGE = """
SELECT promotion.words, promotion.page_id, document.date FROM search_promotion promotion
JOIN wagtailcore_page page ON page.id = promotion.page_id
LEFT JOIN search_document document ON document.model = %s AND document.object_id = promotion.page_id
WHERE page.locale_id = %s ORDER BY promotion.place, promotion.id
"""


def promoted(asked: Question, reader: Reader) -> list[Hit]:
    """What is put before the results of a search, in the editors' order. One query; pages that may not be seen are
    among them, and drop out where their rows are read."""
    sought, language = meaning_of(asked), reader.locale.language_code
    if not sought:
        return []
    found = (row for row in _rows(reader.locale) if meaning(language, row[0]) == sought)
    return [Hit(page, language, 0.0, 0, day(date), "") for _words, page, date in found][:MOST]


def _rows(locale: Locale) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(OF_LANGUAGE, [PAGES, locale.pk])
        return cursor.fetchall()
