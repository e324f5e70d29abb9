"""A site with one of everything that readers and translators see, and where each thing stands.

Names are long on purpose, and some hold a word that no screen is wide enough for.
"""

import datetime
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.users.models import UserProfile

from articles.models import Work
from search.models import Promotion
from tests import bulk, factories
from tests.translations import story
from tests.translations.queued import KINDS, queued
from translations import acknowledge, marks, notifications, services, unwanted
from translations import people as acts
from translations.desk import talk
from translations.digests import shown_digest
from translations.models import BulkStart, QueueItem

LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
LONG_ADDRESS = f"https://example.org/{'a-very-long-address-without-an-end/' * 3}"
VIDEO = "https://example.org/video"
BODY = [
    ("rich_text", '<p>Words with <b>weight</b>, and <a href="https://e.org/">a link</a>.</p><ul><li>One</li></ul>'),
    ("rich_text", "<p><code>one_very_long_name_of_a_function_that_never_ends_and_goes_on()</code></p><hr/>"),
    ("heading", f"What the {LONG_WORD} says"),
    (
        "quote",
        {"text": "One line.\n\nAnother.", "attribution": "A. Person", "source": "A Book", "url": "https://e.org"},
    ),
    ("quote", {"text": LONG_WORD, "attribution": "", "source": "", "url": LONG_ADDRESS}),
    ("callout", {"heading": "Mind", "text": "<p>This, <i>please</i>.</p>"}),
    ("callout", {"heading": "", "text": "<p>An aside without a heading.</p>"}),
    ("embed", VIDEO),
    ("embed", LONG_ADDRESS),
]
NOTES = [
    ("correction", {"date": "2026-05-06", "text": f"An earlier version named no {LONG_WORD}.\nIt does now."}),
    ("update", {"date": "2026-05-07", "text": "It was signed."}),
]


def public_site(site: Any, code: str, other: str) -> dict[str, str]:
    """Fill one tree with everything, each page that has a translation with its notice; name -> address."""
    tree = getattr(site, code)
    fetch_video()
    row = _snippets(tree)
    row.image = factories.picture(credit="C. Camera", licence="CC0", size=(1600, 900))
    row.publication = factories.publication(tree, "On the role", work=_work(row), topics=[row.topic], body=BODY)
    plain = factories.publication(tree, LONG_WORD)
    facts = {"language": code, "outlet": row.outlet, "url": LONG_ADDRESS, "licence": "CC BY-NC-ND 4.0"}
    row.repeated = factories.publication(tree, "Again", work=factories.work(LONG_WORD, verbatim=True, **facts))
    body = [*BODY, ("image", _image(row, "A field")), ("image", _image(row, "")), ("publications", None)]
    row.post = factories.post(
        tree, f"News of the {LONG_WORD}", topics=[row.topic], authors=[row.person], body=body,
        publications=[row.publication, plain], hero_image=row.image, hero_alt="A field",
        date=datetime.date(2030, 1, 1), corrections=NOTES,
    )  # fmt: skip
    row.standard = factories.standard(tree, "About", intro="Us.", body=[*BODY, ("image", _image(row, ""))])
    for page in (row.standard, row.post):
        Promotion.objects.create(words="what to begin with", page=page)
    bulk.posts(tree, 45, topics=[row.topic], authors=[row.person], pictures=[row.image])
    row.original = factories.post(getattr(site, other), "First", topics=[row.topic], corrections=NOTES)
    row.twin = factories.twin(row.original, tree, title="Second", slug="second")
    return dict(_addresses(tree, row, code))


def fetch_video() -> None:
    """What saving the address of the video leaves behind, without asking anybody."""
    html = '<iframe title="A film" src="https://www.youtube.com/embed/film?feature=oembed"></iframe>'
    known = {"url": VIDEO, "max_width": 720, "hash": get_embed_hash(VIDEO, 720), "html": html}
    now = datetime.datetime.now(datetime.UTC)
    Embed.objects.create(**known, type="video", title="A film", provider_name="YouTube", last_updated=now)


