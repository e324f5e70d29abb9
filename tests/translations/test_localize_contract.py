"""What we rely on in wagtail-localize 1.14 and Wagtail 8.0: an upgrade that changes it fails here, by name.

Some of these are faults that our code stands in for. When such a test fails, the code that its docstring
names can go.
"""

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, WorkflowState
from wagtail.signals import published, task_approved, workflow_approved
from wagtail.workflows import publish_workflow_state
from wagtail_localize import models as upstream
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments.extract import extract_segments

from articles.models import BlogPostPage, Topic
from tests import factories
from tests.translations import story
from tests.translations.conftest import new_draft
from translations import finish, guard, localize, queue, services
from translations.models import QueueItem

ADDRESSES = {
    "submit_page_translation": [1],
    "update_translations": [1],
    "edit_string_translation": [1, 1],
    "edit_override": [1, 1],
    "upload_pofile": [1],
    "machine_translate": [1],
    "preview_translation": [1],
    "stop_translation": [1],
    "convert_to_alias": [1],
    "translations_report": [],
    "snippets_api_listing": ["articles", "topic"],
}


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def translation_of(item):
    return localize.translation_of(item.translation_key, item.source_locale_id, item.target_locale_id)


# ------------------------------------------------------------------ wagtail-localize: what we build on
def test_its_addresses_stand_in_the_namespace_behind_our_gate() -> None:
    for name, args in ADDRESSES.items():
        assert "/localize/" in reverse(f"{localize.URL_NAMESPACE}:{name}", args=args)


def test_a_source_is_published_nowhere_by_being_submitted_and_its_texts_outlive_it() -> None:
    assert settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE is False
    assert settings.WAGTAILLOCALIZE_DISABLE_ON_DELETE is True


def test_paths_name_the_field_then_the_blocks_and_an_address_in_quotes(scene) -> None:
    source = scene.post()
    ids = [block.id for block in source.body]
    paths = [segment.path for segment in extract_segments(source)]
    assert paths[:2] == ["title", "slug"]
    for path in (
        f"body.{ids[0]}",
        f"body.{ids[0]}.'https://www.un.org/en'",
        f"body.{ids[1]}",
        f"body.{ids[2]}.text",
        f"body.{ids[2]}.url",
    ):
        assert path in paths


def test_strings_are_html_with_inline_tags_and_links_by_number(scene) -> None:
    item = scene.start(scene.post(intro="A & B < C\nD"))
    sources = [segment.source for segment in services.segments(item)]
    assert 'They met in <a id="a1">Buenos Aires</a> with <b>160</b> others.' in sources
    assert "A &amp; B &lt; C<br/>D" in sources


