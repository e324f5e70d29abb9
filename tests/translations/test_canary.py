"""Twenty words that stand in drafts only: nobody reads one who may not, on any screen, in any list, log or mail."""

import logging
import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from tests import factories
from tests.translations import story
from tests.translations.conftest import new_draft
from tests.translations.doors import furniture
from tests.translations.places import BAIT, BULK, few, places, searches
from tests.translations.ways import fresh
from translations import acknowledge, releases, services, starting
from translations import people as acts
from translations.desk import talk
from translations.digests import shown_digest

pytestmark = pytest.mark.any_database

CHIEFS = {"administrator", "admin"}
STAFF = {"editor", "translator_es", "translator_en", "reviewer_es", "reviewer_en"} | CHIEFS
CATALOGUE = {"editor", "reviewer_es", "reviewer_en"} | CHIEFS  # whoever may change snippets
EN, ES = {"editor", "reviewer_en"} | CHIEFS, {"editor", "reviewer_es"} | CHIEFS
# Editors of any tree may read every translation in its form (docs/decisions/0003).
INTO_ES = ES | {"translator_es", "reviewer_en"}

# Our list names public originals that nobody has translated, private ones too, to all who translate them.
LISTED = {"translations:index", "translations:index_results", "translations:matrix", f"{BULK}:queueitem"}

# Editors and administrators may read nearly all of it. Where they do is written down: a screen that shows them a draft
# and is not named here fails, and so does a name that shows them none any more. `catalogue` stands for each snippet.
KNOWING = CHIEFS | {"editor"}


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TEXTS = words("""
    translations:edit translations:preview translations:segment_history translations:talk translations:history
    translations:page
    pages:edit pages:revisions_revert pages:revisions_view pages:view_draft
    catalogue:edit catalogue:revisions_compare catalogue:revisions_revert catalogue:revisions_view
""")
PICTURES = words("""
    api:images:listing wagtailimages:index wagtailimages:index_results
    wagtailimages_chooser:choose wagtailimages_chooser:choose_results bulk_action:creditedimage
""")
NAMES = words("""
    home translations:index translations:start translations:together translations:still_right
    translations:wanted
    translations:index_results translations:matrix translations:new
    bulk_action:page bulk_action:queueitem bulk_action:catalogue
    api:pages:detail api:pages:listing
    choose_page_child choose_page_search choose_page_chosen_multiple
    choosers:choose choosers:choose_results choosers:chosen choosers:chosen_multiple
    explore explore_results explore_root
    pages:copy pages:delete pages:history pages:move pages:move_confirm pages:search pages:search_results
    pages:type_use pages:type_use_results pages:usage pages:workflow_history
    pages:workflow_action pages:collect_workflow_action_data pages:workflow_preview
    catalogue:list catalogue:list_results catalogue:history catalogue:usage catalogue:workflow_history
    catalogue:workflow_action catalogue:collect_workflow_action_data catalogue:workflow_preview
    reports:site_history reports:site_history_results reports:workflow reports:workflow_results
    reports:workflow_tasks reports:workflow_tasks_results
""")
# Whoever may publish sees more lists of what there is.
PUBLISHING = words("""
    translations:decide translations:lift translations:review translations:acts
    pages:revisions_unschedule pages:unpublish catalogue:revisions_unschedule catalogue:unpublish
    reports:aging_pages reports:aging_pages_results reports:locked_pages reports:locked_pages_results
    workflows:usage workflows:usage_results
""")


WITHOUT_A_VERSION = {"target": "Something else"}  # a passage answers with what it says by now


def short(name: str) -> str:
    """A door as the lists above name it."""
    name = re.sub(r"^wagtailsnippetchoosers_articles_\w+", "choosers", name.removeprefix("wagtail_"))
    name = re.sub(r"^bulk_action:(topic|work|person|outlet)$", "bulk_action:catalogue", name)
    return re.sub(r"^wagtailsnippets_articles_\w+", "catalogue", name).removeprefix("wagtailadmin_")


@dataclass(frozen=True)
class Secret:
    """A word, who may read it in the admin, and whether it is the title of a row."""

    word: str
    readers: frozenset[str]
    is_title: bool = False