def _snippets(tree: Any) -> SimpleNamespace:
    make, locale, photo = factories, tree.locale, factories.picture(size=(300, 300))
    name = f"Ada {LONG_WORD}"
    return SimpleNamespace(
        topic=make.topic(locale, f"Peace and {LONG_WORD}", slug="peace", description="About peace."),
        person=make.person(locale, name, slug="ada", role="Fellow", bio="One.\n\nTwo.", photo=photo),
        outlet=make.outlet(
            locale,
            "The Journal",
            url=LONG_ADDRESS,
            logo=make.picture(size=(400, 90)),
            disclaimer=f"Nobody of the {LONG_WORD} has read this.",
        ),
        bare=make.outlet(locale, LONG_WORD, slug="bare"),
    )


def _work(row: SimpleNamespace) -> Work:
    return factories.work(
        f"The role of the {LONG_WORD}",
        authors=({"person": row.person, "role": "Fellow", "affiliation": "University"},),
        outlet=row.outlet, url=LONG_ADDRESS, doi="10.1000/182", series="S", volume="1", issue="2", pages="3–4",
        editions=(
            {"language": "fr", "title": "Le rôle", "url": "https://e.org/fr", "translator": "B.", "outlet": row.bare},
            {"language": "es", "title": "El papel", "url": "https://example.org/", "url_is_home": True},
            {"language": "de", "title": LONG_WORD, "kind": "pdf", "url": LONG_ADDRESS, "access": "registration"},
        ),
        licence="CC BY 4.0", access="paywall", date="2019-05-03",
    )  # fmt: skip


def _image(row: SimpleNamespace, words: str) -> dict[str, Any]:
    return {"image": row.image, "alt_text": words, "decorative": not words}


def _addresses(tree: Any, row: SimpleNamespace, code: str) -> Iterator[tuple[str, str]]:
    pages = {"home": tree.home, "blog": tree.blog, "publications": tree.publications}
    pages |= {name: getattr(row, name) for name in ("post", "publication", "repeated", "standard", "twin")}
    yield from ((name, page.get_url()) for name, page in pages.items())
    blog = tree.blog.get_url()
    yield "blog, filtered", f"{blog}?topic=peace&author=ada&year=2015&page=2"
    yield "blog, nothing left", f"{blog}?topic=nothing"
    publications = tree.publications.get_url()
    yield "publications, filtered", f"{publications}?topic=peace&year=2019&outlet=the-journal&kind=article&language=fr"
    with translation.override(code):
        yield from ((name, getattr(row, name).get_absolute_url()) for name in ("topic", "person", "outlet", "bare"))
        yield "outlet, filtered", f"{row.outlet.get_absolute_url()}?topic=peace&kind=article"
        yield "person, nothing left", f"{row.person.get_absolute_url()}?kind=talk"
        yield from ((name, reverse(name)) for name in ("topics", "authors", "outlets", "corrections", "search"))
        yield "search, found", f"{reverse('search')}?q=post"
        yield "search, promoted", f"{reverse('search')}?q=what+to+begin+with"
        yield "search, cut", f"{reverse('search')}?q={'post+' * 60}"
        yield "search, nothing found", f"{reverse('search')}?q=qqqqq"
        yield "search, filtered", f"{reverse('search')}?q=post&kind=post&sort=date"
        yield "search, nothing left", f"{reverse('search')}?q=post&topic=nothing"
    yield "404", f"/{code}/nowhere/"


