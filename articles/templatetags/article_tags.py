"""What the articles' templates ask for. Each tag fetches all that its part of the page shows."""

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import browsing, corrections, reading
from articles.citing.formats import FORMATS
from articles.listings import ListingPageMixin
from articles.models import BlogPostPage, Outlet, Person, PublicationPage, Topic, Work
from articles.models.corrections import DatedNotesMixin
from core.families import Resolved
from core.readers import reader_of

register = template.Library()


@register.simple_tag(takes_context=True)
def listing(context: Context, index: ListingPageMixin) -> browsing.Listing:
    """The part of an index page's list that the address asks for."""
    reader = reader_of(context.get("request"))
    return reader.once("listing", lambda: browsing.browse(index, reader))


@register.simple_tag(takes_context=True)
def entries(context: Context, row: Topic | Person | Outlet | Resolved) -> browsing.Listing:
    """Posts and publications on a topic, by a person, or with an outlet."""
    reader = reader_of(context.get("request"))
    row = row.obj if isinstance(row, Resolved) else row
    locale = reader.locale_of(row) if reader.is_preview else reader.locale
    return reader.once("entries", lambda: browsing.entries_of(row, reader, locale))


@register.simple_tag(takes_context=True)
def newest(context: Context) -> browsing.Newest:
    """The latest posts and publications, for a home page."""
    reader = reader_of(context.get("request"))
    page = context.get("page")
    return browsing.newest(reader, reader.locale_of(page) if page else reader.locale)


@register.simple_tag(takes_context=True)
def post_parts(context: Context, page: BlogPostPage) -> reading.PostParts:
    """Authors, topics, listed publications and body blocks of a post."""
    reader = reader_of(context.get("request"))
    return reader.once(("post_parts", page.pk), lambda: reading.post_parts(page, reader))


@register.simple_tag(takes_context=True)
def publication_parts(context: Context, page: PublicationPage) -> reading.PublicationParts:
    """The facts of a publication's work, and its topics."""
    reader = reader_of(context.get("request"))
    return reader.once(("publication_parts", page.pk), lambda: reading.publication_parts(page, reader))


@register.simple_tag(takes_context=True)
def work_facts(context: Context, work: Work) -> reading.WorkFacts:
    """The facts of a work that is previewed."""
    return reading.work_facts(work, reader_of(context.get("request")).locale)


@register.simple_tag
def dated_notes(page: DatedNotesMixin) -> list[corrections.Note]:
    """The corrections and updates of a page, in its editor's order."""
    return corrections.notes_of(page)


@register.inclusion_tag("articles/includes/list_files.html")
def list_files(query: str, name: str, *given: object) -> dict[str, list[tuple[str, str]]]:
    """Links to the references of a list as it is filtered now; `name` and `given` say which list it is."""
    asked = f"?{query.rstrip('&')}" if query else ""
    return {"files": [(kind.name, reverse(name, args=[*given, kind.ending]) + asked) for kind in FORMATS.values()]}


@register.simple_tag
def outlet_link(outlet: Resolved[Outlet]) -> SafeString:
    """The outlet's name, leading to its page: for use inside a sentence."""
    return _link(reverse("outlet", args=[outlet.slug]), outlet)


@register.simple_tag
def person_link(person: Resolved[Person]) -> SafeString:
    """The person's name, leading to their page."""
    return _link(reverse("author", args=[person.slug]), person)


def _link(url: str, row: Resolved) -> SafeString:
    lang = format_html(' lang="{}"', row.lang) if row.lang else ""
    return format_html('<a href="{}"{}>{}</a>', url, lang, row.name)
