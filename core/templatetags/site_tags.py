"""Tags that the frame of each page uses: languages, menu, breadcrumb, dates. They make no HTML.

Together they cost four queries a request. They read `page`, or from views that have none `alternates`
(language code -> address), `nearest` (language code -> Link), `crumbs` (Links) and `carried` (a query string).
"""

import datetime
from collections.abc import Iterable

from django import template
from django.conf import settings
from django.template.context import Context
from wagtail.embeds.blocks import EmbedValue
from wagtail.models import Page

from core import dates
from core.embeds import Facade, facade
from core.languages import language_name
from core.licences import Licence, read_licence
from core.navigation import LanguageLink, Link, Navigation, navigation_of
from core.pictures import bring_renditions, pictures_in
from core.readers import reader_of

register = template.Library()


def _navigation(context: Context) -> Navigation:
    page = context.get("page")
    return navigation_of(reader_of(context.get("request")), page if isinstance(page, Page) else None)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """This page in each language of the site, or the nearest page there is."""
    known = {name: context[name] for name in ("alternates", "nearest", "carried") if name in context}
    return _navigation(context).language_links(**known)


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[Link]:
    """The menu of the language that the reader is in."""
    return _navigation(context).menu


@register.simple_tag(takes_context=True)
def breadcrumb(context: Context) -> list[Link]:
    """From the home page to here; the last link has no address."""
    return _navigation(context).breadcrumb(context.get("crumbs"))


@register.simple_tag(takes_context=True)
def home_url(context: Context) -> str:
    """The address of the home page of the reader's language."""
    navigation = _navigation(context)
    return navigation.home_url(navigation.locale)


@register.simple_tag(takes_context=True)
def content_language(context: Context) -> str:
    """The language of the main text: the page's (in a preview, the snippet's), else the active one."""
    reader = reader_of(context.get("request"))
    shown = next((row for row in (context.get("page"), context.get("object")) if hasattr(row, "locale_id")), None)
    return (reader.locale_of(shown) if shown else reader.locale).language_code


@register.simple_tag
def body_blocks(body: Iterable | None) -> list:
    """The blocks of a body, with the renditions of its pictures brought along in one query."""
    blocks = list(body or ())
    bring_renditions(pictures_in(blocks))
    return blocks


@register.simple_tag
def embed_facade(value: EmbedValue) -> Facade:
    """What stands for something of another site until a reader asks for it. One query."""
    return facade(value)


@register.simple_block_tag(end_name="endunless_blank")
def unless_blank(content: str) -> str:
    """What the tags inside render, or nothing where that is white space: `as` makes an `{% if %}` of a block."""
    return content if content.strip() else ""


@register.simple_tag
def site_name() -> str:
    """The name of the site, as the settings say it."""
    return settings.WAGTAIL_SITE_NAME


@register.simple_tag
def site_licence() -> Licence | None:
    """That of our own texts, as the settings say it, named in the active language; None where they say none."""
    return read_licence(settings.SITE_LICENCE)


@register.filter(expects_localtime=True)
def in_words(date: datetime.date | None, precision: str = "day") -> str:
    """A date as the active language writes it; nothing for none."""
    return dates.in_words(date, precision) if date else ""


@register.filter
def for_machines(date: datetime.date | None, precision: str = "day") -> str:
    """A date for `<time datetime>`; nothing for none."""
    return dates.for_machines(date, precision) if date else ""


@register.filter
def named_in_sentence(code: str) -> str:
    """The name of a language in the reader's language, as it stands inside a sentence: “in Spanish”."""
    return language_name(code)