def desk(site: Any, interface: str) -> SimpleNamespace:
    """Translations in each state, of a post with texts, a picture and an address, and who works on them.

    `translator` and `reviewer` see `for_translator` and `for_reviewer`: name of a screen -> address.
    """
    people = story.people(site)
    for user in (people.translator_es, people.admin):
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": interface})
    picture = {"hero_image": factories.picture(credit="C. Camera"), "hero_alt": "A field"}
    opened = story.open_post(site, "en", "es", people.editor, **picture)
    topic = factories.topic(site.en.locale, f"Water and {LONG_WORD}", slug="water")
    handed_in = services.start_translation(source=topic, locale=site.es.locale, user=people.editor)
    services.save_translation(item=handed_in, user=people.translator_es, texts=story.typed(handed_in))
    state = services.submit_translation(item=handed_in, user=people.translator_es, note=f"The {LONG_WORD}.")
    lists = factories.post(site.en, f"Lists the {LONG_WORD}", publications=[factories.publication(site.en)])
    started = services.target_of(handed_in).latest_revision
    queue, chosen = reverse("translations:index"), _queued(site, people)
    job = BulkStart.objects.create(
        user=people.admin, todo=[1, 2], done=[_tried(None, f"The {LONG_WORD} was deleted."), _tried(opened.pk)]
    )
    pending = BulkStart.objects.create(user=people.admin, todo=[1, 2], finished_at=None)
    BulkStart.objects.filter(pk=job.pk).update(finished_at=job.created_at)
    updated, waiting, withdrawn = _update(site, people), _waiting(site, people), _withdrawn(site, people)
    update = reverse("translations:review", args=[services.target_of(updated).current_workflow_task_state.pk])
    original = services.source_of(waiting)
    stale, called_right = (_changed(site, people, name) for name in ("stale", "called right"))
    acknowledge.acknowledge_item(item=called_right, user=people.editor, kind="minor", reason=f"A {LONG_WORD}.")
    changed = services.source_of(stale)
    _say_whose(opened, people)
    return SimpleNamespace(
        opened=opened,
        translator=people.translator_es,
        reviewer=people.admin,
        for_translator={
            "list": queue,
            "list, one tab": f"{queue}?tab=all",
            "list, empty": f"{queue}?tab=mine&q=nothing&due=week",
            "matrix": reverse("translations:matrix"),
            "first screen": reverse("wagtailadmin_home"),
            "form": reverse("translations:edit", args=[opened.pk]),
            "closed form": reverse("translations:edit", args=[handed_in.pk]),
            "form, changed": reverse("translations:edit", args=[stale.pk]),
            "history": reverse("translations:history", args=[opened.pk]),
            **_of_a_passage(opened, people),
            "notices": reverse("translations:notices"),
            "pictures": _pictured(site, people),
            "refusal, 409": f"{reverse('translations:preview', args=[started.pk])}?seen=else",
        },
        for_reviewer={
            "list of all": queue,
            "list, one language": f"{queue}?pair=en:es&tab=to_review",
            "matrix of all": f"{reverse('translations:matrix')}?q=x",
            "new": reverse("translations:new"),
            "report": reverse("translations:acts"),
            "opened": reverse("translations:starting", args=[job.pk]),
            "being opened": reverse("translations:starting", args=[pending.pk]),
            **{f"bulk, {name}": _bulk("translations", "queueitem", name, chosen) for name in BULK},
            "bulk, pages": _bulk("wagtailcore", "page", "translate", [site.en.blog, lists]),
            "form, of another": reverse("translations:edit", args=[opened.pk]),
            "no notices": reverse("translations:notices"),
            "start": reverse("translations:start", args=["articles", "blogpostpage", lists.pk]),
            "start, not possible": reverse("translations:start", args=["articles", "topic", topic.pk]),
            "review": reverse("translations:review", args=[state.current_task_state.pk]),
            "review, hindered": _hindered(site, people),
            "form, in review": reverse("translations:edit", args=[updated.pk]),
            "form, decision": f"{reverse('translations:edit', args=[updated.pk])}?decision=1",
            "review of an update": update,
            "review of an update, all": f"{update}?show=all",
            "review of an update, read": f"{update}?show=target",
            "form, waits": reverse("translations:edit", args=[waiting.pk]),
            "publish before": reverse("translations:lift", args=[waiting.pk]),
            "publish together": reverse("translations:together", args=["articles", "blogpostpage", original.pk]),
            "still right": reverse("translations:still_right", args=["articles", "blogpostpage", changed.pk]),
            "history, called right": reverse("translations:history", args=[called_right.pk]),
            "decide": reverse("translations:decide", args=[withdrawn.pk]),
            "not to be translated?": reverse("translations:wanted", args=[_missing(lists).pk]),
            "not to be translated": reverse("translations:wanted", args=[_given_up(site, people).pk]),
        },
        inside_wagtails={
            ".translation-explorer": reverse("wagtailadmin_explore", args=[site.en.blog.pk]),
            ".translation-side": reverse("wagtailadmin_pages:edit", args=[services.source_of(opened).pk]),
            ".translation-roles": reverse("wagtailusers_groups:edit", args=[people.translator_es.groups.get().pk]),
            "#tab-notifications": f"{reverse('wagtailadmin_account')}#tab-notifications",
        },
        late=_bulk("translations", "queueitem", "due", chosen),
        goes=reverse("wagtailadmin_pages:unpublish", args=[services.source_of(opened).get_parent().pk]),
    )


