"""Starting, saving and handing in: who may, what is stored, what is refused and given back."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.log_actions import registry as log_registry
from wagtail.models import Locale, Page, WorkflowState

from tests import factories
from tests.translations import story
from translations import localize, services
from translations.exceptions import CannotTranslate, InReview
from translations.models import Original, QueueItem
from translations.storing import version


def targets(item) -> dict[str, str]:
    return {segment.path: segment.target for segment in services.segments(item)}


def test_starting_makes_an_item_and_a_draft_and_says_so_in_the_log(scene) -> None:
    source = scene.post()
    item = scene.start(source)
    assert (item.source_locale, item.target_locale) == (scene.source.locale, scene.target.locale)
    assert item.created_by == scene.editor
    target = services.target_of(item)
    assert not target.live
    entry = log_registry.get_logs_for_instance(target).filter(action="translations.start").get()
    assert entry.user == scene.editor
    item.refresh_from_db()
    original = Original.objects.get(translation_key=source.translation_key)
    assert original.digest == localize.reflection(source).digest == item.baselines.get().digest


def test_the_snippets_that_a_page_needs_are_started_once_each(scene) -> None:
    topic = factories.topic(scene.source.locale)
    person = factories.person(scene.source.locale)
    outlet = factories.outlet(scene.source.locale)
    work = factories.work(outlet=outlet, authors=(person,), editions=({"outlet": outlet},))
    scene.start(factories.publication(scene.source, work=work, topics=[topic]))
    scene.start(scene.post(topics=[topic, topic], authors=[person]))
    begun = QueueItem.objects.exclude(started_at=None)
    assert sorted(item.content_type.model for item in begun) == [
        "blogpostpage",
        "outlet",
        "person",
        "publicationpage",
        "topic",
    ]


def test_snippets_that_are_there_already_or_not_public_are_left_alone(scene) -> None:
    there = factories.topic(scene.source.locale)
    scene.live(there)
    hidden = factories.topic(scene.source.locale, live=False)
    here = factories.topic(scene.target.locale)
    scene.start(scene.post(topics=[there, hidden, here], authors=[]))
    assert QueueItem.objects.exclude(started_at=None).count() == 2


def refused(scene, source, locale=None) -> str:
    """The sentence with which a start is refused; nothing is made."""
    before = QueueItem.objects.count(), Page.objects.count(), localize.Translation.objects.count()
    with pytest.raises(CannotTranslate) as refusal:
        services.start_translation(source=source, locale=locale or scene.target.locale, user=scene.editor)
    assert (QueueItem.objects.count(), Page.objects.count(), localize.Translation.objects.count()) == before
    assert services.why_not(source, locale or scene.target.locale) == refusal.value.message
    return refusal.value.message


def test_what_is_not_public_cannot_be_started(scene) -> None:
    assert "not public" in refused(scene, factories.post(scene.source, live=False))


def test_an_alias_cannot_be_started(scene) -> None:
    alias = scene.post().create_alias(parent=scene.source.blog, update_slug="mirror", reset_translation_key=True)
    assert "mirrors" in refused(scene, alias)


def test_neither_its_own_language_nor_one_where_it_exists_is_a_target(scene) -> None:
    assert "written in this language" in refused(scene, scene.post(), scene.source.locale)
    assert "exists in this language already" in refused(scene, scene.source.blog)


def test_started_twice_is_refused_and_leaves_one_item(scene) -> None:
    source = scene.post()
    scene.start(source)
    assert "already" in refused(scene, source)
    assert QueueItem.objects.filter(translation_key=source.translation_key).count() == 1


def test_started_by_two_at_once_is_refused_by_the_database(scene, monkeypatch) -> None:
    source = scene.post()
    scene.start(source)
    services.target_of(QueueItem.objects.get(translation_key=source.translation_key)).delete()
    monkeypatch.setattr(services, "why_not", lambda *args, **kwargs: "")
    with pytest.raises(CannotTranslate, match="started already"):
        scene.start(source)


def test_a_translation_is_no_source_and_a_second_source_is_refused(site, scene) -> None:
    third = Locale.objects.create(language_code="pt")
    _item, target = scene.live(factories.topic(scene.source.locale))
    assert "a translation itself" in refused(scene, target, third)
    original = factories.topic(third)
    services.start_translation(source=original, locale=scene.target.locale, user=scene.editor)
    other = original.copy_for_translation(scene.source.locale)
    other.live = True
    other.save()
    assert "exists in this language already" in refused(scene, other)


def test_a_missing_parent_is_named(scene) -> None:
    above = factories.standard(scene.source, "Above")
    below = factories._page(above, factories.StandardPage(title="Below", slug="below"), live=True)
    assert "“Above”" in refused(scene, below)


def test_what_has_no_drafts_cannot_be_started(scene) -> None:
    assert "no drafts" in services.why_not(Locale.objects.first(), scene.target.locale)
    assert "no drafts" in services.why_not(factories.work(), scene.target.locale)


def test_what_is_translated_is_the_stored_row_and_not_the_object_in_hand(scene) -> None:
    source = scene.post()
    source.intro = "Never saved."
    assert "Never saved." not in [segment.source for segment in services.segments(scene.start(source))]


def test_what_is_right_is_stored_and_what_the_gate_refuses_is_given_back(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item, " first")
    link = next(s for s in services.segments(item) if "<a" in s.source)
    refused_texts = {
        scene.pk(item, "title"): "x" * 256,
        scene.pk(item, "intro"): "a\x00b",
        link.pk: "The link {1}is lost",
        "0-0": "no such passage",
    }
    right = {scene.pk(item, "slug"): "right"}
    found = services.save_translation(item=item, user=scene.translator, texts=refused_texts | right)
    assert set(found) == set(refused_texts)
    assert all(sentence for sentences in found.values() for sentence in sentences)
    stored = targets(item)
    assert stored["slug"] == "right"
    assert stored["title"].endswith(" first")
    assert stored["intro"].endswith(" first")
    assert services.target_of(item).latest_revision.content["slug"] == "right"


def test_marks_become_the_tags_of_the_source_in_the_draft(scene) -> None:
    item = scene.start(scene.post())
    link = next(s for s in services.segments(item) if "<a" in s.source)
    services.save_translation(
        item=item, user=scene.translator, texts={link.pk: "Fueron {2}160{/2} en {1}Buenos\nAires{/1} & <más>."}
    )
    rows = services.target_of(item).latest_revision.as_object().body.raw_data
    html = next(row["value"] for row in rows if row["type"] == "rich_text")
    assert '<b>160</b> en <a href="https://www.un.org/en">Buenos Aires</a> &amp; &lt;más&gt;.' in html


def test_a_blank_text_takes_the_translation_away_and_the_draft_shows_the_original(scene) -> None:
    source = scene.post(intro="Original words.")
    item = scene.start(source)
    scene.save(item)
    services.save_translation(item=item, user=scene.translator, texts={scene.pk(item, "intro"): " \n "})
    assert targets(item)["intro"] == ""
    assert services.target_of(item).latest_revision.content["intro"] == "Original words."


def test_saving_the_same_again_does_not_take_the_translators_name_away(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    scene.save(item, user=scene.reviewer)
    assert {segment.updated_by for segment in services.segments(item)} == {scene.translator.pk}


def test_a_line_break_stays_where_the_source_has_one_and_is_a_space_elsewhere(scene) -> None:
    item = scene.start(factories.person(scene.source.locale, role="One line", bio="Two\nlines"))
    scene.save(item, role="a\nb", bio="c\nd")
    content = services.target_of(item).latest_revision.content
    assert (content["role"], content["bio"]) == ("a b", "c\nd")


HOSTILE = [
    "javascript:alert(1)",
    "//evil.example",
    "data:text/html,x",
    "https://a@evil.example",
    "\x01https://x.org",
    5,
]


@pytest.mark.parametrize("address", HOSTILE, ids=ascii)
def test_a_hostile_address_is_refused_in_the_place_of_every_address(scene, address) -> None:
    item = scene.start(scene.post())
    addresses = [value.pk for value in services.values(item) if isinstance(value.source, str)]
    assert len(addresses) == 2
    overrides = dict.fromkeys(addresses, address)
    assert set(services.save_translation(item=item, user=scene.translator, texts={}, overrides=overrides)) == set(
        addresses
    )
    assert all(value.target is None for value in services.values(item))


def test_an_address_and_an_image_can_be_others_here_and_the_sources_again(scene, make_image) -> None:
    item = scene.start(scene.post(hero_image=make_image("one"), hero_alt="A hall"))
    other = make_image("two")
    wanted = {
        value.pk: other.pk if isinstance(value.source, int) else "https://x.example/es"
        for value in services.values(item)
    }
    assert services.save_translation(item=item, user=scene.translator, texts={}, overrides=wanted) == {}
    content = services.target_of(item).latest_revision.content
    assert content["hero_image"] == other.pk
    assert content["body"].count("https://x.example/es") == 2
    source = services.source_of(item)
    services.save_translation(item=item, user=scene.translator, texts={}, overrides=dict.fromkeys(wanted))
    content = services.target_of(item).latest_revision.content
    assert content["hero_image"] == source.hero_image_id
    assert "x.example" not in content["body"]


@pytest.mark.parametrize("value", [10_000_000, "https://x.example", "1"])
def test_an_image_that_does_not_exist_is_refused(scene, make_image, value) -> None:
    item = scene.start(scene.post(hero_image=make_image("one"), hero_alt="A hall"))
    image = next(one for one in services.values(item) if isinstance(one.source, int))
    overrides = {image.pk: value, "0": "https://x.example"}
    found = services.save_translation(item=item, user=scene.translator, texts={}, overrides=overrides)
    assert set(found) == {image.pk, "0"}


def test_only_people_of_the_target_language_may_write_and_an_editor_is_none(scene) -> None:
    item = scene.start(scene.post())
    for person in (scene.translator, scene.reviewer, scene.admin):
        scene.save(item, user=person)
    inactive = factories.user("gone", f"Translators ({scene.target.locale.language_code})", is_active=False)
    for person in (scene.other_translator, scene.other_reviewer, scene.editor, inactive, factories.user()):
        with pytest.raises(PermissionDenied):
            scene.save(item, " stolen", user=person)
        with pytest.raises(PermissionDenied):
            services.submit_translation(item=item, user=person)
    assert "stolen" not in str(targets(item))


def test_a_lock_of_another_holds_and_ones_own_does_not(scene) -> None:
    item = scene.start(scene.post())
    target = services.target_of(item)
    target.locked, target.locked_by = True, scene.admin
    target.save()
    with pytest.raises(InReview, match="locked"):
        scene.save(item)
    scene.save(item, user=scene.admin)


def test_what_was_deleted_or_detached_says_so(scene) -> None:
    item = scene.start(scene.post())
    localize.Translation.objects.all().delete()
    with pytest.raises(CannotTranslate, match="detached"):
        services.save_translation(item=item, user=scene.translator, texts={})
    services.target_of(item).delete()
    with pytest.raises(CannotTranslate, match="deleted"):
        services.save_translation(item=item, user=scene.translator, texts={})


def test_nothing_incomplete_is_handed_in(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    services.save_translation(item=item, user=scene.translator, texts={scene.pk(item, "intro"): ""})
    assert [segment.path for segment in services.what_is_missing(item)] == ["intro"]
    with pytest.raises(CannotTranslate, match="not translated yet"):
        scene.submit(item)
    assert not WorkflowState.objects.exists()


def test_handing_in_opens_a_review_with_the_note_in_the_log_and_only_once(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item, note="  Mind the title. ")
    state = target.current_workflow_state
    assert (state.status, state.requested_by) == (WorkflowState.STATUS_IN_PROGRESS, scene.translator)
    entry = log_registry.get_logs_for_instance(target).filter(action="translations.submit").get()
    assert (entry.user, entry.data["note"]) == (scene.translator, "Mind the title.")
    assert not target.live
    with pytest.raises(InReview):
        scene.submit(item)
    with pytest.raises(InReview):
        scene.save(item, " too late")
    assert "too late" not in str(targets(item))


def test_after_changes_were_requested_the_same_review_goes_on(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    state, review = target.current_workflow_state, target.current_workflow_task_state
    review.task.specific.on_action(
        review, scene.reviewer, "reject", seen=story.shown_digest(target.latest_revision), comment="Title!"
    )
    scene.save(item, " better")
    target = scene.submit(item)
    assert target.current_workflow_state == state
    assert target.current_workflow_task_state.pk != review.pk
    assert target.current_workflow_task_state.revision_id == target.latest_revision_id


def test_a_person_of_whom_only_the_name_is_known_can_be_handed_in(scene) -> None:
    item = scene.start(factories.person(scene.source.locale, "Ada Example"))
    assert services.segments(item) == []
    assert scene.publish(item).live


def test_what_was_stored_since_the_form_was_read_is_not_written_over(scene) -> None:
    """Between the moment at which a form is read and that at which its turn comes, somebody else may store."""
    item = scene.start(scene.post())
    scene.save(item)
    title, intro = scene.pk(item, "title"), scene.pk(item, "intro")
    read = {one.pk: version(one) for one in services.segments(item)}
    services.save_translation(item=item, user=scene.reviewer, texts={title: "Theirs"})
    mine = {title: "Mine", intro: "My introduction"}
    refused = services.save_translation(item=item, user=scene.translator, texts=mine, made_from=read)
    assert list(refused) == [title]
    now = {one.pk: one.target for one in services.segments(item)}
    assert (now[title], now[intro]) == ("Theirs", "My introduction")
    same = {title: "Theirs"}
    assert services.save_translation(item=item, user=scene.translator, texts=same, made_from=read) == {}
