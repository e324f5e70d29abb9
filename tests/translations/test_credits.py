"""Readers are told who translated and who reviewed: those who have a name and do not mind."""

from datetime import UTC, datetime, timedelta

import extruct
import html5lib
import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from tests import factories
from tests.translations import advance, story
from translations import credits, releases, services
from translations.models import Credit, Translator
from translations.notices import notice_for


@pytest.fixture
def item(scene):
    for user, first in ((scene.translator, "Ana"), (scene.reviewer, "Rosa"), (scene.admin, "Iris")):
        get_user_model().objects.filter(pk=user.pk).update(first_name=first, last_name="Mar")
    return scene.start(scene.post())


def named(item) -> tuple[list[str], list[str]]:
    found = notice_for(services.target_of(item)).credits
    return found.translators, found.reviewers


def read(client, item) -> str:
    page = services.target_of(item)
    with translation.override(page.locale.language_code):
        return " ".join(client.get(page.get_url()).content.decode().split())


def translators_told(client, item) -> list[str]:
    """Whom programs are told, of the page's JSON-LD."""
    [node] = extruct.extract(read(client, item), syntaxes=["json-ld"])["json-ld"]
    return [person["name"] for person in node.get("translator", []) if person["@type"] == "Person"]


def test_programs_are_told_who_translated_as_readers_are(client, scene, item) -> None:
    scene.publish(item)
    assert translators_told(client, item) == ["Ana Mar"]
    Translator.objects.update_or_create(user=scene.translator, defaults={"is_named": False})
    assert named(item)[0] == translators_told(client, item)
    source = services.source_of(item)
    [node] = extruct.extract(client.get(source.get_url()).content.decode(), syntaxes=["json-ld"])["json-ld"]
    assert "translator" not in node


def test_whoever_wrote_and_whoever_approved_stand_with_what_is_public(client, scene, item) -> None:
    scene.publish(item)
    assert named(item) == (["Ana Mar"], ["Rosa Mar"])
    words = {"en": ("Translation: Ana Mar", "Review: Rosa Mar"), "es": ("Traducción: Ana Mar", "Revisión: Rosa Mar")}
    for word in words[scene.target.locale.language_code]:
        assert word in read(client, item)


