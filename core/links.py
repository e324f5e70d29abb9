"""Links within texts to pages of the site."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler


class PublicPageLinkHandler(PageLinkHandler):
    """A link to a page that is not public has no address: that would tell the slug of a draft, and follow it."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tag of each link, as readers get it."""
        pages = [page and page.localized for page in cls.get_many(attrs_list)]
        return [f'<a href="{escape(page.url)}">' if page and page.live and page.url else "<a>" for page in pages]
