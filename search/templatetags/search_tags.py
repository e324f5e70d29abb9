"""What search gives to a page."""

from django import template
from django.template.context import Context
from wagtail.models import Page

from core.readers import reader_of
from search.related import is_article

register = template.Library()


@register.inclusion_tag("search/includes/related_link.html", takes_context=True)
def related_articles(context: Context, page: Page) -> dict:
    """The way to articles on the same, whose list a script brings; nothing below a draft. No query."""
    is_preview = reader_of(context.get("request")).is_preview
    return {"page": page, "is_article": is_article(page) and page.live and not is_preview}
