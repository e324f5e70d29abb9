"""From records to rows: builds the original of each item, in its locale, as an editor would."""

import hashlib
import json
from collections.abc import Callable
from functools import singledispatchmethod
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from wagtail.models import Collection, Locale, Page

from articles.models import (
    BlogIndexPage,
    BlogPostPage,
    Edition,
    Outlet,
    Person,
    PublicationIndexPage,
    PublicationPage,
    Topic,
    Work,
    WorkAuthor,
)
from core.models import CreditedImage
from core.ordering import in_order
from home.models import HomePage, StandardPage

from . import pictures
from .acts import Cast, hand_in, publish, write
from .bodies import stream
from .content import Article, Author, Item, Note, Publisher, Sheet, Standing, Subject, Summary, WorkFacts
from .library import BY_KEY

MODELS: dict[type[Item], type[models.Model]] = {
    Subject: Topic,
    Author: Person,
    Publisher: Outlet,
    Standing: StandardPage,
    Summary: PublicationPage,
    Article: BlogPostPage,
}
PARENTS: dict[type[Sheet], type[Page]] = {
    Standing: HomePage,
    Summary: PublicationIndexPage,
    Article: BlogIndexPage,
}
COLLECTION = "Demo"


def family(item: Item) -> models.QuerySet:
    """Rows that exist of an item, in any locale."""
    return MODELS[type(item)].objects.filter(translation_key=item.translation_key)


