"""Builders for tests. Each makes a live row unless told otherwise, in the tree of the locale it is given.

A tree is what the `site` fixture holds for a locale: `site.en`, `site.es`.
"""

from io import BytesIO
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils.text import slugify
from PIL import Image as PillowImage
from wagtail.models import Locale

from articles.models import BlogPostPage, Edition, Outlet, Person, PublicationPage, Topic, Work, WorkAuthor
from core.models import CreditedImage
from core.ordering import in_order
from home.models import StandardPage

_serial = count(1)


def user(name: str = "", *groups: str, **fields: Any):
    """A user in the groups named; `superuser=True` for one who may do all."""
    User = get_user_model()
    name = name or f"user{next(_serial)}"
    make = User.objects.create_superuser if fields.pop("superuser", False) else User.objects.create_user
    person = make(username=name, email=f"{name}@example.org", password="bilingual-demo", **fields)
    person.groups.set(Group.objects.filter(name__in=groups))
    return person


def _snippet(model: type, locale: Locale | None, live: bool, **fields: Any):
    if locale is not None:
        fields["locale"] = locale
    obj = model(live=live, **fields)
    obj.save()
    revision = obj.save_revision()
    if live:
        revision.publish()
    return model.objects.get(pk=obj.pk)


def topic(locale: Locale, name: str = "", *, live: bool = True, **fields: Any) -> Topic:
    name = name or f"Topic {next(_serial)}"
    return _snippet(Topic, locale, live, **{"name": name, "slug": slugify(name), **fields})


def person(locale: Locale, name: str = "", *, live: bool = True, **fields: Any) -> Person:
    name = name or f"Person {next(_serial)}"
    return _snippet(Person, locale, live, **{"name": name, "slug": slugify(name), **fields})


def outlet(locale: Locale, name: str = "", *, live: bool = True, **fields: Any) -> Outlet:
    name = name or f"Outlet {next(_serial)}"
    return _snippet(Outlet, locale, live, **{"name": name, "slug": slugify(name), **fields})


def work(title: str = "", *, authors: tuple = (), editions: tuple = (), live: bool = True, **fields: Any) -> Work:
    """A work; `authors` are persons or dicts of WorkAuthor, `editions` dicts of Edition."""
    obj = Work(title=title or f"Work {next(_serial)}", live=live, **fields)
    rows = (author if isinstance(author, dict) else {"person": author} for author in authors)
    obj.authors = in_order(WorkAuthor(**row) for row in rows)
    obj.editions = in_order(Edition(**{"title": obj.title, "language": "es", **edition}) for edition in editions)
    obj.save()
    revision = obj.save_revision()
    if live:
        revision.publish()
    return Work.objects.get(pk=obj.pk)


def _page(parent: Any, page: Any, live: bool):
    page.live = live
    page.locale = parent.locale
    parent = type(parent).objects.get(pk=parent.pk)
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def post(tree: Any, title: str = "", *, live: bool = True, topics=(), authors=(), publications=(), **fields: Any):
    """A blog post below the tree's blog. `body` takes StreamField pairs."""
    title = title or f"Post {next(_serial)}"
    page = BlogPostPage(**{"title": title, "slug": slugify(title), "intro": f"About {title}.", **fields})
    page.topics.set(in_order(page.topics.model(topic=row) for row in topics))
    page.authors.set(in_order(page.authors.model(person=row) for row in authors))
    page.publications.set(in_order(page.publications.model(publication=row) for row in publications))
    return _page(tree.blog, page, live)


def publication(tree: Any, title: str = "", *, live: bool = True, topics=(), **fields: Any) -> PublicationPage:
    """A publication page below the tree's list of publications; makes a work where none is given."""
    title = title or f"Publication {next(_serial)}"
    fields.setdefault("work", None)
    fields["work"] = fields["work"] or work(title, outlet=outlet(tree.locale))
    page = PublicationPage(**{"title": title, "slug": slugify(title), "summary": f"<p>On {title}.</p>", **fields})
    page.topics.set(in_order(page.topics.model(topic=row) for row in topics))
    return _page(tree.publications, page, live)


def standard(tree: Any, title: str = "", *, live: bool = True, **fields: Any) -> StandardPage:
    """A standing page below the tree's home page."""
    title = title or f"Page {next(_serial)}"
    return _page(tree.home, StandardPage(**{"title": title, "slug": slugify(title), **fields}), live)


def twin(row: Any, tree: Any, *, live: bool = True, **fields: Any):
    """The row's translation in another tree, a page or a snippet: a copy with these fields changed."""
    copy = row.copy_for_translation(tree.locale)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.live = live
    copy.save()
    revision = copy.save_revision()
    if live:
        revision.publish()
    return type(row).objects.get(pk=copy.pk)


def picture(title: str = "", *, size: tuple[int, int] = (160, 90), **fields: Any):
    """A small image file in one colour."""
    name = title or f"picture-{next(_serial)}"
    buffer = BytesIO()
    PillowImage.new("RGB", size, "teal").save(buffer, "PNG")
    file = ContentFile(buffer.getvalue(), name=f"{slugify(name)}.png")
    return CreditedImage.objects.create(title=name, file=file, **fields)
