"""What another language has: articles that are not in the reader's, and the reader's own under other words.

A translation is found by what its original says: whoever types a word of the other language is shown the
article in the language that the page is in, where there is one.
"""

from collections.abc import Callable, Mapping, Sequence

from wagtail.models import Page

from core.readers import Reader

from .engine.ranking import Hit, Ranked

MOST = 5  # articles that are offered
LOOKED_AT = 30  # of each other language, the best


def elsewhere(
    ranked: Mapping[str, Ranked], reader: Reader, found: set[int], meeting: Callable[[list[Hit]], list[Hit]] = list
) -> list[Hit]:
    """The best hits of other languages: each as the reader's own page where that is public, else as it is.

    `found` are pages that the results tell of already; `meeting` keeps the hits that meet what is chosen, before the
    best are taken. One query; none where other languages have no hits.
    """
    here = reader.locale
    hits = [
        hit for code, part in ranked.items() if code != here.language_code for hit in meeting(part.hits)[:LOOKED_AT]
    ]
    if not hits:
        return []
    families = Page.objects.filter(pk__in=[hit.object_id for hit in hits]).values("translation_key")
    rows = reader.public(Page.objects.filter(translation_key__in=families)).values_list(
        "pk", "locale", "translation_key"
    )
    keys = {pk: key for pk, _locale, key in rows}
    own = {key: pk for pk, locale, key in rows if locale == here.pk}
    return _once(hits, keys, own, here.language_code, found)[:MOST]


def _once(hits: Sequence[Hit], keys: dict, own: dict, code: str, found: set[int]) -> list[Hit]:
    """Each article once, the best first, and none that was told of."""
    told: set = {keys.get(pk) for pk in found}
    kept = []
    for hit in sorted(hits, key=lambda hit: -hit.score):
        key = keys.get(hit.object_id)
        if key is None or key in told or own.get(key) in found:
            continue
        told.add(key)
        kept.append(hit if key not in own else Hit(own[key], code, hit.score, hit.mask, hit.date, hit.facets))
    return kept
