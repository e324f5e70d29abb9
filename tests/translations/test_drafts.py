"""A draft of a translation changes nothing that is public, and says what it reflects."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, TaskState, WorkflowState

from tests import factories
from tests.translations.conftest import hits, new_draft, republish, stored
from tests.translations.sent import unseen
from translations import drafts, localize, services
from translations.exceptions import CannotTranslate, InReview
from translations.models import Baseline, QueueItem
from translations.storing import version

SNIPPETS = {
    "topic": lambda tree: factories.topic(tree.locale, "Peace", description="Quiet."),
    "person": lambda tree: factories.person(tree.locale, "Ada Example", role="Editor", bio="Quiet."),
    "outlet": lambda tree: factories.outlet(tree.locale, "The Gazette"),
}
KINDS = {
    "post": lambda scene: scene.post(),
    "publication": lambda scene: factories.publication(scene.source, body=[("rich_text", "<p>Quiet.</p>")]),
    "standard": lambda scene: factories.standard(scene.source, intro="Quiet."),
    **{kind: lambda scene, build=build: build(scene.source) for kind, build in SNIPPETS.items()},
}


def public_bytes(client, row) -> bytes:
    """The row's public page."""
    if isinstance(row, Page):
        url = row.get_url()
    else:
        kinds = {"topic": ("topics", "temas"), "person": ("authors", "autores"), "outlet": ("outlets", "medios")}
        code = row.locale.language_code
        url = f"/{code}/{kinds[row._meta.model_name][code == 'es']}/{row.slug}/"
    response = client.get(url)
    assert response.status_code == 200
    return response.content


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_leaves_a_public_translation_byte_for_byte_as_it_was(scene, client, kind) -> None:
    item, target = scene.live(KINDS[kind](scene))
    republish(services.source_of(item), **({"intro": "Louder."} if kind == "post" else {}))
    before, page = stored(target), public_bytes(client, target)
    assert hits(type(target), "zanzibar") == []
    found = hits(type(target), "Quiet")
    scene.save(item, " Zanzibar")
    services.take_over(item=item)
    drafts.write_draft(item, scene.translator)
    assert Revision.objects.filter(object_id=str(target.pk), content__icontains="zanzibar").exists()
    assert stored(target) == before
    assert public_bytes(client, target) == page
    assert hits(type(target), "zanzibar") == []
    assert hits(type(target), "Quiet") == found


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_that_does_not_exist_is_made_as_a_draft_and_is_public_for_nobody(scene, client, kind) -> None:
    item = scene.start(KINDS[kind](scene))
    for suffix in (" T", " U", " V"):
        target = scene.save(item, suffix)
        assert not target.live
        assert target.live_revision is None
        assert target.first_published_at is None
        assert target.has_unpublished_changes
        assert target.locale == scene.target.locale
    assert item.baselines.count() == 4
    if isinstance(target, Page):
        assert client.get(target.get_url()).status_code == 404
        assert target.owner == scene.editor


def test_no_log_of_the_other_tree_names_what_only_a_newer_draft_of_the_original_is_called(scene) -> None:
    """Those who look after that tree read its log, and not the draft."""
    source = scene.post()
    new_draft(source, title="Unsaid")
    target = services.target_of(scene.start(source))
    kept = ModelLogEntry.objects.for_instance(target), PageLogEntry.objects.filter(page=target)
    assert "Unsaid" not in f"{[[(one.label, one.data) for one in entries] for entries in kept]}"
    assert kept[1].filter(action="wagtail.copy_for_translation", label=source.title).exists()


def test_pages_made_for_a_translation_belong_to_who_started_it_and_take_no_dates_along(scene) -> None:
    soon = timezone.now() + datetime.timedelta(days=3)
    source = scene.post()
    type(source).objects.filter(pk=source.pk).update(go_live_at=soon, expire_at=soon, owner=scene.admin)
    target = scene.save(scene.start(type(source).objects.get(pk=source.pk)))
    content = target.latest_revision.content
    assert (target.owner, target.go_live_at, target.expire_at) == (scene.editor, None, None)
    assert (content["go_live_at"], content["expire_at"]) == (None, None)


