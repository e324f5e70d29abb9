"""Everything that can be asked for, as (door, address): derived from the URL patterns and from what registers itself.

`world` has `pages` and `items` by name, `topic`, `hidden`, `work` and what doors.py needs.
"""

from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import resolve, reverse
from django.utils.translation import override
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Page, Revision, TaskState
from wagtail.snippets.models import get_snippet_models

from tests.translations.doors import Door, address, doors
from translations import services
from translations.models import Acknowledgement, BulkStart, Release

# Every secret stands beside this word, which is what is searched for.
BAIT = "canarybird"
BY_PAGE = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"}
SEARCHED = f"?q={BAIT}&search={BAIT}&term={BAIT}&page_type=wagtailcore.page&locale=en"
BULK = "wagtail_bulk_action"


def places(world: Any, pages: list | None = None) -> list[tuple[str, str]]:
    """Each door, and those of pages once for each of `pages`."""
    found: list[tuple[str, str]] = []
    pages = list(world.pages.values()) if pages is None else pages
    for door in doors():
        if door.namespace in ("translations", "wagtail_localize") or door.name in ("wagtailadmin_logout", BULK):
            continue
        found += [(door.name, address(door, world)), (door.name, address(door, world) + SEARCHED)]
        if BY_PAGE & set(door.parameters) or door.namespace == "wagtailadmin_api:pages":
            found += [(door.name, of_page(door, world, page)) for page in pages]
    for name in ("topic", "work"):
        found += [(door.name, address(door, world)) for door in doors() if door.namespace.endswith(f"articles_{name}")]
    found += ours(world) + readers(world) + bulk(world) + chosen()
    return list(dict.fromkeys([*found, *exports(found)]))


def few(world: Any) -> list[tuple[str, str]]:
    """What they may read is shown by the same screens for each page: two pages, and lists as they are searched."""
    found = places(world, [world.pages["draft"], world.pages["es update"]])
    searched = {url.removesuffix(SEARCHED) for _name, url in found if url.endswith(SEARCHED)}
    return [(name, url) for name, url in found if url not in searched or "_api:" in name or "/admin/" not in url]


def of_page(door: Door, world: Any, page: Page) -> str:
    given = SimpleNamespace(**vars(world) | {"page": page})
    return address(door, given)


# ------------------------------------------------------------------ our own screens
def named(row: models.Model) -> list:
    return [row._meta.app_label, row._meta.model_name, row.pk]


def passages(world: Any) -> list[list]:
    items = world.items.values()
    return [[item.pk, one.pk] for item in items for one in services.segments(item) if one.path in ("title", "intro")]


def pictures(world: Any) -> list[list]:
    items = world.items.values()
    return [[item.pk, one.pk] for item in items for one in services.values(item) if isinstance(one.source, int)]


def pks(model: type[models.Model]) -> list[list]:
    return [[pk] for pk in model._default_manager.values_list("pk", flat=True)]


# What stands in the addresses of ours, by the parameters of the pattern; of what a bare `pk` is, by name.
KINDS = {"review": TaskState, "starting": BulkStart, "revoke": Acknowledgement, "cancel_release": Release}
OF_ITEMS = {"lift", "decide", "wanted", "item_review", "edit", "presence", "history"}
OF_ITEMS |= {"newer_draft", "page", "take", "hand_back", "assign", "due", "priority"}
FILLED: dict[tuple[str, ...], Callable[[Any], list[list]]] = {
    (): lambda world: [[]],
    ("revision_id",): lambda world: pks(Revision),
    ("pk", "segment"): passages,
    ("pk", "value"): pictures,
    ("app_label", "model_name", "pk"): lambda world: [
        named(row) for row in (*world.pages.values(), world.topic, world.hidden)
    ],
}


def ours(world: Any) -> list[tuple[str, str]]:
    """Our own screens, with every item, passage, review, revision and job there is."""
    found = []
    for door in doors():
        if door.namespace != "translations":
            continue
        view = door.name.partition(":")[2]
        if door.parameters == ("pk",):
            assert view in KINDS or view in OF_ITEMS, f"{door.name}: say above what its pk is of"
            filled = pks(KINDS[view]) if view not in OF_ITEMS else [[item.pk] for item in world.items.values()]
        else:
            filled = FILLED[door.parameters](world)
        assert filled, f"{door.name} has nothing to show: put it into the world"
        found += [(door.name, reverse(door.name, args=given)) for given in filled]
        found += [(door.name, reverse(door.name) + SEARCHED)] if not door.parameters else []
    return found


