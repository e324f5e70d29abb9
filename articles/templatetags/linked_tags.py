"""What the head and the box of an article tell programs."""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.cards import plain
from articles.citing.cited import own_item
from articles.citing.items import Item, work_item
from articles.linked.coins import coins_of
from articles.linked.head import meta_of
from articles.linked.schema import page_node, repeating
from articles.models import BlogPostPage, PublicationPage
from articles.reading import PostParts, PublicationParts, WorkFacts
from core.licences import read_licence
from core.navigation import LanguageLink

register = template.Library()

# What could end the element, or be taken for markup by whoever reads it as HTML.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.inclusion_tag("articles/includes/machine.html", takes_context=True)
def machine_readable(
    context: Context,
    page: BlogPostPage | PublicationPage,
    parts: PostParts | PublicationParts,
    original: str | None,
    languages: Iterable[LanguageLink],
) -> dict[str, Any]:
    """JSON-LD, Highwire, Dublin Core and Open Graph of a public page. It asks the database nothing.

    `original` is None on an original, "" on a translation whose original is not public.
    """
    is_post = isinstance(page, BlogPostPage)
    authors = [person.obj for person in parts.authors] if is_post else []
    works = _works(parts)
    others = [(link.code, link.full_url) for link in languages if link.full_url and not link.current]
    description = page.search_description or (page.intro if is_post else plain(page.summary))
    request = context["request"]
    node = page_node(
        page,
        request=request,
        language=context["LANGUAGE_CODE"],
        site=settings.WAGTAIL_SITE_NAME,
        authors=authors,
        works=works,
        original=original or "",
        translations=others if original is None else [],
        translators=context.get("translators") or [],
        description=description,
        licence=own.url if (own := read_licence(settings.SITE_LICENCE)) else "",
    )
    if not is_post and parts.facts:
        node = repeating(node, parts.facts, request)
    item = _item(page, parts, context["LANGUAGE_CODE"], request)
    return {
        "node": node,
        "meta": meta_of(item),
        "item": item,
        "address": node["url"],
        "site": settings.WAGTAIL_SITE_NAME,
        "description": description,
    }


def _item(
    page: BlogPostPage | PublicationPage, parts: PostParts | PublicationParts, language: str, request: HttpRequest
) -> Item:
    """The page as it is cited: by its own authors, or by those of the work that it repeats word for word."""
    if isinstance(page, BlogPostPage):
        return own_item(page, [person.obj for person in parts.authors], language, request)
    facts = parts.facts
    if not facts or not facts.repeats:
        return own_item(page, [], language, request)
    people = [credit.person.obj for credit in facts.credits]
    translator = facts.repeats.translator
    return own_item(page, people, language, request, edited=facts.edited_as, translator=translator)


def _works(parts: PostParts | PublicationParts) -> list[WorkFacts]:
    """The works that the page tells of."""
    if isinstance(parts, PostParts):
        return [listed.facts for listed in parts.publications]
    return [parts.facts] if parts.facts else []


@register.filter
def json_ld(node: dict[str, Any]) -> SafeString:
    """A node as a data block, which no browser runs."""
    text = json.dumps(node, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.filter
def own_originals(languages: Iterable[LanguageLink], facts: WorkFacts | None) -> list[LanguageLink]:
    """The languages in which our page is no copy of another, for search engines: of one that is, none."""
    if facts is None or not facts.work.verbatim:
        return list(languages)
    return [] if facts.repeats else [link for link in languages if not facts.work.whole_form(link.code)]


@register.simple_tag
def coins(facts: WorkFacts) -> SafeString:
    """The original of a work, for reference managers: an empty element that readers do not meet."""
    people = [credit.person.obj for credit in facts.credits]
    item = work_item(facts.work, people, facts.outlet_name, edited=facts.edited_as)
    return format_html('<span class="Z3988" title="{}"></span>', coins_of(item))