class Desk:
    """Where the editor of the demo sits: makes originals and has them reviewed."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}

    def publish(self, item: Item) -> models.Model:
        """Make the item's original and bring it to the public."""
        return publish(self._made(item), self.cast)

    def hand_in(self, item: Item) -> models.Model:
        """Make the item's original and leave it with its reviewer: no reader has seen it."""
        obj = self._made(item)
        write(obj, self.cast.editor)
        hand_in(obj, self.cast.editor)
        return type(obj).objects.get(pk=obj.pk)

    def _made(self, item: Item) -> models.Model:
        obj = self.draft(item)
        obj.translation_key = item.translation_key
        obj.locale = self.locales[item.language]
        if isinstance(item, Sheet):
            self._place(obj, item)
        return obj

    @singledispatchmethod
    def draft(self, item: Item) -> models.Model:
        """The row of an item, not saved yet."""
        raise NotImplementedError(type(item))

    @draft.register
    def _(self, item: Subject) -> Topic:
        return Topic(name=item.name.source, slug=item.slug.source, description=item.description.source)

    @draft.register
    def _(self, item: Author) -> Person:
        return Person(
            name=item.name,
            sort_name=item.sort_name,
            slug=item.slug,
            role=item.role.source,
            bio=item.bio.source,
        )

    @draft.register
    def _(self, item: Publisher) -> Outlet:
        logo = self._image(f"logo-{item.slug}.png", item.name.source, lambda: pictures.logo(item.initials, item.colour))
        facts = {"slug": item.slug, "url": item.url, "country": item.country, "logo": logo}
        return Outlet(name=item.name.source, disclaimer=item.disclaimer.source, **facts)

    @draft.register
    def _(self, item: Standing) -> StandardPage:
        body = stream(item.body, self.picture)
        return StandardPage(**_title(item), intro=item.intro.source, body=body, show_in_menus=True)

    @draft.register
    def _(self, item: Summary) -> PublicationPage:
        page = PublicationPage(
            **_title(item),
            work=self._work(item.work),
            summary="".join(f"<p>{paragraph.source}</p>" for paragraph in item.summary),
            body=stream(item.body, self.picture),
            corrections=[block_of(note) for note in item.notes],
        )
        page.topics.set(in_order(page.topics.model(topic=self.row(Subject, key)) for key in item.topics))
        return page

    @draft.register
    def _(self, item: Article) -> BlogPostPage:
        page = BlogPostPage(
            **_title(item),
            date=item.date,
            intro=item.intro.source,
            hero_image=self.picture(item.hero.name),
            hero_alt=item.hero.alt.source,
            body=stream(item.body, self.picture),
            corrections=[block_of(note) for note in item.notes],
        )
        page.authors.set(in_order(page.authors.model(person=self.row(Author, key)) for key in item.authors))
        page.topics.set(in_order(page.topics.model(topic=self.row(Subject, key)) for key in item.topics))
        listed = [self.row(Summary, key) for key in item.publications]
        page.publications.set(in_order(page.publications.model(publication=row) for row in listed))
        return page

    def row(self, kind: type[Item], key: str) -> models.Model:
        """The original of an item by its key, or what is left of its family."""
        item = BY_KEY[kind, key]
        rows = {row.locale_id: row for row in family(item)}
        return rows.get(self.locales[item.language].pk) or next(iter(rows.values()))

    def picture(self, name: str) -> CreditedImage:
        """A drawn picture as an image of the library, stored once."""
        return self._image(f"{name}.jpg", name.capitalize(), lambda: pictures.draw(name))

    def _image(self, filename: str, title: str, draw: Callable[[], bytes]) -> CreditedImage:
        data = draw()
        digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        existing = CreditedImage.objects.filter(file_hash=digest).first()
        if existing:
            return existing
        image = CreditedImage(
            title=title,
            file=ContentFile(data, name=filename),
            collection=_collection(),
            credit=settings.WAGTAIL_SITE_NAME,  # a credit is not translated: a name needs no translation
            licence="CC0 1.0",
            reuse=True,
            uploaded_by_user=self.cast.editor,
        )
        image.save()
        return image

    def _work(self, facts: WorkFacts) -> Work:
        """A work as a draft: it becomes public with the first page that tells of it."""
        work = Work(
            kind=facts.kind,
            title=facts.title,
            language=facts.language,
            date=facts.date,
            date_precision=facts.precision,
            outlet=self.row(Publisher, facts.outlet),
            url=facts.url,
            url_is_home=facts.url_is_home,
            access=facts.access,
            **_rights(facts),
        )
        work.authors = in_order(
            WorkAuthor(person=self.row(Author, key), role=role, affiliation=affiliation)
            for key, role, affiliation in facts.authors
        )
        work.editions = in_order(
            Edition(**vars(edition) | {"outlet": self.row(Publisher, edition.outlet)}) for edition in facts.editions
        )
        write(work, self.cast.editor)
        return work

    def _place(self, page: Page, item: Sheet) -> None:
        """Put the page into the tree of its language, as a draft."""
        parent = PARENTS[type(item)].objects.get(locale=page.locale)
        page.live = False
        page.owner = self.cast.editor
        parent.add_child(instance=page)


def _title(item: Sheet) -> dict[str, str]:
    return {
        "title": item.title.source,
        "slug": item.slug.source,
        "search_description": item.description.source,
    }


def block_of(note: Note) -> tuple[str, dict[str, Any]]:
    """A dated note as a block of its page."""
    return note.kind, {"date": note.date, "text": note.text.source}


def _rights(facts: WorkFacts) -> dict[str, Any]:
    given = facts.rights
    if given is None:
        return {"licence": facts.repeated_under, "verbatim": True} if facts.repeated_under else {}
    return {
        "licence": given.licence,
        "rights": Work.Need.NEEDED,
        "permission_by": given.given_by,
        "permission_date": given.given_on,
        "permission": given.scope,
    }


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)


def edit(page: Page, field: str, before: str, after: str) -> Page:
    """The page's latest draft with one text changed, not saved yet."""
    page = page.get_latest_revision_as_object()
    value = getattr(page, field)
    text = value if isinstance(value, str) else json.dumps(list(value.raw_data), ensure_ascii=False)
    if text.count(before) != 1:
        raise ValueError(before)
    setattr(page, field, text.replace(before, after))
    return page
