"""What the server keeps of a page, and how its fields are read: the fields of our own index, as data."""

from typing import Any

from language.analysis import analyser
from language.folding import clean
from search.engine.terms import Contents

PAGES = "wagtailcore.page"
FIELDS = ("title", "summary", "people", "topics", "body")
GAP = 100  # words between two texts of one field: no phrase reaches over it
LONGEST_NAME = 1_000  # characters of the folded title

_TEXT = {"type": "text", "analyzer": "words", "search_analyzer": "query", "position_increment_gap": GAP}


def mapping() -> dict[str, Any]:
    """How the fields of a document are read, the same in every language: the analysers behind the names differ.

    `text` is all of them together, for what a page must or must not hold; it is never weighed.
    """
    exact = {"type": "text", "analyzer": "exact", "position_increment_gap": GAP}
    return {
        "dynamic": "strict",
        "properties": {
            "pk": {"type": "keyword"},
            "digest": {"type": "keyword"},
            **{name: {**_TEXT, "copy_to": ["text"]} for name in FIELDS},
            "text": {**_TEXT, "fields": {"exact": exact}},
            "beginnings": {"type": "text", "analyzer": "beginnings", "search_analyzer": "typed"},
            "name": {"type": "keyword"},
            "name_length": {"type": "integer"},
            "facets": {"type": "keyword"},
            "date": {"type": "date", "format": "yyyy-MM-dd"},
        },
    }


def document(contents: Contents, digest: str) -> dict[str, Any]:
    """A page as the server is sent it. Compounds such as “co-operation” follow the text, written as one word."""
    reader, names = analyser(contents.locale), analyser("")
    fields: dict[str, list[str]] = {}
    for name in FIELDS:
        texts = [text for part in contents.fields.get(name, []) if (text := " ".join(clean(part).split()))]
        compounds = [token.word for text in texts for token in reader.tokens(text) if token.compound]
        fields[name] = [*texts, *([" ".join(dict.fromkeys(compounds))] if compounds else [])]
    name = " ".join(token.word for token in names.tokens(clean(contents.autocomplete)) if not token.compound)
    return {
        "pk": str(contents.object_id),
        "digest": digest,
        **fields,
        "beginnings": name[:LONGEST_NAME],
        "name": name[:LONGEST_NAME],
        "name_length": len(name),
        "facets": list(contents.facets),
        **({"date": contents.date.isoformat()} if contents.date else {}),
    }
