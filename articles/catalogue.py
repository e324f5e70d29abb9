"""Public pages of topics, people and outlets: which row stands at an address, and where it stands elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from core.families import Resolved, resolve_keys
from core.navigation import Link, address_in
from core.pictures import renditions_of
from core.readers import Reader

from . import querysets
from .models import Outlet, Person, PostAuthor, PostTopic, PublicationPage, PublicationTopic, Topic, WorkAuthor


@dataclass(frozen=True)
class Kind:
    """A kind of snippet with public pages.

    Where `stands_in`, a row of another locale serves a language that has none: a person is the same
    in every language, under the same slug. A topic is not: its slug is a word.
    """

    name: str
    model: type[Model]
    title: Promise
    picture: str
    stands_in: bool

    @property
    def list_url_name(self) -> str:
        return f"{self.name}s"

    @property
    def folder_name(self) -> str:
        return self.model._meta.model_name

    def rows(self) -> QuerySet:
        rows = self.model.objects.filter(live=True).select_related("locale")
        return rows.select_related(self.picture).prefetch_related(renditions_of(self.picture)) if self.picture else rows


KINDS = {
    kind.name: kind
    for kind in (
        Kind("topic", Topic, _("Topics"), "", stands_in=False),
        Kind("author", Person, _("Authors"), "photo", stands_in=True),
        Kind("outlet", Outlet, _("Outlets"), "logo", stands_in=True),
    )
}


def find(kind: Kind, slug: str, locale: Locale) -> Resolved | None:
    """The row that stands at this slug for readers of a locale. One query (two with a picture)."""
    rows = kind.rows().filter(slug=slug).order_by("pk")
    if not kind.stands_in:
        rows = rows.filter(locale=locale)
    found = min(rows, key=lambda row: row.locale_id != locale.pk, default=None)
    if found is None:
        return None
    if found.locale_id != locale.pk:
        # The family has a row of its own here, under another slug: that is its address.
        family = kind.model.objects.filter(live=True, translation_key=found.translation_key, locale=locale)
        if family.exists():
            return None
    return Resolved(found, "" if found.locale_id == locale.pk else found.locale.language_code)


def addresses(kind: Kind, row: Model, reader: Reader) -> dict[str, str]:
    """Where the row's family stands in each language that shows it: language code -> address. One query."""
    family = kind.model.objects.filter(live=True, translation_key=row.translation_key)
    slugs = dict(family.values_list("locale", "slug"))
    if not kind.stands_in:
        shown = {locale: slugs[locale.pk] for locale in reader.locales if locale.pk in slugs}
    else:
        shown = {locale: slugs.get(locale.pk, row.slug) for locale in reader.locales}
    return {locale.language_code: address_in(locale, kind.name, slug) for locale, slug in shown.items()}


def list_addresses(kind: Kind, reader: Reader) -> dict[str, str]:
    """The kind's list in each language: language code -> address."""
    return {locale.language_code: address_in(locale, kind.list_url_name) for locale in reader.locales}


def list_links(kind: Kind, reader: Reader) -> dict[str, Link]:
    """The same as links under the list's title in its own language."""
    links = {}
    for code, url in list_addresses(kind, reader).items():
        with translation.override(code):
            links[code] = Link(str(kind.title), url)
    return links


def everything(kind: Kind, locale: Locale) -> list[Resolved]:
    """Each family of a kind that readers of a locale may see, by name."""
    rows = kind.model.objects.filter(live=True)
    if not kind.stands_in:
        rows = rows.filter(locale=locale)
    found = resolve_keys(kind.model.objects.all(), rows.values("translation_key"), locale)
    return sorted(found.values(), key=lambda row: row.name.casefold())


def counts(kind: Kind, reader: Reader) -> dict[UUID, int]:
    """How many posts and publications of the reader's locale belong to each family. Two queries at most."""
    posts = querysets.public_posts(reader, reader.locale).order_by().values("pk")
    publications = querysets.public_publications(reader, reader.locale).order_by().values("pk")
    works = PublicationPage.objects.filter(pk__in=publications).values("work")
    asked: dict[str, Sequence] = {
        "topic": (
            (PostTopic.objects.all(), "page", posts, "topic__translation_key"),
            (PublicationTopic.objects.all(), "page", publications, "topic__translation_key"),
        ),
        "author": (
            (PostAuthor.objects.all(), "page", posts, "person__translation_key"),
            (WorkAuthor.objects.all(), "work", works, "person__translation_key"),
        ),
        "outlet": (),
    }
    total: dict[UUID, int] = {}
    for question in asked[kind.name]:
        for key, number in querysets.entry_counts(*question).items():
            total[key] = total.get(key, 0) + number
    return total