class Secrets(dict):
    """Makes words: `secrets.title("draft", EN)` is text that holds one."""

    def _new(self, name: str, readers: set[str], is_title: bool) -> str:
        word = f"zq{name.replace(' ', '')}{'t' if is_title else 'b'}qz"
        self[word] = Secret(word, frozenset(readers), is_title)
        return f"{BAIT} {word}"

    def title(self, name: str, readers: set[str]) -> str:
        return self._new(name, readers, True)

    def body(self, name: str, readers: set[str]) -> str:
        return self._new(name, readers, False)


def drafts_of(site, secrets: Secrets, later) -> dict[str, Any]:
    """Pages that are drafts, or drafts of which are newer than what is public."""

    def post(name: str, readers: set[str], tree=site.en, **fields: Any):
        words = {"title": secrets.title(name, readers), "intro": secrets.body(name, readers)}
        return factories.post(
            tree, words["title"], intro=words["intro"], live=False, slug=f"page-{len(secrets)}", **fields
        )

    def newer(name: str, readers: set[str], row: Any, **texts: str):
        new_draft(row, title=secrets.title(name, readers), intro=secrets.body(name, readers))
        return fresh(row)

    found = {"draft": post("draft", EN), "spanish": post("spanish", ES, site.es), "locked": post("locked", EN)}
    Page.objects.filter(pk=found["locked"].pk).update(locked=True)
    found["newer"] = newer("newer", EN, factories.post(site.en, "A live post"))
    scheduled = post("scheduled", EN)
    new_draft(scheduled, go_live_at=later).publish(skip_permission_checks=True)
    found["scheduled"] = fresh(scheduled)
    words = {"title": secrets.title("private", EN), "intro": secrets.body("private", EN)}
    found["private"] = factories.post(site.en, words["title"], intro=words["intro"], slug="private")
    PageViewRestriction.objects.create(page=found["private"], restriction_type=PageViewRestriction.LOGIN)
    return found


def built(site) -> SimpleNamespace:
    people = story.people(site)
    people.administrator = factories.user("administrator", "Site administrators")
    secrets, things = Secrets(), furniture()
    pages = drafts_of(site, secrets, timezone.now() + timedelta(days=3))
    topic = factories.topic(site.en.locale, "A live topic")
    new_draft(topic, name=secrets.title("topic", CATALOGUE), description=secrets.body("topic text", CATALOGUE))
    hidden = factories.topic(site.en.locale, secrets.title("hidden topic", CATALOGUE), slug="hidden", live=False)
    work = factories.work("A live work")
    new_draft(work, title=secrets.title("work", CATALOGUE))
    factories.work(secrets.title("hidden work", CATALOGUE), live=False)
    factories.picture(secrets.body("picture", STAFF))
    shown = factories.picture("A picture of all")
    items = {}
    for name in ("open", "review", "update"):
        item = story.open_post(site, "en", "es", people.editor, f"Source {name}", hero_image=shown, hero_alt="A hall")
        if name == "update":
            services.save_translation(item=item, user=people.translator_es, texts=story.typed(item))
            services.submit_translation(item=item, user=people.translator_es)
            story.approve(services.target_of(item), people.reviewer_es)
        texts = story.typed(item)
        for segment in services.segments(item):
            if segment.path in ("title", "intro"):
                kind = secrets.title if segment.path == "title" else secrets.body
                texts[segment.pk] = kind(f"es{name}", INTO_ES)
            elif segment.path == "slug":
                texts[segment.pk] = f"source-{name}"
        services.save_translation(item=item, user=people.translator_es, texts=texts)
        items[name] = item
        pages[f"es {name}"] = services.target_of(item)
    items["advance"], pages["advance"] = in_advance(site, people, secrets)
    items["said"] = stale(site, people, secrets)
    talked_about(people, items, secrets)
    asked_for(site, people, pages, items)
    live = factories.post(site.en, "Open to all", topics=[topic])
    rows = {"topic": fresh(topic), "hidden": fresh(hidden), "work": fresh(work)}
    rows |= {"person": factories.person(site.en.locale), "outlet": factories.outlet(site.en.locale), "page": live}
    given = vars(things) | rows | {"user": people.admin, "group": Group.objects.first(), "locale": site.es.locale}
    given["redirect"] = Redirect.objects.create(old_path="/x", redirect_link="/y")
    return SimpleNamespace(people=people, secrets=secrets, pages=pages, items=items, **given)


