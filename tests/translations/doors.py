"""Every address of the site, found by walking the resolver, with real objects in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Collection, Site, Task, TaskState, Workflow, WorkflowState

from tests import factories

# Patterns without a name: what answers everything else, or a test of the error pages.
NAMELESS = {"", "admin/test404/", "admin/^.*/$"}
LANGUAGE_PREFIX = "en/"


@dataclass(frozen=True)
class Door:
    """One URL pattern: its full name, and the names of what stands in it."""

    name: str
    route: str
    parameters: tuple[str, ...]

    @property
    def is_admin(self) -> bool:
        return self.route.startswith(settings.ADMIN_PATH)

    @property
    def namespace(self) -> str:
        return self.name.rpartition(":")[0]


@cache
def doors() -> tuple[Door, ...]:
    """All patterns with a name."""
    with translation.override("en"):
        return tuple(door for door in _walk(get_resolver().url_patterns) if door.route not in NAMELESS)


def _walk(patterns: list, inside: tuple[str, ...] = (), before: str = "", given: tuple = ()) -> Iterator[Door]:
    for one in patterns:
        found = (*given, *one.pattern.converters, *getattr(one.pattern, "regex", one.pattern.regex).groupindex)
        found = tuple(dict.fromkeys(found))
        if isinstance(one, URLResolver):
            namespaces = (*inside, one.namespace) if one.namespace else inside
            yield from _walk(one.url_patterns, namespaces, before + str(one.pattern), found)
        elif isinstance(one, URLPattern):
            yield Door(":".join((*inside, one.name or "")), before + str(one.pattern), found)


def furniture() -> SimpleNamespace:
    """A file and the rows that every site has, by the names that addresses use."""
    document = get_document_model().objects.create(title="A file", file=ContentFile(b"x", "a.txt"))
    return SimpleNamespace(
        document=document,
        image=factories.picture("A picture"),
        collection=Collection.get_first_root_node().add_child(name="A collection"),
        workflow=Workflow.objects.first(),
        task=Task.objects.first(),
        site=Site.objects.get(),
    )


BY_NAME: dict[str, Any] = {
    "action": "publish",
    "action_name": "approve",
    "filter_spec": "width-10",
    "mode": "",
    "part": "pages",
    "ending": "json",
    "revision_id_a": "live",
    "revision_id_b": "latest",
    "session_id": 1,
    "uploaded_file_id": 1,
    "uidb64": "MQ",
    "token": "x-x",
    "restriction_id": 1,
    "page_view_restriction_id": 1,
}
MODELS = {"wagtailadmin_pages": "page", "wagtailsettings": "site", "wagtailadmin_editing_sessions": "page"}


def arguments(door: Door, world: Any) -> dict[str, Any]:
    """What stands in an address. `world` has `page` (with a revision), `topic`, `person`, `outlet`, `work`, `user`,
    `group`, `locale`, `redirect` and what `furniture` makes."""
    return {name: _value(name, door, world) for name in door.parameters}


def _value(name: str, door: Door, world: Any) -> Any:
    row = _row(door, world)
    if name in ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk", "pk", "object_id"):
        return row.pk
    if name.endswith("_id") and hasattr(world, name.removesuffix("_id")):
        return getattr(world, name.removesuffix("_id")).pk
    if name in ("image_id", "doc_id"):
        return (world.image if name == "image_id" else world.document).pk
    if name == "revision_id":
        return row.latest_revision_id
    if name == "workflow_pk":
        return world.workflow.pk
    if name in ("task_state_id", "workflow_state_id"):
        state = (TaskState if name == "task_state_id" else WorkflowState).objects.order_by("-pk").first()
        return state.pk if state else 1
    if name in ("app_label", "app_name", "content_type_app_name"):
        return row._meta.app_label
    if name in ("model_name", "content_type_model_name"):
        return row._meta.model_name
    if name == "slug":
        return row.slug
    return BY_NAME[name]


def _row(door: Door, world: Any) -> Any:
    """What a bare `pk` means at an address."""
    last = door.namespace.rpartition("_")[2].rpartition(":")[2]
    kinds = {"documents": "document", "images": "image", "collections": "collection", "users": "user"}
    kinds |= {"groups": "group", "locales": "locale", "wagtaillocales": "locale", "wagtailsites": "site"}
    kinds |= {"wagtaildocs": "document", "chooser": "image", "author": "person", "write_summary": "work"}
    if door.namespace == "wagtailadmin_workflows":
        return world.task if "task" in door.name else world.workflow
    if door.namespace == "wagtaildocs_chooser":
        return world.document
    for key in (last, door.name, door.namespace):
        kind = kinds.get(key, key)
        if kind in ("topic", "person", "outlet", "work") or key in kinds:
            return getattr(world, kind)
    return getattr(world, MODELS.get(door.namespace, "page"))


def address(door: Door, world: Any) -> str:
    """The address of a door, with real objects in it."""
    if door.name == "wagtail_serve":
        return world.page.get_url()
    if door.name == "wagtaildocs_serve":
        return world.document.url
    given = arguments(door, world)
    if door.name == "wagtail_localize:preview_translation" and "mode" in given:
        given["mode"] = "default"
    return reverse(door.name, kwargs=given)
