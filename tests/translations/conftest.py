"""A site seen from one direction of translation, and the steps of the path as tests take them."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Revision
from wagtail.search.backends import get_search_backend

from tests import factories
from tests.translations import story
from translations import marks, services
from translations.models import QueueItem


class Scene:
    """Source and target tree, the people of the target locale, and short names for what they do."""

    def __init__(self, site: Any, source: str, target: str) -> None:
        self.site = site
        self.source, self.target = getattr(site, source), getattr(site, target)
        people = story.people(site)
        self.editor, self.admin = people.editor, people.admin
        self.translator, self.reviewer = (getattr(people, f"{part}_{target}") for part in ("translator", "reviewer"))
        self.other_translator = getattr(people, f"translator_{source}")
        self.other_reviewer = getattr(people, f"reviewer_{source}")

    def post(self, title: str = "Two works", **fields: Any) -> Any:
        """A live post of the source with a body, a topic and an author."""
        fields.setdefault("topics", [factories.topic(self.source.locale)])
        fields.setdefault("authors", [factories.person(self.source.locale, bio="Writes.")])
        return factories.post(self.source, title, body=story.BODY, **fields)

    def start(self, source: models.Model) -> QueueItem:
        return services.start_translation(source=source, locale=self.target.locale, user=self.editor)

    def texts(self, item: QueueItem, suffix: str = " T") -> dict[str, str]:
        """A text for each segment: the source's with a suffix."""
        return {
            one.pk: marks.to_text(one.source) + (suffix.lower().replace(" ", "-") if one.path == "slug" else suffix)
            for one in services.segments(item)
        }

    def pk(self, item: QueueItem, path: str) -> str:
        """The pk of the first segment at a path."""
        return next(segment.pk for segment in services.segments(item) if segment.path == path)

    def save(self, item: QueueItem, suffix: str = " T", user: Any = None, **texts: str) -> Any:
        """Save all texts, those named by their field otherwise; returns the target."""
        typed = self.texts(item, suffix) | {self.pk(item, path): text for path, text in texts.items()}
        refused = services.save_translation(item=item, user=user or self.translator, texts=typed)
        assert refused == {}
        return services.target_of(item)

    def submit(self, item: QueueItem, note: str = "") -> Any:
        """Hand in; returns the target."""
        services.submit_translation(item=item, user=self.translator, note=note)
        return services.target_of(item)

    def publish(self, item: QueueItem, suffix: str = " T", **texts: str) -> Any:
        """The whole path: save, hand in, approve; returns the public target."""
        self.save(item, suffix, **texts)
        story.approve(self.submit(item), self.reviewer)
        return services.target_of(item)

    def live(self, source: models.Model, suffix: str = " T") -> tuple[QueueItem, Any]:
        """A public translation of `source`: its item and its target."""
        item = self.start(source)
        return item, self.publish(item, suffix)


@pytest.fixture(scope="module", params=story.DIRECTIONS, ids="→".join)
def kept_scene(kept: Any, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """The scene of a module, to which its own fixtures of module scope may add; tests take `scene`."""
    with kept() as site:
        yield Scene(site, *request.param)


@pytest.fixture
def scene(kept_scene: Scene, db: Any) -> Scene:
    """The site from each direction."""
    return deepcopy(kept_scene)


# What a draft may move on a row; all else stays byte for byte.
DRAFT_COLUMNS = {"latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title"}


@pytest.fixture(scope="module")
def kept_pair(kept_scene: Scene) -> QueueItem:
    source = kept_scene.post("Two works")
    item, _target = kept_scene.live(source)
    item.source = type(source).objects.get(pk=source.pk)
    return item


@pytest.fixture
def pair(kept_pair: QueueItem, scene: Scene) -> QueueItem:
    """The item of a public original, its `source`, and of its public translation."""
    return deepcopy(kept_pair)


def stored(row: models.Model) -> dict[str, Any]:
    """Each stored column of a row, without those a draft moves, and its child rows with their keys."""
    fresh = type(row)._base_manager.get(pk=row.pk)
    found = {f.name: f.value_to_string(fresh) for f in fresh._meta.concrete_fields if f.name not in DRAFT_COLUMNS}
    for relation in fresh._meta.related_objects:
        if isinstance(relation.field, ParentalKey):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: fresh.pk}).order_by("pk")
            found[relation.name] = list(rows.values())
    return found


def hits(model: type[models.Model], words: str) -> list[int]:
    """What the search index finds, drafts included: it must not know of one."""
    return sorted(row.pk for row in get_search_backend().search(words, model._base_manager.all()))


def new_draft(row: models.Model, **fields: Any) -> Revision:
    """A draft of a row as an editor would save it."""
    fresh = type(row)._base_manager.get(pk=row.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(fresh, name, value)
    return fresh.save_revision()


def republish(row: models.Model, **fields: Any) -> Any:
    """Publish a change of an original; returns the row."""
    new_draft(row, **fields).publish()
    return type(row)._base_manager.get(pk=row.pk)


@pytest.fixture
def make_image(db: Any) -> Any:
    """Makes a small image by its title."""

    def make(title: str) -> Any:
        return get_image_model().objects.create(title=title, file=get_test_image_file(filename=f"{title}.png"))

    return make


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the clock: `at(moment)`; Wagtail and we ask django.utils.timezone."""

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_clock
