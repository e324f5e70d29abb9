"""The matrix of rights (matrix.py), tried line by line on real objects; a refusal leaves no trace."""

from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision, TaskState

from accounts.models import User
from tests import factories
from tests.translations import story
from tests.translations.conftest import new_draft
from tests.translations.doors import doors
from tests.translations.matrix import MATRIX, PARTS
from tests.translations.ways import fresh
from translations import acknowledge, localize, older, releases, services
from translations import people as acts
from translations.digests import shown_digest
from translations.forms.translation import version
from translations.models import Acknowledgement, BulkStart, QueueItem, Release

pytestmark = pytest.mark.any_database

GONE = 10**9
FORM = "application/x-www-form-urlencoded"
ACTS = {"history", "take", "hand_back", "assign", "due", "priority"}
LOCALIZE = {door.name for door in doors() if door.namespace == "wagtail_localize"}


def built(site) -> SimpleNamespace:
    """Items in each state, by name; `clients` are signed in, by part."""
    people = story.people(site)
    people.administrator = factories.user("administrator", "Site administrators")

    def opened(name, source="en", target="es", submit=False, approve=False, **fields):
        item = story.open_post(site, source, target, people.editor, f"Post {name}", **fields)
        services.save_translation(item=item, user=people.admin, texts=story.typed(item, f" {name}"))
        if submit or approve:
            services.submit_translation(item=item, user=people.admin)
        if approve:
            story.approve(services.target_of(item), people.admin)
        return item

    items = {name: opened(name) for name in ("draft", "locked", "private", "deleted", "taken")}
    items |= {"review": opened("review", submit=True), "live": opened("live", approve=True)}
    items |= {name: opened(name, approve=True, intro="Slow, they say.") for name in ("stale", "said")}
    for name in ("stale", "said"):
        new_draft(services.source_of(items[name]), intro="Slow they say.").publish()
    said = acknowledge.acknowledge_item(item=items["said"], user=people.editor, kind="minor", reason="A comma")
    items["advance"] = in_advance(site, people)
    items["newer"] = with_a_newer_draft(site, people)
    items["other"] = opened("other", "es", "en", submit=True)
    services.save_translation(item=items["live"], user=people.admin, texts=story.typed(items["live"], " newer"))
    Page.objects.filter(pk=services.target_of(items["locked"]).pk).update(locked=True, locked_by=people.editor)
    for page in (services.source_of(items["private"]), services.target_of(items["private"])):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    services.target_of(items["deleted"]).delete()
    acts.take(item=items["taken"], user=people.translator_es)
    original = factories.post(site.en, "Original", live=False)
    original.get_workflow().start(original, people.editor)
    untold = factories.post(site.en, "Untold")
    hidden = factories.post(site.en, "Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    work = factories.work("Facts")
    new_draft(work, title="Newer facts")
    rows = {
        "original": fresh(original),
        "untold": untold,
        "hidden": hidden,
        "secret": factories.post(site.en, "Secret", live=False),
    }
    rows["said"] = said
    rows["asked"] = BulkStart.objects.create(user=people.editor)
    scheduled = factories.post(site.en, "Scheduled", live=False)
    seen = {one.key: one.seen for one in releases.proposed(scheduled, people.admin)}
    later = timezone.now() + timedelta(days=3)
    release = releases.publish_together(source=scheduled, user=people.admin, seen=seen, when=later)
    rows |= {"work": fresh(work), "topic": factories.topic(site.en.locale, "Untold topic")}
    clients = {part: Client() for part in PARTS}
    for part in PARTS[1:]:
        clients[part].force_login(getattr(people, part))
    return SimpleNamespace(items=items, rows=rows, clients=clients, site=site, people=people, release=release)


def in_advance(site, people):
    """A translation of what is in review, approved: it waits."""
    source = factories.post(site.en, "Post advance", live=False, body=story.BODY)
    source.get_workflow().start(source, people.editor)
    item = services.start_translation(source=fresh(source), locale=site.es.locale, user=people.editor)
    services.save_translation(item=item, user=people.admin, texts=story.typed(item))
    services.submit_translation(item=item, user=people.admin)
    story.approve(services.target_of(item), people.admin)
    return item


def with_a_newer_draft(site, people):
    """A translation of what was in review, and is again with other words."""
    source = factories.post(site.en, "Post newer", live=False, body=story.BODY)
    source.get_workflow().start(source, people.editor)
    item = services.start_translation(source=fresh(source), locale=site.es.locale, user=people.editor)
    fresh(source).current_workflow_task_state.specific.reject(user=people.admin)
    new_draft(source, title="Other words")
    fresh(source).current_workflow_state.resume(user=people.editor)
    return item


# ------------------------------------------------------------------ an address and what is sent there
def row_of(world, thing: str):
    """The target of an item, or a row."""
    return services.target_of(world.items[thing]) if thing in world.items else world.rows[thing]


def wanted(world, thing: str):
    """The item of that name, or that of an original which nobody began to translate."""
    return world.items.get(thing) or QueueItem.objects.get(translation_key=world.rows[thing].translation_key)


def state_of(row) -> int:
    return TaskState.objects.filter(workflow_state__object_id=str(row.pk)).order_by("-pk").first().pk


def sent(world, name: str, thing: str, method: str) -> tuple[str, dict]:
    """The address, with the object in it, and what a POST would carry."""
    view = name.partition(":")[2]
    if thing == "gone":
        arguments, data = gone(view), {"locale": "es", "save": "", "approve": "", "seen": "x"}
    elif name.startswith("wagtail_localize"):
        arguments, data = localizes(world, view, thing)
    else:
        arguments, data = ours(world, view, thing)
    return reverse(name, args=arguments), data if method in ("POST", "PUT") else {}


def gone(view: str) -> list:
    named = ["articles", "blogpostpage", GONE]
    passage = [GONE, "1-1"]
    known = {"index": [], "segment": passage, "segment_history": passage, "talk": passage, "pictures": [GONE, 1]}
    return (known | dict.fromkeys(("start", "together", "still_right"), named)).get(view, [GONE])


def ours(world, view: str, thing: str) -> tuple[list, dict]:
    if view in ("index", "index_results", "matrix", "new", "acts", "notices", "token"):
        return [], {}
    if view == "starting":
        return [world.rows[thing].pk], {}
    if view in ("item_review", "presence", "newer_draft", "page"):
        return [world.items[thing].pk], {}
    if view in ACTS:
        given = {"assignee": world.people.translator_es.pk, "due": timezone.localdate().isoformat(), "priority": 2}
        return [world.items[thing].pk], given
    if view == "start":
        row = services.source_of(world.items[thing]) if thing in world.items else world.rows[thing]
        other = "es" if getattr(row, "locale", world.site.en.locale).language_code == "en" else "en"
        return [row._meta.app_label, row._meta.model_name, row.pk], {"locale": other}
    if view == "still_right":
        row = services.source_of(world.items[thing]) if thing in world.items else world.rows[thing]
        found = older.original_of(world.items[thing]) if thing in world.items else None
        data = {"items": world.items[thing].pk, "seen": found.digest, "reason": "A comma"} if found else {}
        return [row._meta.app_label, row._meta.model_name, row.pk], data
    if view == "revoke":
        return [world.rows[thing].pk], {"reason": "It was more"}
    if view == "cancel_release":
        return [world.release.pk], {}
    if view == "together":
        row = services.source_of(world.items[thing]) if thing in world.items else world.rows[thing]
        found = {one.key: one.seen for one in releases.proposed(row, User.objects.get(username="admin"))}
        data = {"member": list(found)} | {f"seen-{key}": seen for key, seen in found.items()}
        return [row._meta.app_label, row._meta.model_name, row.pk], data
    if view == "wanted":
        return [wanted(world, thing).pk], {"reason": "For readers here alone."}
    if view in ("decide", "lift"):
        return [world.items[thing].pk], {"choice": "down", "translations-reason": "Because."}
    if view == "edit":
        item = world.items[thing]
        title = services.segments(item)[0]
        return [item.pk], {f"text-{title.pk}": "Otro", "save": ""}
    if view == "pictures":  # of an item without one: who may write is led back to its form
        return [world.items[thing].pk, 1], {"picture": ""}
    if view in ("segment", "segment_history", "talk"):
        return of_a_passage(world.items[thing])
    row = row_of(world, thing)
    if view == "review":
        return [state_of(row)], {"approve": "", "seen": shown_digest(row.latest_revision), "comment": ""}
    return [row.latest_revision_id], {}


def of_a_passage(item) -> tuple[list, dict]:
    """Its title: written anew, or what it said before."""
    title = services.segments(item)[0]
    edit = item.segment_edits.filter(path=title.path).first()
    return [item.pk, title.pk], {"target": "Otro", "version": version(title), "edit": edit.pk, "text": "Why?"}


def localizes(world, view: str, thing: str) -> tuple[list, dict]:
    item = world.items[thing]
    paired = services.translation_of(item)
    string = localize.StringSegment.objects.filter(source=paired.source, context__path="title").first()
    value = localize.OverridableSegment.objects.filter(source=paired.source).first()
    named = {
        "javascript_catalog": [],
        "translations_report": [],
        "translations_report_results": [],
        "submit_page_translation": [services.source_of(item).pk],
        "submit_snippet_translation": ["articles", "topic", world.rows["topic"].pk],
        "update_translations": [paired.source_id],
        "edit_string_translation": [paired.pk, string.pk],
        "edit_override": [paired.pk, value.pk],
        "convert_to_alias": [getattr(services.target_of(item), "pk", GONE)],
        "snippets_api_listing": ["articles", "topic"],
        "snippets_api_detail": ["articles", "topic", world.rows["topic"].pk],
    }
    data = {"locales": [world.site.es.locale.pk], "publish_translations": "on", "value": "Otro"}
    return named.get(view, [paired.pk]), data


def outcome(response) -> str:
    if response.status_code not in (301, 302):
        return str(response.status_code)
    if "/login/" in response.url:
        return "login"
    said = response.wsgi_request._messages._queued_messages
    return "away" if any(message.level_tag == "error" for message in said) else "ok"


def stored() -> tuple:
    """What no refused POST may touch."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "live", "title", "draft_title", "alias_of", "locked")),
        list(localize.StringTranslation.objects.order_by("pk").values_list("pk", "data", "has_error")),
        list(localize.Translation.objects.order_by("pk").values_list("pk", "enabled")),
        list(TaskState.objects.order_by("pk").values_list("pk", "status")),
        Revision.objects.count(),
        list(QueueItem.objects.order_by("pk").values_list("pk", "assignee", "due", "priority", "not_wanted_at")),
        list(Acknowledgement.objects.order_by("pk").values_list("pk", "revoked_at")),
        list(Release.objects.order_by("pk").values_list("pk", "status")),
        QueueItem.objects.count(),
    )


def tried(world, name: str, method: str, thing: str) -> tuple[str, ...]:
    """The outcome for each part, with everything undone after each."""
    url, data = sent(world, name, thing, method)
    before, found = stored(), []
    for part in PARTS:
        client = world.clients[part]
        client.raise_request_exception = False
        with transaction.atomic():
            body = {"data": urlencode(data, doseq=True), "content_type": FORM} if method == "PUT" else {"data": data}
            found.append(outcome(getattr(client, method.lower())(url, **body)))
            if found[-1] != "ok" and not found[-1].startswith("2"):
                assert stored() == before, f"{part} was refused, and {name} did it all the same"
            transaction.set_rollback(True)
    return tuple(found)


@pytest.mark.parametrize("name", MATRIX)
def test_everybody_gets_what_the_table_says(world, name) -> None:
    for method, thing, expected in MATRIX[name]:
        assert tried(world, name, method, thing) == expected, f"{name} {method} {thing}"


def test_every_address_of_ours_and_of_wagtail_localize_has_its_lines() -> None:
    guarded = {door.name for door in doors() if door.namespace in ("translations", "wagtail_localize")}
    assert guarded == MATRIX.keys()
    for name, lines in MATRIX.items():
        assert {method for method, _thing, _outcomes in lines} >= {"GET", "POST"}, name
