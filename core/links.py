"""What texts name by a number: pages of the site, documents, pictures.

A number is typed by nobody, but an editor's form is JSON that anybody may write by hand: what can be no number of a
row names nothing, as Wagtail has it for rows that are gone, and no database is asked for it.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils.html import escape
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.images.rich_text import ImageEmbedHandler
from wagtail.rich_text.pages import PageLinkHandler

from .numbers import is_key


class NamedByKey:
    """Handlers of Wagtail's, which answer 500 to what is no number."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Model | None]:
        """The row of each, None where there is none. Wagtail's queries."""
        return super().get_many([attrs if is_key(attrs.get("id")) else {} for attrs in attrs_list])

    @classmethod
    def extract_references(cls, attrs: dict) -> Iterator[tuple[Any, ...]]:
        """As Wagtail's index of references wants them; it breaks at a link that names no number at all."""
        if is_key(attrs.get("id")):
            yield from super().extract_references(attrs)


class PublicPageLinkHandler(NamedByKey, PageLinkHandler):
    """A link to a page that is not public has no address: that would tell the slug of a draft, and follow it."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tag of each link, as readers get it."""
        pages = [page and page.localized for page in cls.get_many(attrs_list)]
        return [f'<a href="{escape(page.url)}">' if page and page.live and page.url else "<a>" for page in pages]


class KeyDocumentLinkHandler(NamedByKey, DocumentLinkHandler):
    """A link to a document."""


class KeyImageEmbedHandler(NamedByKey, ImageEmbedHandler):
    """A picture within a text: our editor offers none, other ways in may bring some."""


class KeyPageLinkElementHandler(PageLinkElementHandler):
    """A link to a page, as the editor is given it: that of documents is careful by itself."""

    def get_attribute_data(self, attrs: dict) -> dict[str, Any]:
        """Of what names no page, what Wagtail gives for one that is gone."""
        if not is_key(attrs.get("id")):
            return {"id": attrs.get("id", ""), "url": None, "parentId": None}
        return super().get_attribute_data(attrs)