@pytest.mark.parametrize("kind", SNIPPETS)
def test_snippets_take_no_dates_of_their_source_along(scene, kind) -> None:
    source = SNIPPETS[kind](scene.source)
    soon = timezone.now() + datetime.timedelta(days=3)
    type(source).objects.filter(pk=source.pk).update(go_live_at=soon, expire_at=soon)
    target = scene.save(scene.start(source))
    for name in ("go_live_at", "expire_at", "first_published_at"):
        assert getattr(target, name) is None
        assert target.latest_revision.content[name] is None


@pytest.mark.parametrize("kind", SNIPPETS)
def test_a_draft_neither_publishes_nor_unpublishes_a_snippet(scene, kind) -> None:
    item, target = scene.live(SNIPPETS[kind](scene.source))
    assert scene.save(item, " U").live
    type(target).objects.filter(pk=target.pk).update(live=False)
    assert not scene.save(item, " V").live


def test_the_slug_that_a_translator_types_is_the_drafts(scene) -> None:
    item = scene.start(scene.post())
    assert scene.save(item, slug="Dos obras, ¡ya!").latest_revision.content["slug"] == "dos-obras-ya"


def test_a_slug_is_made_of_the_translated_title_and_stored_where_none_is_typed(scene) -> None:
    item = scene.start(scene.post())
    texts = {scene.pk(item, "title"): "Dos obras"}
    services.save_translation(item=item, user=scene.translator, texts=texts)
    assert services.target_of(item).latest_revision.content["slug"] == "dos-obras"
    assert {s.path: s.target for s in services.segments(item)}["slug"] == "dos-obras"


@pytest.mark.parametrize("public", [True, False])
def test_a_slug_that_is_taken_gets_a_number(scene, public) -> None:
    factories.post(scene.target, "Dos obras", live=public)
    item = scene.start(scene.post())
    for _ in range(2):
        assert scene.save(item, slug="dos-obras").latest_revision.content["slug"] == "dos-obras-2"
        assert {s.path: s.target for s in services.segments(item)}["slug"] == "dos-obras-2"  # as the draft has it


@pytest.mark.parametrize("saved_alone", [True, False])
def test_who_typed_the_address_of_another_page_is_told_what_became_of_it(client, scene, saved_alone) -> None:
    factories.post(scene.target, "Dos obras")
    item = scene.start(scene.post())
    scene.save(item)
    slug = next(one for one in services.segments(item) if one.path == "slug")
    client.force_login(scene.translator)
    sent = {f"text-{slug.pk}": "dos-obras"}
    if saved_alone:
        given = {"target": "dos-obras", "version": version(slug)}
        assert client.post(reverse("translations:segment", args=[item.pk, slug.pk]), given).status_code == 200
    answer = client.post(reverse("translations:edit", args=[item.pk]), unseen(item) | sent, follow=True)
    page = answer.content.decode()
    assert "Another page has that address already: this one gets “dos-obras-2”." in page
    assert answer.context["form"][f"text-{slug.pk}"].value() == "dos-obras-2"
    again = client.post(reverse("translations:edit", args=[item.pk]), unseen(item), follow=True)
    assert "Another page has that address" not in again.content.decode()


@pytest.mark.parametrize(
    "title", ["a" * 254 + "½", "a" * 200 + "½" * 55, "a-" * 127 + "½"], ids=["254", "200", "hyphens"]
)
def test_a_title_of_which_an_address_makes_more_than_it_holds_is_a_title(scene, title) -> None:
    """`½` becomes three characters; two such titles in one place get two addresses."""
    slugs = []
    for number in range(2):
        item = scene.start(scene.post(f"Long {number}"))
        texts = {segment.pk: "" for segment in services.segments(item) if segment.path == "slug"}
        texts[scene.pk(item, "title")] = title
        assert services.save_translation(item=item, user=scene.translator, texts=texts) == {}
        slugs.append(services.target_of(item).latest_revision.content["slug"])
    assert len(set(slugs)) == 2
    assert all(len(slug) <= 255 and slug.startswith("a") and not slug.endswith("-") for slug in slugs)
    assert scene.publish(item, title=title, slug=slugs[1]).slug == slugs[1]


