"""Highwire and Dublin Core of a page of ours, for reference managers; never as if it were the work it tells of.

The name of a journal is not among them: with it our summary would be taken for the paper.
"""

from articles.citing.items import Item, date_of, listed_name

ZOTERO_TYPES = {"post-weblog": "blogPost", "webpage": "webpage"}


def meta_of(item: Item) -> list[tuple[str, str]]:
    """(name, content) of each `<meta>`, for an item of `pages_as_items`."""
    authors, editors, translators = (
        [listed_name(name) for name in item.get(role, [])] for role in ("author", "editor", "translator")
    )
    pairs = [
        ("citation_title", item["title"]),
        *(("citation_author", name) for name in authors),
        *(("citation_editor", name) for name in editors),
        ("citation_publication_date", date_of(item, "/")),
        ("citation_language", item["language"]),
        ("citation_public_url", item.get("URL", "")),
        ("DC.title", item["title"]),
        *(("DC.creator", name) for name in authors),
        *(("DC.contributor", name) for name in [*editors, *translators]),
        ("DC.date", date_of(item, "-")),
        ("DC.language", item["language"]),
        ("DC.publisher", item["container-title"]),
        ("DC.identifier", item.get("URL", "")),
        ("DC.type", ZOTERO_TYPES[item["type"]]),
    ]
    return [(name, content) for name, content in pairs if content]
