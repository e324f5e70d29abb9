"""A translation that was deleted is not translated, says so, and can be opened again with what was written."""

import pytest
from django.urls import reverse

from tests import factories
from tests.translations import story
from tests.translations.ways import fresh, read
from translations import listing, rebuild, services, starting
from translations.exceptions import CannotTranslate, NotApproved
from translations.models import QueueItem, Standing
from translations.states import State, Tab
from translations.views.rows import rows_of


def deleted(scene, kind="page"):
    """A public translation that somebody deleted: its original and its item."""
    source = factories.topic(scene.source.locale, "Peace") if kind == "snippet" else scene.post("Two works")
    item, target = scene.live(source)
    fresh(target).delete()
    return fresh(source), QueueItem.objects.get(pk=item.pk)


def row_of(item, user):
    return rows_of([listing.all_items().get(pk=item.pk)], user)[0]


@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_the_queue_says_that_it_was_deleted_and_offers_to_open_it(scene, client, kind) -> None:
    source, item = deleted(scene, kind)
    standing = Standing.objects.get(item=item)
    assert (standing.state, standing.tab, standing.flags) == (State.MISSING, Tab.TO_TRANSLATE, ["target_deleted"])
    row = row_of(item, scene.admin)
    assert row.sentence == "The translation was deleted"
    address = reverse("translations:start", args=[source._meta.app_label, source._meta.model_name, source.pk])
    assert (row.action.label, row.action.url, row.flags) == ("Open for translation", address, [])
    assert row_of(item, scene.translator).waits_for_editor
    assert list(rebuild.check()) == []


@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_it_is_opened_again_with_what_was_written_and_reviewed_as_a_first_translation(scene, client, kind) -> None:
    source, item = deleted(scene, kind)
    client.force_login(scene.admin)
    address = reverse("translations:start", args=[source._meta.app_label, source._meta.model_name, source.pk])
    answer = client.post(address, {"locale": scene.target.locale.language_code}, follow=True)
    assert "is open for translation" in answer.content.decode()
    again = QueueItem.objects.get(pk=item.pk)
    standing = Standing.objects.get(item=item)
    assert (standing.state, standing.flags, standing.is_public) == (State.READY, [], False)
    assert all(one.target for one in services.segments(again))
    target = services.target_of(again)
    with pytest.raises(NotApproved):
        target.latest_revision.publish(user=scene.admin)
    story.approve(scene.submit(again), scene.reviewer)
    assert read(target)[0] == 200
    assert Standing.objects.get(item=item).state == State.CURRENT
    assert list(rebuild.check()) == []


def test_an_editor_who_opened_it_by_mistake_deletes_the_draft_and_opens_it_later(scene, client) -> None:
    source = scene.post("Two works")
    item = scene.start(source)
    client.force_login(scene.editor)
    client.post(reverse("wagtailadmin_pages:delete", args=[services.target_of(item).pk]))
    assert services.target_of(item) is None
    form = client.get(reverse("translations:edit", args=[item.pk])).content.decode()
    assert "The translation was deleted." in form
    start = reverse("translations:start", args=["articles", "blogpostpage", source.pk])
    assert f'href="{start}"' in form
    assert scene.start(source).pk == item.pk
    assert services.target_of(item) is not None


def test_many_at_once_open_it_too(scene) -> None:
    source, item = deleted(scene)
    job = starting.ask(user=scene.editor, wanted=[(source, [scene.target.locale])])
    assert starting.work_off(job) == 1
    assert job.done[0]["item"] == item.pk


def test_what_went_with_the_page_above_it_is_opened_along_with_that(scene) -> None:
    above = factories.standard(scene.source, "Above")
    below = type(above)(title="Below", slug="below", locale=above.locale)
    above.add_child(instance=below)
    below.save_revision().publish()
    _item, target = scene.live(fresh(above))
    item, _target = scene.live(fresh(below))
    fresh(target).delete()
    assert services.target_of(item) is None
    services.start_translation(source=fresh(below), locale=scene.target.locale, user=scene.editor, with_parents=True)
    assert services.target_of(item).get_parent().translation_key == above.translation_key
    assert list(rebuild.check()) == []


def test_what_was_accepted_or_lifted_for_the_one_before_does_not_hold(scene) -> None:
    source, item = deleted(scene)
    QueueItem.objects.filter(pk=item.pk).update(
        accepted_digest="of what was public", embargo_lifted_at=item.started_at, decided=["source_moved"]
    )
    again = scene.start(source)
    assert (again.accepted_digest, again.embargo_lifted_at, again.decided) == ("", None, [])


def test_two_do_not_open_it_at_once(scene, monkeypatch) -> None:
    """The second was let in before the first had made the row."""
    source, item = deleted(scene)
    scene.start(source)
    begun = QueueItem.objects.get(pk=item.pk).started_at
    monkeypatch.setattr(services, "why_not", lambda *args, **options: "")
    with pytest.raises(CannotTranslate):
        scene.start(source)
    assert QueueItem.objects.get(pk=item.pk).started_at == begun


def test_it_is_opened_again_from_what_was_made_of_it(scene) -> None:
    """What was a translation is deleted, when what it was made of has become a translation of it and stands alone."""
    source = scene.post("Two works")
    item, target = scene.live(source)
    fresh(source).delete()
    onward = services.start_translation(source=fresh(target), locale=scene.source.locale, user=scene.editor)
    services.save_translation(item=onward, user=scene.other_translator, texts=scene.texts(onward, " Back"))
    services.submit_translation(item=onward, user=scene.other_translator)
    story.approve(services.target_of(onward), scene.other_reviewer)
    back = services.target_of(onward)
    fresh(target).delete()
    again = services.start_translation(source=fresh(back), locale=scene.target.locale, user=scene.editor)
    assert (again.pk, services.source_of(again).pk) == (item.pk, back.pk)
    assert list(rebuild.check()) == []