def exports(found: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each list that can be saved as a table, and ours for programs."""
    for name, url in found:
        if "?" in url or not url.startswith("/admin/"):
            continue
        view = getattr(resolve(url).func, "view_class", object)
        if issubclass(view, SpreadsheetExportMixin):
            kinds = ("csv", "xlsx", "json") if name.startswith("translations:") else ("csv", "xlsx")
            yield from ((name, f"{url}?export={kind}") for kind in kinds)
        if name in ("translations:index", "translations:index_results"):
            yield from ((name, f"{url}?tab={tab}&export={kind}") for tab in ("all", "mine") for kind in ("csv", "json"))


def bulk(world: Any) -> list[tuple[str, str]]:
    """Each action that is registered, of all rows there are of its kind, by number and by “all”."""
    bulk_action_registry.get_bulk_action_class("", "", "")  # has it look for them
    found = []
    for actions in [kind for kinds in bulk_action_registry.actions.values() for kind in kinds.values()]:
        for action, view in actions.items():
            for model in view.models:
                rows = model._default_manager.exclude(depth=1) if model is Page else model._default_manager.all()
                url = reverse(BULK, args=[model._meta.app_label, model._meta.model_name, action])
                asked = (ids(rows), "id=all")
                found += [(f"{BULK}:{model._meta.model_name}", f"{url}?{which}") for which in asked]
    return found


def ids(rows: models.QuerySet) -> str:
    return "&".join(f"id={pk}" for pk in rows.values_list("pk", flat=True))


def chosen() -> list[tuple[str, str]]:
    """What a chooser answers when it is told numbers: of all pages, of all rows of a kind of snippet, of each."""
    asked = [("wagtailadmin_choose_page_chosen_multiple", Page.objects.exclude(depth=1))]
    found = []
    for model in get_snippet_models():
        name = model.snippet_viewset.chooser_viewset.get_url_name
        found += [(name("chosen"), reverse(name("chosen"), args=given)) for given in pks(model)]
        asked += [(name("chosen_multiple"), model._default_manager.all())]
    return found + [(name, f"{reverse(name)}?{ids(rows)}") for name, rows in asked]


def readers(world: Any) -> list[tuple[str, str]]:
    """What stands outside the admin."""
    urls = ["/", "/en/", "/es/", "/en/blog/", "/es/blog/", "/en/publications/", "/en/nowhere/", "/sitemap.xml"]
    urls += ["/en/corrections/", "/es/correcciones/"]
    urls += [f"{url}?q={BAIT}" for url in searches()]
    urls += [f"{url}list.json?q={BAIT}" for url in ("/en/search/", "/es/buscar/")]
    urls += ["/en/topics/hidden/", "/en/topics/hidden/list.json", f"/en/topics/{world.topic.slug}/list.bib"]
    urls += [page.get_url() for page in world.pages.values() if page.get_url()]
    urls += [page.get_url() for page in Page.objects.filter(live=True, depth__gt=1)]
    urls += cited(Page.objects.filter(depth__gt=1).values_list("pk", flat=True))
    return [("", url) for url in urls]


def searches() -> list[str]:
    """The search of each language, for people and for programs."""
    found = []
    for code in settings.SITE_LANGUAGES:
        with override(code):
            found += [reverse(name) for name in ("search", "search_json", "search_feed", "search_titles")]
    return found


def cited(pks: Iterable[int]) -> list[str]:
    """Each page, and each as if it were a list, as it is cited in each language."""
    found = []
    for code in settings.SITE_LANGUAGES:
        with override(code):
            for pk in pks:
                found += [reverse("cite", args=[pk]), reverse("cite_file", args=[pk, "pages", "json"])]
                found += [
                    reverse("cite_file", args=[pk, "works", "ris"]),
                    reverse("cite_list", args=[pk, "works", "bib"]),
                ]
    return found
