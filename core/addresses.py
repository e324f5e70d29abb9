"""Every address segment that is a word, per locale, in one table.

Page slugs are set from it by `setup_site`; search, authors, topics, outlets, … are URL patterns made
from it, so a child of a home page may not take those as its slug (`reserved_slugs`).
A locale without a row of its own uses the English word. Pure.
"""

from django.utils.functional import lazy
from django.utils.translation import get_language

SEGMENTS: dict[str, dict[str, str]] = {
    "blog": {"en": "blog", "es": "blog", "pt": "blog"},
    "publications": {"en": "publications", "es": "publicaciones", "pt": "publicacoes"},
    "search": {"en": "search", "es": "buscar", "pt": "busca"},
    "authors": {"en": "authors", "es": "autores", "pt": "autores"},
    "topics": {"en": "topics", "es": "temas", "pt": "temas"},
    "cite": {"en": "cite", "es": "citar", "pt": "citar"},
    "outlets": {"en": "outlets", "es": "medios", "pt": "veiculos"},
    "corrections": {"en": "corrections", "es": "correcciones", "pt": "correcoes"},
    "related": {"en": "related", "es": "relacionados", "pt": "relacionados"},
}
PATTERN_SEGMENTS = ("search", "authors", "topics", "outlets", "cite", "corrections")


def segment(key: str, language_code: str) -> str:
    """The word for `key` in a language; its base language, then English, where there is none."""
    words = SEGMENTS[key]
    return words.get(language_code) or words.get(language_code.split("-")[0]) or words["en"]


def _active_segment(key: str) -> str:
    return segment(key, get_language() or "en")


lazy_segment = lazy(_active_segment, str)


def reserved_slugs(language_code: str) -> set[str]:
    """Slugs that a child of this locale's home page may not take: URL patterns stand there."""
    return {segment(key, language_code) for key in PATTERN_SEGMENTS}