def test_one_string_has_one_translation_at_one_place_in_one_language(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    row = localize.StringTranslation.objects.first()
    copy = localize.StringTranslation(
        translation_of=row.translation_of, context=row.context, locale=row.locale, data="again"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_a_string_with_an_error_reaches_no_draft(scene) -> None:
    item = scene.start(scene.post(intro="Original."))
    scene.save(item, intro="Mine")
    localize.StringTranslation.objects.filter(context__path="intro").update(has_error=True)
    assert localize.draft_instance(translation_of(item)).intro == "Original."


def test_unchanged_texts_keep_their_translation_when_the_source_is_taken_over(scene) -> None:
    source = scene.post()
    item = scene.start(source)
    scene.save(item)
    row = fresh(source)
    row.intro = "Changed."
    row.save()
    localize.take_over(localize.source_of(source))
    assert [segment.path for segment in services.what_is_missing(item)] == ["intro"]


def test_progress_is_what_the_queue_counts(scene) -> None:
    item = scene.start(scene.post())
    services.save_translation(item=item, user=scene.translator, texts={scene.pk(item, "intro"): "Mine"})
    row = queue.rows([item])[0]
    assert translation_of(item).get_progress() == (row.total, row.done) == (row.total, 1)


# ------------------------------------------------------------------ wagtail-localize: faults we stand in for
def test_a_draft_with_fallback_falls_back_to_the_sources_slug(scene) -> None:
    """drafts.wanted_slug."""
    item, target = scene.live(scene.post("Two works"))
    assert target.slug == "two-works-t"
    localize.StringTranslation.objects.filter(context__path="slug").delete()
    assert localize.draft_instance(translation_of(item)).slug == "two-works"


def test_its_own_draft_of_a_public_target_is_public(scene) -> None:
    """drafts.write_draft. Without an item the guard does not know the row."""
    item, target = scene.live(scene.post())
    scene.save(item, title="Unread")
    translation = translation_of(item)
    QueueItem.objects.all().delete()
    translation.save_target(publish=False)
    assert (fresh(target).live, fresh(target).title) == (True, "Unread")


def test_a_saved_title_would_be_written_on_the_page_at_once(scene) -> None:
    """localize.leave_draft_titles_alone: it goes to `draft_title`, as HTML, refused or not."""
    item = scene.start(scene.post())
    segment = next(s for s in services.segments(item) if s.path == "title")
    localize.save_texts(translation_of(item), [(segment, "I+D &amp; más")], scene.translator)
    assert services.target_of(item).draft_title == "Two works"
    upstream.post_save_string_translation(instance=localize.StringTranslation.objects.get(context__path="title"))
    assert services.target_of(item).draft_title == "I+D &amp; más"
    assert scene.save(item, title="I+D & más").draft_title == "I+D & más"


def test_it_copies_the_dates_of_snippets() -> None:
    """drafts.DATES."""
    names = {rule.field_name for rule in get_translatable_fields(Topic)}
    assert {"first_published_at", "go_live_at", "expire_at"} <= names
    assert not {"first_published_at", "go_live_at"} & {
        rule.field_name for rule in get_translatable_fields(BlogPostPage)
    }


def test_it_reads_the_stored_row_and_never_a_draft(scene) -> None:
    source = scene.post(intro="Public.")
    new_draft(source, intro="A draft.")
    item = scene.start(source)
    assert "Public." in [segment.source for segment in services.segments(item)]


def test_it_makes_no_segment_of_order_and_shape(scene) -> None:
    """translations/structure.py."""
    source = scene.post()
    before = [segment.path for segment in extract_segments(source)]
    source.body.append(("publications", None))
    assert [segment.path for segment in extract_segments(source)] == before


def test_its_editor_never_clears_the_error_of_a_value(scene, client) -> None:
    """localize.save_override."""
    item = scene.start(scene.post())
    translation = services.translation_of(item)
    segment = localize.OverridableSegment.objects.filter(source=translation.source, context__path__contains="'").get()
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    client.force_login(scene.admin)
    for value in ("javascript:alert(1)", "https://www.un.org/es"):
        client.put(url, f"value={value}", content_type="application/x-www-form-urlencoded")
    override = localize.SegmentOverride.objects.get()
    assert (override.data, override.has_error) == ("https://www.un.org/es", True)
    value = next(one for one in services.values(item) if one.pk == str(segment.context_id))
    localize.save_override(translation, value, "https://www.un.org/es", scene.translator)
    assert not localize.SegmentOverride.objects.get().has_error


# ------------------------------------------------------------------ Wagtail
@pytest.mark.parametrize("kind", ["post", "topic"])
def test_saving_a_draft_touches_only_columns_that_need_no_review(scene, kind) -> None:
    row = scene.post() if kind == "post" else factories.topic(scene.source.locale)
    touched = []

    def note(sender, instance, update_fields=None, **kwargs) -> None:
        if isinstance(instance, type(row)):
            touched.append(update_fields)

    pre_save.connect(note)
    try:
        new_draft(row, **({"intro": "New."} if kind == "post" else {"name": "New"}))
    finally:
        pre_save.disconnect(note)
    assert len(touched) == 1
    assert set(touched[0]) <= guard.HARMLESS


def test_its_own_end_of_a_workflow_publishes_whatever_is_latest(scene) -> None:
    """translations/finish.py."""
    page = factories.post(scene.source, "Submitted", live=False)
    state = page.get_workflow().start(page, scene.editor)
    new_draft(page, title="Never shown")
    publish_workflow_state(WorkflowState.objects.get(pk=state.pk), user=scene.admin)
    assert fresh(page).title == "Never shown"


def test_our_end_of_a_workflow_is_the_one_that_is_used() -> None:
    assert import_string(settings.WAGTAIL_FINISH_WORKFLOW_ACTION) is finish.publish_approved_state


def test_publishing_goes_past_the_models_publish_and_not_past_save(scene, monkeypatch) -> None:
    """guard.guard_row listens to `pre_save` for this reason."""
    page = factories.post(scene.source, live=False)
    saved = []
    monkeypatch.setattr(BlogPostPage, "publish", lambda *args, **kwargs: pytest.fail("publish() was called"))
    monkeypatch.setattr(BlogPostPage, "save", lambda self, *args, **kwargs: saved.append(self.live))
    PublishPageRevisionAction(page.latest_revision, user=scene.admin).execute()
    assert saved == [True]


def test_an_approval_tells_first_of_the_publication_then_of_the_workflow_then_of_the_task(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    order: list[str] = []

    def listener(name):
        return lambda **kwargs: order.append(name)

    signals = {"published": published, "workflow": workflow_approved, "task": task_approved}
    listeners = {name: listener(name) for name in signals}
    for name, signal in signals.items():
        signal.connect(listeners[name])
    try:
        story.approve(target, scene.reviewer)
    finally:
        for name, signal in signals.items():
            signal.disconnect(listeners[name])
    assert order == ["published", "workflow", "task"]


def test_a_mirror_that_follows_its_original_is_not_announced_as_published(scene) -> None:
    """signal_handlers.source_published hears of the original once."""
    source = scene.post()
    source.copy_for_translation(scene.target.locale, alias=True)
    told = []

    def listener(sender, instance, **kwargs) -> None:
        told.append(instance.pk)

    published.connect(listener)
    try:
        new_draft(source, intro="New.").publish()
    finally:
        published.disconnect(listener)
    assert told == [source.pk]


def test_a_lock_is_one_that_others_feel(scene) -> None:
    target = services.target_of(scene.start(scene.post()))
    target.locked, target.locked_by, target.locked_at = True, scene.translator, timezone.now()
    lock = target.get_lock()
    assert not lock.for_user(scene.translator)
    assert lock.for_user(scene.reviewer)


def test_a_page_in_review_is_locked_for_all_but_its_reviewers(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    lock = scene.submit(item).get_lock()
    assert lock.for_user(scene.translator)
    assert not lock.for_user(scene.reviewer)
    assert Page.objects.filter(pk=services.target_of(item).pk, locked=True).count() == 0