def test_two_drafts_never_want_the_same_slug_because_only_one_could_become_public(scene) -> None:
    first, second = scene.start(scene.post("One")), scene.start(scene.post("Two"))
    for item in (first, second):
        scene.save(item, slug="dos-obras")
    slugs = [services.target_of(item).latest_revision.content["slug"] for item in (first, second)]
    assert slugs == ["dos-obras", "dos-obras-2"]
    assert [scene.publish(item, slug="dos-obras").slug for item in (first, second)] == slugs


def test_the_sources_slug_never_comes_back_on_a_public_page_with_its_own(scene) -> None:
    item, target = scene.live(scene.post("Two works"))
    type(target).objects.filter(pk=target.pk).update(slug="su-propia")
    localize.StringTranslation.objects.filter(context__path="slug").delete()
    assert drafts.write_draft(item, scene.translator).content["slug"] == "su-propia"
    republish(services.source_of(item), slug="two-works-renamed")
    services.take_over(item=item)
    assert drafts.write_draft(item, scene.translator).content["slug"] == "su-propia"


def test_a_topic_whose_slug_is_taken_in_the_other_language_gets_a_number(scene) -> None:
    factories.topic(scene.target.locale, "Peace")
    item = scene.start(factories.topic(scene.source.locale, "Peace"))
    assert services.target_of(item).slug == "peace-2"
    factories.topic(scene.target.locale, "Paz")
    assert scene.publish(item, slug="paz").slug == "paz-2"


@pytest.mark.parametrize("kind", ["person", "outlet"])
def test_a_slug_that_all_languages_share_follows_the_source(scene, kind) -> None:
    item, target = scene.live(SNIPPETS[kind](scene.source))
    assert target.slug == services.source_of(item).slug
    republish(services.source_of(item), slug="renamed")
    services.take_over(item=item)
    assert drafts.write_draft(item, scene.translator).content["slug"] == "renamed"


def test_a_title_in_letters_without_a_latin_form_keeps_the_slug_there_was(scene) -> None:
    item = scene.start(scene.post("Two works"))
    services.save_translation(item=item, user=scene.translator, texts={scene.pk(item, "title"): "和平"})
    assert services.target_of(item).latest_revision.content["slug"] == "two-works"


# ------------------------------------------------------------------ what is not text
def test_relations_and_facts_follow_the_source_into_the_draft_and_not_onto_the_public_page(scene) -> None:
    item, target = scene.live(scene.post())
    source = services.source_of(item).get_latest_revision_as_object()
    topic, person = factories.topic(scene.source.locale), factories.person(scene.source.locale)
    source.topics.add(source.topics.model(topic=topic))
    source.authors.set([source.authors.model(person=person)])
    source.date = datetime.date(2019, 5, 1)
    before = stored(target)
    source.save_revision().publish()
    services.take_over(item=item)
    draft = drafts.write_draft(item, scene.translator).as_object()
    assert topic in [row.topic for row in draft.topics.all()]
    assert [row.person for row in draft.authors.all()] == [person]
    assert draft.date == datetime.date(2019, 5, 1)
    assert stored(target) == before


