"""What topics, people and outlets are called, in one statement of plain SQL: it is asked in each search."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from wagtail.models import Locale

from articles.models import Outlet, Person, Topic

from .engine.reading import marks

FAMILIES = {"topic": Topic, "author": Person, "outlet": Outlet}
NAMES = """
SELECT {place}, held.translation_key, held.locale_id, locale.language_code, held.slug, held.name, held.id
FROM {table} held JOIN wagtailcore_locale locale ON locale.id = held.locale_id
WHERE held.live AND (held.translation_key IN ({keys}) OR held.translation_key IN (
    SELECT chosen.translation_key FROM {table} chosen WHERE chosen.live AND chosen.slug = %s
))
"""


class Name(NamedTuple):
    """What a value is called in the address and by readers; `lang` where that is not their language. `others` are what
    addresses in other languages call it."""

    value: str
    label: str
    lang: str = ""
    others: tuple[str, ...] = ()


def names_of_families(
    keys: Mapping[str, set[str]], chosen: Mapping[str, str], locale: Locale
) -> dict[str, dict[str, Name]]:
    """kind -> key of the index -> its name, of families by their keys or by an address that is chosen.

    Of each family the live row of the locale, else the oldest (see core.families). One query; none without any.
    """
    parts, parameters = [], []
    for place, (kind, model) in enumerate(FAMILIES.items()):
        sought = sorted(keys.get(kind, ()))
        if sought or chosen.get(kind):
            parts.append(NAMES.format(place=place, table=model._meta.db_table, keys=marks(sought) or "NULL"))
            parameters += [*sought, chosen.get(kind, "")]
    found: dict[str, dict[str, Name]] = {kind: {} for kind in FAMILIES}
    kinds = list(FAMILIES)
    for place, key, own, code, slug, name, _pk in sorted(_rows(parts, parameters), key=lambda row: row[-1]):
        names, mine = found[kinds[place]], own == locale.pk
        told = key.hex if isinstance(key, UUID) else key
        others = (*names[told].others, slug) if told in names else (slug,)
        if mine or told not in names:
            names[told] = Name(slug, name, "" if mine else code)
        names[told] = names[told]._replace(others=others)
    return found


def _rows(parts: list[str], parameters: list[str]) -> list[tuple]:
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return cursor.fetchall()