def stale(site, people, secrets: Secrets) -> Any:
    """Called still right once, for a reason; and changed again since, in what nobody has published."""
    item = story.open_post(site, "en", "es", people.editor, "Said", intro="Slow, they say.")
    services.save_translation(item=item, user=people.translator_es, texts=story.typed(item))
    services.submit_translation(item=item, user=people.translator_es)
    story.approve(services.target_of(item), people.reviewer_es)
    new_draft(services.source_of(item), intro="Slow they say.").publish()
    reason = secrets.body("reason", INTO_ES)
    acknowledge.acknowledge_item(item=item, user=people.editor, kind="minor", reason=reason)
    return item


def talked_about(people, items, secrets: Secrets) -> None:
    """What people said of items, to each other: comments, a note with what was handed back, a word of a reviewer."""
    acts.take(item=items["open"], user=people.translator_es)
    acts.hand_back(item=items["open"], user=people.translator_es, note=secrets.body("note", INTO_ES))
    for name, who, readers in (("open", "translator_es", INTO_ES), ("advance", "reviewer_es", EN | ES)):
        text = f"@translator_es @translator_en @editor {secrets.body(f'said {name}', readers)}"
        title = services.segments(items[name])[0]
        talk.say(item=items[name], user=getattr(people, who), segment=title, text=text, about_original=True)
    # Who had it once, and was told, does not read it any more.
    acts.assign(item=items["advance"], assignee=people.translator_es, user=people.editor)
    title = services.segments(items["advance"])[0]
    talk.say(item=items["advance"], user=people.editor, segment=title, text="@translator_es Why?")
    acts.hand_back(item=items["advance"], user=people.editor, note=secrets.body("note of advance", EN | ES))


def asked_for(site, people, pages, items) -> None:
    """Many opened at once, by one who may and by one who may not; a release that waits for its time."""
    rows = [(page.specific, [site.es.locale, site.en.locale]) for page in pages.values()]
    for part in ("editor", "translator_es"):
        starting.work_off(starting.ask(user=getattr(people, part), wanted=[*rows[1:4]]))
    later = timezone.now() + timedelta(days=3)
    scheduled = factories.post(site.en, "Together", live=False)
    seen = {one.key: one.seen for one in releases.proposed(scheduled, people.admin)}
    releases.publish_together(source=scheduled, user=people.admin, seen=seen, when=later)


def in_advance(site, people, secrets: Secrets) -> tuple[Any, Any]:
    """What is in review, opened for translation: its words stand in the draft of its translation too, until they are
    translated, and whoever reviews there reads them; a translator to whom nobody gave it does not."""
    words = {name: getattr(secrets, kind)("advance", EN | ES) for name, kind in (("title", "title"), ("intro", "body"))}
    post = factories.post(site.en, live=False, slug="advance", **words)
    post.get_workflow().start(post, people.editor)
    item = services.start_translation(source=fresh(post), locale=site.es.locale, user=people.editor)
    return item, services.target_of(item)


def words_in(world, response) -> set[str]:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):  # a spreadsheet is packed
        packed = ZipFile(BytesIO(content))
        content = b"".join(packed.read(name) for name in packed.namelist())
    text = content.decode(errors="replace")
    said = " ".join(str(m) for m in getattr(response.wsgi_request, "_messages", ()))
    return {
        word for word in world.secrets if word in text or word in said or word in response.headers.get("Location", "")
    }


def known_to(part: str, is_title: bool) -> set[str]:
    """Where whoever may read all of it is shown a title, or a text."""
    named = NAMES | (PUBLISHING if part in CHIEFS else {"translations:notices"})
    named |= {"translations:starting"} if part != "administrator" else set()  # those who asked, and superusers
    writing = {"translations:review", "translations:segment", "translations:pictures"}
    read = TEXTS | PICTURES | (writing if part in CHIEFS else set())
    return read | named if is_title else read