def bylines(html: str) -> list[str]:
    """The lines below the title, as text."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    return [" ".join(line.itertext()) for line in page.findall(".//header[@class='page-head']/p[@class='byline']")]


def test_the_translator_stands_where_the_author_stands_and_once(client, scene, item) -> None:
    scene.publish(item)
    html = read(client, item)
    _author, credits = bylines(html)
    assert "Ana Mar" in credits
    assert "Rosa Mar" in credits
    assert html.partition("<main")[2].count("Ana Mar") == 1


def test_an_original_names_no_translator(client, scene, item) -> None:
    scene.publish(item)
    assert len(bylines(client.get(services.source_of(item).get_url()).content.decode())) == 1


def test_a_page_without_a_line_of_authors_names_them_in_its_notice(client, scene, item) -> None:
    started = scene.start(factories.standard(scene.source, "About us"))
    scene.publish(started)
    html = read(client, started)
    assert bylines(html) == []
    assert html.partition("<main")[2].count("Ana Mar") == 1


def test_what_is_shown_is_whose_the_public_version_is(scene, item) -> None:
    scene.publish(item)
    scene.save(item, " U", user=scene.admin)
    assert named(item) == (["Ana Mar"], ["Rosa Mar"])
    story.approve(scene.submit(item), scene.reviewer)
    assert named(item) == (["Iris Mar"], ["Rosa Mar"])


def test_a_reviewer_who_mended_a_word_is_no_translator_and_one_who_did_it_all_is(scene, item) -> None:
    scene.save(item)
    target = scene.submit(item)
    intro = {scene.pk(item, "intro"): "Mended"}
    services.save_translation(item=item, user=scene.reviewer, texts=intro)
    story.approve(services.target_of(item), scene.reviewer)
    assert named(item) == (["Ana Mar"], ["Rosa Mar"])
    scene.save(item, " V", user=scene.reviewer)
    services.submit_translation(item=item, user=scene.reviewer)
    story.approve(services.target_of(item), scene.reviewer)
    assert named(item) == (["Rosa Mar"], ["Rosa Mar"])
    assert target


def test_who_does_not_want_it_is_not_named_from_then_on_nor_after_they_are_gone(client, scene, item) -> None:
    scene.publish(item)
    client.force_login(scene.translator)
    address = reverse("wagtailadmin_account")
    form = client.get(address)
    assert form.status_code == 200
    panel = {"translation_notices-digest": "daily", "translation_notices-wanted": ["stale"]}
    own = {"name_email-first_name": "Ana", "name_email-last_name": "Mar", "name_email-email": "ana@example.org"}
    rest = {"locale-preferred_language": "", "locale-current_time_zone": "", "theme-theme": "system"}
    rest |= {"theme-density": "default", "theme-contrast": "system", "theme-keyboard_shortcuts": "on"}
    client.post(address, panel | own | rest)
    assert not Translator.objects.get(user=scene.translator).is_named
    assert named(item) == ([], ["Rosa Mar"])
    scene.publish(item, " W")
    assert named(item) == ([], ["Rosa Mar"])
    get_user_model().objects.get(pk=scene.translator.pk).delete()
    assert "Ana Mar" not in read(client, item)
    assert named(item) == ([], ["Rosa Mar"])


def test_the_name_of_an_account_is_told_to_nobody(client, scene, item) -> None:
    get_user_model().objects.update(first_name="", last_name="")
    scene.publish(item)
    assert not Credit.objects.exists()
    assert named(item) == ([], [])
    assert scene.translator.username not in read(client, item)


def test_it_is_stored_once_and_kept_when_somebody_leaves(scene, item) -> None:
    scene.publish(item)
    count = Credit.objects.count()
    services.target_of(item).live_revision.publish()
    assert Credit.objects.count() == count
    get_user_model().objects.get(pk=scene.translator.pk).delete()
    assert named(item) == (["Ana Mar"], ["Rosa Mar"])


@pytest.mark.parametrize("writer", ["admin", "translator"])
def test_what_is_written_between_approval_and_publication_counts_for_neither(scene, at, writer) -> None:
    """Who is credited, and by which name, is settled by the approval."""
    for user, first in ((scene.translator, "Ana"), (scene.reviewer, "Rosa"), (scene.admin, "Iris")):
        get_user_model().objects.filter(pk=user.pk).update(first_name=first, last_name="Mar")
    item = advance.waiting(scene)
    scene.save(item, " U", user=getattr(scene, writer))
    source, when = advance.source_of(item), datetime(2030, 1, 1, 12, tzinfo=UTC)
    seen = {one.key: one.seen for one in releases.proposed(source, scene.admin)}
    releases.publish_together(source=source, user=scene.admin, seen=seen, when=when)
    assert not services.target_of(item).live
    rename(scene.translator, "Another")
    at(when + timedelta(minutes=1))
    call_command("publish_scheduled")
    assert services.target_of(item).live
    assert named(item) == (["Ana Mar"], ["Rosa Mar"])


def rename(user, first: str) -> None:
    get_user_model().objects.filter(pk=user.pk).update(first_name=first)


def test_a_reviewer_reads_by_which_names_readers_are_told_of_the_translators(client, scene, item) -> None:
    scene.save(item)
    state = scene.submit(item).current_workflow_task_state
    client.force_login(scene.reviewer)
    address = reverse("translations:review", args=[state.pk])
    assert "Translation: Ana Mar" in client.get(address).content.decode()
    Translator.objects.update_or_create(user=scene.translator, defaults={"is_named": False})
    assert "Translation: Ana Mar" not in client.get(address).content.decode()


def test_a_name_that_changed_after_the_review_was_opened_is_not_approved_unread(client, scene, item) -> None:
    scene.save(item)
    state = scene.submit(item).current_workflow_task_state
    client.force_login(scene.reviewer)
    address = reverse("translations:review", args=[state.pk])
    seen = client.get(address).context["seen"]
    rename(scene.translator, "Words of my own,")
    answer = client.post(address, {"approve": "", "seen": seen, "comment": ""})
    assert answer.status_code == 409
    assert "the name of a translator" in answer.content.decode()
    assert not services.target_of(item).live
    read_again = client.get(address)
    assert "Words of my own, Mar" in read_again.content.decode()
    assert client.post(address, {"approve": "", "seen": read_again.context["seen"]}).status_code == 302
    assert named(item)[0] == ["Words of my own, Mar"]


def test_a_name_that_changed_after_the_approval_is_not_told(client, scene, item) -> None:
    """A translation that waits for its original, or for its time, says what was approved, its credits too."""
    waits = advance.waiting(scene, advance.in_review(scene, "Of later"))
    rename(scene.translator, "Words of my own,")
    advance.approve_original(scene, advance.source_of(waits))
    assert services.target_of(waits).live
    assert "Words of my own" not in read(client, waits)
    assert named(waits)[0] == ["Ana Mar"]


def test_one_of_another_language_may_change_their_name(client, scene, item) -> None:
    scene.save(item)
    state = scene.submit(item).current_workflow_task_state
    client.force_login(scene.reviewer)
    address = reverse("translations:review", args=[state.pk])
    seen = client.get(address).context["seen"]
    rename(scene.other_translator, "Another")
    assert client.post(address, {"approve": "", "seen": seen}).status_code == 302


def test_a_name_that_no_reviewer_was_shown_is_told_to_nobody_even_when_it_is_allowed_later(client, scene, item) -> None:
    Translator.objects.update_or_create(user=scene.translator, defaults={"is_named": False})
    get_user_model().objects.filter(pk=scene.translator.pk).update(first_name="Buy pills", last_name="")
    scene.publish(item)
    credits.consent_changed(scene.translator, is_named=True)
    assert "Buy pills" not in read(client, item)
    assert named(item) == ([], ["Rosa Mar"])


def test_a_name_that_a_reviewer_was_shown_comes_back_when_it_is_allowed_again(client, scene, item) -> None:
    scene.publish(item)
    for is_named in (False, True):
        credits.consent_changed(scene.translator, is_named=is_named)
        assert named(item)[0] == (["Ana Mar"] if is_named else [])