def test_text_stored_past_the_gate_is_cleaned_before_it_reaches_a_draft(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    row = localize.StringTranslation.objects.filter(context__path__startswith="body.", data__contains="<a id").get()
    dirty = row.data + "<script>alert(1)</script>"
    localize.StringTranslation.objects.filter(pk=row.pk).update(data=dirty)
    body = drafts.write_draft(item, scene.translator).content["body"]
    assert "160" in body
    assert "script" not in body


def test_an_overlong_text_gives_an_error_with_its_field_and_no_revision(scene) -> None:
    item = scene.start(scene.post(seo_title="Short"))
    scene.save(item)
    localize.StringTranslation.objects.filter(context__path="seo_title").update(data="x" * 400)
    before = Revision.objects.count(), Baseline.objects.count()
    with pytest.raises(ValidationError) as refusal:
        drafts.write_draft(item, scene.translator)
    assert list(drafts.map_errors(item, refusal.value)) == ["seo_title"]
    assert drafts.map_errors(item, ValidationError("whole")) == {"": ["whole"]}
    assert drafts.map_errors(item, ValidationError({"__all__": ["whole"]})) == {"": ["whole"]}
    assert (Revision.objects.count(), Baseline.objects.count()) == before


def test_a_page_whose_parent_does_not_exist_there_is_refused_and_no_alias_is_made(scene) -> None:
    above = factories.standard(scene.source, "Above")
    below = factories._page(above, factories.StandardPage(title="Below", slug="below"), live=True)
    pages = Page.objects.count()
    with pytest.raises(CannotTranslate, match="Above"):
        scene.start(below)
    localize.create_translation(below, scene.target.locale)
    item = QueueItem.objects.get(translation_key=below.translation_key)
    with pytest.raises(CannotTranslate, match="Above"):
        drafts.write_draft(item, scene.editor)
    assert Page.objects.count() == pages


def test_an_alias_takes_no_draft(scene) -> None:
    source = scene.post()
    alias = source.copy_for_translation(scene.target.locale, alias=True)
    localize.create_translation(source, scene.target.locale)
    item = QueueItem.objects.get(translation_key=source.translation_key)
    assert services.target_of(item) == alias
    with pytest.raises(CannotTranslate, match="mirrors"):
        drafts.write_draft(item, scene.editor)


def test_an_address_that_belongs_to_the_site_there_is_refused_at_the_slug(scene) -> None:
    word = {"en": "topics", "es": "temas"}[scene.target.locale.language_code]
    item = scene.start(factories.standard(scene.source, "Themes", slug=word))
    assert services.target_of(item).latest_revision.content["slug"] == "themes"
    with pytest.raises(ValidationError) as refusal:
        scene.save(item, slug=word)
    assert list(drafts.map_errors(item, refusal.value)) == ["slug"]


# ------------------------------------------------------------------ review
def test_a_draft_in_review_cannot_be_rewritten_by_a_translator(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    with pytest.raises(InReview) as refusal:
        drafts.write_draft(item, scene.translator)
    assert refusal.value.status == 423
    target.refresh_from_db()
    assert target.current_workflow_task_state.revision_id == target.latest_revision_id


def test_a_reviewer_who_corrects_points_the_same_review_at_the_new_text(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    workflow, review = target.current_workflow_state, target.current_workflow_task_state
    target = scene.save(item, " corrected", user=scene.reviewer)
    assert target.current_workflow_state == workflow
    assert workflow.status == WorkflowState.STATUS_IN_PROGRESS
    renewed = target.current_workflow_task_state
    assert renewed.pk != review.pk
    assert renewed.revision_id == target.latest_revision_id
    assert TaskState.objects.get(pk=review.pk).status == TaskState.STATUS_CANCELLED
    assert TaskState.objects.filter(workflow_state=workflow, status=TaskState.STATUS_IN_PROGRESS).count() == 1


# ------------------------------------------------------------------ baselines
def test_each_draft_has_a_baseline_that_says_what_the_source_said(scene) -> None:
    source = scene.post(intro="The first intro.")
    item = scene.start(source)
    scene.save(item)
    public = republish(source, intro="The second intro.")
    services.take_over(item=item)
    second = drafts.write_draft(item, scene.translator).translation_baseline
    first = item.baselines.order_by("pk")[1]
    assert [row["text"] for row in first.segments if row["path"] == "intro"] == ["The first intro."]
    assert [row["text"] for row in second.segments if row["path"] == "intro"] == ["The second intro."]
    assert first.source_revision_id == source.live_revision_id
    assert second.source_revision_id == public.live_revision_id
    assert second.digest == localize.reflection(public).digest != first.digest


def test_while_new_text_waits_a_baseline_names_the_revision_that_it_reflects(scene) -> None:
    source = scene.post()
    item = scene.start(source)
    scene.save(item)
    scene.submit(item)
    republish(source, intro="Changed while in review.")
    target = scene.save(item, " corrected", user=scene.reviewer)
    baseline = target.latest_revision.translation_baseline
    assert baseline.source_revision_id == source.live_revision_id
    assert "Changed while in review." not in str(baseline.segments)


def test_a_draft_of_the_source_is_not_what_is_translated(scene) -> None:
    source = scene.post()
    new_draft(source, intro="Secret for now.")
    target = scene.save(scene.start(source))
    assert "Secret for now." not in str(target.latest_revision.content)