def _missing(post: Any) -> QueueItem:
    return QueueItem.objects.get(translation_key=post.translation_key)


def _given_up(site: Any, people: Any) -> QueueItem:
    """What is not to be translated, and why."""
    item = _missing(factories.post(site.en, f"Local news of the {LONG_WORD}"))
    unwanted.give_up(item=item, user=people.editor, reason=f"Nobody abroad reads of the {LONG_WORD}.")
    return item


def _hindered(site: Any, people: Any) -> str:
    """The review of a summary that is half quoted, of a work whose permission nobody has noted."""
    work = factories.work(f"Theirs on the {LONG_WORD}", live=False, rights="needed")
    page = factories.publication(site.en, f"Quotes the {LONG_WORD}", work=work, body=BODY[3:5], live=False)
    state = page.get_workflow().start(page, people.editor)
    return reverse("translations:review", args=[state.current_task_state.pk])


def _pictured(site: Any, people: Any) -> str:
    """Where another picture is chosen for a language that has one of its own, without a script."""
    hero = {"hero_image": factories.picture(f"A hall of the {LONG_WORD}"), "hero_alt": "A hall"}
    item = story.open_post(site, "en", "es", people.editor, f"On pictures of the {LONG_WORD}", **hero)
    value = next(one for one in services.values(item) if isinstance(one.source, int))
    own = {value.pk: factories.picture("A garden").pk}
    services.save_translation(item=item, user=people.translator_es, texts={}, overrides=own)
    return reverse("translations:pictures", args=[item.pk, value.pk])


def _of_a_passage(item: Any, people: Any) -> dict[str, str]:
    """What a passage said, taken away and restored, and what people say of it."""
    passage = next(one for one in services.segments(item) if one.path == "intro" or "Buenos" in one.source)
    for user, text in ((people.translator_es, f"Un {LONG_WORD}."), (people.admin, "Otro."), (people.translator_es, "")):
        kept = marks.to_text(passage.source) if text else ""
        services.save_translation(item=item, user=user, texts={passage.pk: f"{kept} {text}".strip()})
    talk.say(item=item, user=people.editor, segment=passage, text=f"Why {LONG_WORD}?", about_original=True)
    talk.resolve(item=item, user=people.editor, segment=passage)
    talk.say(item=item, user=people.admin, segment=passage, text="Or not?")
    named = {"passage, history": "segment_history", "passage, comments": "talk"}
    return {name: reverse(f"translations:{view}", args=[item.pk, passage.pk]) for name, view in named.items()}


BULK = ("take", "assign", "due", "priority", "still_right", "start", "wanted")


def _queued(site: Any, people: SimpleNamespace) -> list[QueueItem]:
    """Items in each tab of the list, long ones and late ones."""
    held = {"assignee": people.translator_es, "due": datetime.date(2020, 1, 1), "priority": 2}
    return [
        item
        for tab in KINDS
        for item in queued(site.en, site.es, tab, title=f"{tab} of the {LONG_WORD}", item=held)
        + queued(site.es, site.en, tab)
    ]


def _tried(item: Any, reason: str = "") -> dict[str, Any]:
    return {"title": f"About the {LONG_WORD}", "lang": "en", "locale": "es", "item": item or None, "reason": reason}