def leaks(world, part: str, name: str, url: str, response) -> list[str]:
    """The secrets in an answer that this part may not read there."""
    found = []
    in_public = not url.startswith("/admin/")
    for word in words_in(world, response):
        secret = world.secrets[word]
        if in_public:
            by_address = "private" in word and url == world.pages["private"].get_url() and part != "anonymous"
            allowed = by_address
        else:
            is_listed = "private" in word and name in LISTED and part in INTO_ES
            allowed = part in secret.readers or (secret.is_title and is_listed)
        if part in KNOWING and not in_public:
            allowed = part in secret.readers and short(name) in known_to(part, secret.is_title)
        if not allowed:
            found.append(f"{part} reads {word} at {name or 'the site'} {url}")
    return found


def asked(client: Client, url: str, posts: bool = False) -> Any:
    """An answer; what it did is undone."""
    client.cookies.pop("messages", None)  # what an earlier answer had to say
    with transaction.atomic():
        response = client.post(url, WITHOUT_A_VERSION) if posts else client.get(url)
        transaction.set_rollback(posts)
    return response


@pytest.mark.parametrize("part", ["anonymous", *sorted(STAFF)])
def test_nobody_reads_a_draft_that_is_not_theirs_to_read(world, part, caplog) -> None:
    assert len(world.secrets) >= 20
    client = Client(raise_request_exception=False)
    if part != "anonymous":
        client.force_login(getattr(world.people, part))
    found, answered = [], 0
    caplog.set_level(logging.INFO)
    seen = set()
    for name, url in few(world) if part in KNOWING else places(world):
        response = asked(client, url)
        answered += response.status_code == 200
        found += leaks(world, part, name, url, response)
        if name.startswith("translations:") and (response.status_code == 405 or part not in KNOWING):
            response = asked(client, url, posts=True)
            found += leaks(world, part, name, url, response)
        seen |= {short(name)} if part in KNOWING and url.startswith("/admin/") and words_in(world, response) else set()
    assert found == [], "\n".join(["", *sorted(set(found))])
    assert answered > 10
    assert {client.get(f"{url}?q={BAIT}").status_code for url in searches()} == {200}
    assert part not in KNOWING or known_to(part, is_title=True) - seen == set()
    assert ("_auth_user_id" in client.session) is (part != "anonymous")  # nothing on the way signed them out
    assert [word for word in world.secrets if word in caplog.text] == []


def test_a_mail_tells_of_a_draft_only_those_who_may_read_it(
    world, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    """Handing in, and sending back with a comment."""
    people = world.people
    parts = {user.email: part for part, user in vars(people).items()}
    with django_capture_on_commit_callbacks(execute=True):
        services.submit_translation(item=world.items["review"], user=people.translator_es)
        target = services.target_of(world.items["review"])
        state = target.current_workflow_task_state
        seen = shown_digest(target.latest_revision)
        state.task.specific.on_action(state, people.reviewer_es, "reject", seen=seen, comment="Not yet.")
        draft = fresh(world.pages["draft"])
        draft.get_workflow().start(draft, people.editor)
    assert mailoutbox
    for mail in mailoutbox:
        said = f"{mail.subject} {mail.body} {mail.alternatives}"
        for secret in world.secrets.values():
            assert secret.word not in said or {parts[to] for to in mail.to} <= secret.readers


def test_the_bait_catches_where_a_draft_is_open(world) -> None:
    """Whoever may read them does find each word: the crawl looks where they are."""
    client = Client(raise_request_exception=False)
    client.force_login(world.people.admin)
    seen: set[str] = set()
    for name, url in places(world):
        if name.endswith(
            (":edit", ":history", ":talk", "preview", "_search", "pages:search", "listing", "site_history", "list")
        ):
            seen |= words_in(world, client.get(url))
    assert {word for word in world.secrets if word not in seen} == set()
