"""What all generated pages share: people, topics, the pages above them. Made once, found again later."""

import uuid
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page, Workflow

from articles.models import BlogIndexPage, PublicationIndexPage, Topic
from home.models import HomePage
from home.setup.groups import EDITORS, reviewers, translators
from translations.models import ReviewTask

from .plan import NAMESPACE
from .words import LANGUAGES, TOPICS

PREFIX = "bulk-"
TRANSLATORS = 3
SLUGS = {BlogIndexPage: "bulk-posts", PublicationIndexPage: "bulk-publications"}
TITLES = {
    BlogIndexPage: ("Generated posts", "Entradas generadas"),
    PublicationIndexPage: ("Generated publications", "Publicaciones generadas"),
}


def index_pages() -> Any:
    """The pages below which all generated pages stand, of both kinds and locales; none before the first run."""
    return Page.objects.filter(depth=3, slug__in=SLUGS.values()).order_by("pk")


class Desk:
    """The shared rows, by locale."""

    def __init__(self) -> None:
        self.locales = {code: Locale.objects.get(language_code=code) for code in LANGUAGES}
        self.editor = _person("editor", EDITORS)
        self.translators = {
            code: [_person(f"{code}-{number}", translators(code)) for number in range(1, TRANSLATORS + 1)]
            for code in LANGUAGES
        }
        self.reviewer = _person("reviewer", *(reviewers(code) for code in LANGUAGES))
        self.topics = {code: [self._topic(number, code) for number in range(len(TOPICS))] for code in LANGUAGES}
        self.indexes = {(model, code): self._index(model, code) for model in SLUGS for code in LANGUAGES}
        self.task = ReviewTask.objects.get(active=True)
        self.workflow = Workflow.objects.get(active=True, workflow_tasks__task=self.task)

    def _topic(self, number: int, code: str) -> Topic:
        key, name = uuid.uuid5(NAMESPACE, f"topic {number}"), TOPICS[number][LANGUAGES.index(code)]
        defaults = {"name": name, "slug": PREFIX + slugify(name), "live": True, "first_published_at": timezone.now()}
        return Topic.objects.get_or_create(translation_key=key, locale=self.locales[code], defaults=defaults)[0]

    def _index(self, model: type[Page], code: str) -> Page:
        """Public, in no menu; each locale’s own, so that it waits for no translation."""
        home = HomePage.objects.get(locale=self.locales[code])
        found = model.objects.child_of(home).filter(slug=SLUGS[model]).first()
        if found:
            return found
        key, title = uuid.uuid5(NAMESPACE, SLUGS[model]), TITLES[model][LANGUAGES.index(code)]
        page = model(title=title, slug=SLUGS[model], locale=home.locale, translation_key=key, live=False)
        home.add_child(instance=page)
        page.save_revision().publish()
        return page


def _person(name: str, *groups: str) -> Any:
    """An account of that name that nobody can sign in to: it has no password."""
    user, made = get_user_model().objects.get_or_create(username=PREFIX + name, defaults={"first_name": name.title()})
    if made:
        user.set_unusable_password()
        user.save()
        user.groups.set(Group.objects.filter(name__in=groups))
    return user