def _bulk(app: str, model: str, action: str, rows: list) -> str:
    chosen = "&".join(f"id={row.pk}" for row in rows)
    return f"{reverse('wagtail_bulk_action', args=[app, model, action])}?{chosen}&next=/admin/"


def _done(item: Any, people: SimpleNamespace, suffix: str = " T") -> Any:
    services.save_translation(item=item, user=people.admin, texts=story.typed(item, suffix))
    services.submit_translation(item=item, user=people.admin)
    story.approve(services.target_of(item), people.admin)
    return item


def _update(site: Any, people: SimpleNamespace) -> QueueItem:
    """A public translation whose original changed a sentence and its picture; sent back once; in review again."""
    item = _done(story.open_post(site, "en", "es", people.editor, f"On the {LONG_WORD}"), people)
    draft = services.source_of(item).get_latest_revision_as_object()
    draft.intro, draft.hero_image = "About 160 countries that met in Buenos Aires.", factories.picture("A hall")
    draft.hero_decorative = True
    del draft.body[1]
    draft.save_revision().publish()
    services.take_over(item=item)
    passages = {segment.path: segment.pk for segment in services.segments(item)}
    texts = {passages["intro"]: "Sobre 160 países que se reunieron en Buenos Aires.", passages["title"]: "Otro título"}
    services.save_translation(item=item, user=people.admin, texts=texts)
    services.submit_translation(item=item, user=people.admin)
    target = services.target_of(item)
    state, seen = target.current_workflow_task_state, shown_digest(target.latest_revision)
    said = [{"segment": passages["intro"], "path": "intro", "comment": f"Not {LONG_WORD}, please."}]
    state.task.specific.on_action(state, people.admin, "reject", seen=seen, comment="Almost.", segments=said)
    services.submit_translation(item=item, user=people.admin)
    return item


def _waiting(site: Any, people: SimpleNamespace) -> Any:
    """A post in review that lists two publications, one of them public; its translation is approved."""
    listed = [factories.publication(site.en, f"Told by the {LONG_WORD}"), factories.publication(site.en, live=False)]
    post = factories.post(site.en, f"Not yet: {LONG_WORD}", live=False, body=story.BODY, publications=listed)
    post.get_workflow().start(post, people.editor)
    item = services.start_translation(source=post, locale=site.es.locale, user=people.editor)
    return _done(item, people)


def _changed(site: Any, people: SimpleNamespace, name: str) -> Any:
    """A public translation whose original has lost a comma and a heading since; of both somebody said a word."""
    item = _done(story.open_post(site, "en", "es", people.editor, f"Slow, {name}: the {LONG_WORD}"), people)
    for one in services.segments(item):
        if one.path == "title" or one.source == "What it says":
            talk.say(item=item, user=people.admin, segment=one, text=f"Why {LONG_WORD}?")
    draft = services.source_of(item).get_latest_revision_as_object()
    draft.title = f"Slow {name}: the {LONG_WORD}"
    draft.body = json.dumps([block for block in draft.body.raw_data if block["type"] != "heading"])
    draft.save_revision().publish()
    return item


def _withdrawn(site: Any, people: SimpleNamespace) -> Any:
    """A public translation of a post that was taken down."""
    item = _done(story.open_post(site, "en", "es", people.editor, "Taken down"), people)
    services.source_of(item).unpublish()
    return item


def ask_what_becomes(page: Page, shown: SimpleNamespace) -> None:
    """Take down a list with public translations below it, up to the question; leaves the page there."""
    page.goto(shown.goes)
    page.locator("input[name=include_descendants]").check()
    page.locator("form button[type=submit]").last.click()
    expect(page.locator("input[type=radio]").first).to_be_visible()


def open_side_panel(page: Page) -> None:
    """On Wagtail's screens of one page, the panel of its translations."""
    toggle = page.locator("[data-side-panel-toggle=translations]")
    if toggle.count():
        toggle.first.click()


def ask_for_yesterday(page: Page, shown: SimpleNamespace) -> None:
    """Set a date that is no date for many at once; leaves the page at the answer."""
    page.goto(shown.late)
    page.locator("input[name=due]").evaluate("box => { box.type = 'text'; box.value = 'never'; }")
    page.locator("main form:has([name=due])").evaluate("form => form.submit()")
    expect(page.locator(".error-message").first).to_be_visible()


def lift_without_a_reason(page: Page, shown: SimpleNamespace) -> None:
    """Publish before the original, and say nothing; leaves the page at the answer."""
    page.goto(shown.for_reviewer["publish before"])
    with page.expect_navigation():
        page.locator("main form.translation-start").evaluate("form => form.submit()")
    expect(page.locator(".messages .error")).to_be_visible()


def _say_whose(item: Any, people: Any) -> None:
    """Assigned, due, urgent, put back and given again: there is a history, and there are notices."""
    people.editor.first_name = LONG_WORD
    people.editor.save()
    acts.assign(item=item, assignee=people.translator_es, user=people.editor)
    acts.hand_back(item=item, user=people.translator_es, note=f"The {LONG_WORD}.\n\nOr not.")
    acts.assign(item=item, assignee=people.translator_es, user=people.editor)
    acts.set_due(item=item, due=datetime.date.today() + datetime.timedelta(days=2), user=people.editor)
    acts.set_priority(item=item, priority=2, user=people.editor)
    notifications.remind()


def fill_wrongly(page: Page, shown: SimpleNamespace) -> None:
    """Leave out a mark, and change what somebody else changes meanwhile; leaves the page at the answer."""
    page.goto(shown.for_translator["form"])
    title = next(segment for segment in services.segments(shown.opened) if segment.path == "title")
    services.save_translation(item=shown.opened, user=shown.translator, texts={title.pk: "Dos textos"})
    rows = page.locator(".translation__row:not(.translation__row--value)")
    rows.locator("textarea").first.fill("Dos obras")
    rows.filter(has_text="Buenos Aires").locator("textarea").fill("Se reunieron.")
    with page.expect_navigation():  # the passages that were stored one by one say some of it before
        page.locator("button[name=save]").click()
    expect(page.locator(".error-message").first).to_be_visible()
    expect(page.locator(".translation__theirs").first).to_be_visible()


def open_what_stands_beside(page: Page, shown: SimpleNamespace) -> None:
    """Comments and history beside a box that has both."""
    page.goto(f"{shown.for_translator['form']}?show=all")
    talk_page = shown.for_translator["passage, comments"]
    passage = page.locator("[data-segment]").filter(has=page.locator(f"a[data-talk][href='{talk_page}']"))
    for link in ("[data-history]", "[data-talk]"):
        passage.locator(link).click()
    expect(passage.locator("[data-comment]")).to_be_visible()
    expect(passage.locator(".translation-events")).to_have_count(2)


# The boxes of a closed form are gone: this is what one that was open sends.
TYPE_AND_SEND = """(form, name) => {
  form.append(Object.assign(document.createElement("input"), { name, value: "Dos obras" }));
  HTMLFormElement.prototype.submit.call(form);
}"""


def save_what_is_closed(page: Page, shown: SimpleNamespace) -> None:
    """Send a form that was open when the review began; leaves the page at the refusal."""
    page.goto(shown.for_translator["closed form"])
    expect(page.locator(".help-warning")).to_be_visible()
    pk = int(shown.for_translator["closed form"].strip("/").split("/")[-1])
    title = services.segments(QueueItem.objects.get(pk=pk))[0]
    with page.expect_navigation() as answer:
        page.locator("form.translation").evaluate(TYPE_AND_SEND, f"text-{title.pk}")
    assert answer.value.status == 423
    expect(page.locator("textarea[readonly]")).to_have_value("Dos obras")


def save_when_signed_out(page: Page, shown: SimpleNamespace) -> None:
    """Send the form after the session has ended; leaves the page at what was typed."""
    page.goto(shown.for_translator["form"])
    page.context.clear_cookies()
    with page.expect_navigation() as answer:
        page.locator("form.translation").evaluate(TYPE_AND_SEND, "note")
    assert answer.value.status == 403
    expect(page.locator(".translation-refusal textarea[readonly]").first).to_have_value("Dos obras")
