"""A correction of an original: urgent for its translators, admitted to readers of the translation, and never dismissed.

Each is told from English into Spanish and from Spanish into English.
"""

import datetime
import json
from copy import deepcopy

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction
from wagtail.users.models import UserProfile

from articles.corrections import notes_of
from articles.models import BlogPostPage, Topic
from core import dates
from language.severity import Severity
from tests import factories
from tests.articles.test_corrections import LIST
from tests.reading import main, one, read, text
from tests.translations.conftest import new_draft, republish
from tests.translations.queued import queued
from tests.translations.test_views_still_right import NO_BODY, address, entered, published, say
from translations import acknowledge, dated, extent, listing, localize, phrases, rebuild, services
from translations.comparison import Reflection, difference
from translations.criteria import Criteria
from translations.dated import DatedNote
from translations.exceptions import CannotTranslate
from translations.models import Acknowledgement, Standing
from translations.notices import notice_for
from translations.phrases import Changes, sentence
from translations.states import Flag, State, Tab

DAY, LATER = datetime.date(2026, 5, 6), datetime.date(2026, 5, 7)
KIND = Acknowledgement.Kind
SAID = {
    "en": "A correction of 6 May 2026",
    "es": "Una corrección del 6 de mayo de 2026",
}


def note(words: str = "It said 15.", date: datetime.date = DAY, kind: str = "correction") -> tuple[str, dict]:
    return kind, {"date": date, "text": words}


def standing(item) -> Standing:
    """Where an item stands, which is what is true."""
    assert list(rebuild.check()) == []
    return Standing.objects.get(item=item)


def noted(row, *notes: tuple[str, dict]):
    """Publish a page with more notes; returns the row."""
    fresh = type(row).objects.get(pk=row.pk).get_latest_revision_as_object()
    for one_note in notes:
        fresh.corrections.append(one_note)
    fresh.save_revision().publish()
    return type(row).objects.get(pk=row.pk)


@pytest.fixture(scope="module")
def kept_public(kept_scene):
    return kept_scene.live(kept_scene.post("Peace, slowly", intro="Peace is slow, they say."))


@pytest.fixture
def public(kept_public, scene):
    """A public translation, nothing open."""
    return deepcopy(kept_public)


@pytest.fixture
def corrected(public):
    """The same, its original corrected since."""
    item, _target = public
    noted(services.source_of(item), note())
    return item, services.target_of(item)


# ---------------------------------------------------------------- in the queue
@pytest.mark.parametrize("kind", ["correction", "update"])
def test_a_note_on_a_public_original_is_urgent_and_told_with_its_day_in_each_language(public, kind) -> None:
    item, _target = public
    noted(services.source_of(item), note(kind=kind))
    found = standing(item)
    assert (found.severity, found.tab) == (Severity.URGENT, Tab.STALE)
    assert found.kinds[f"{kind} 2026-05-06"] == 1
    for code, said in SAID.items():
        with translation.override(code):
            told = sentence(Changes.of(found))
            words = said if kind == "correction" else {"en": "An update of", "es": "Una actualización del"}[code]
            assert told.startswith(words)


def test_a_page_without_notes_is_no_other_than_before_there_were_any(public, scene) -> None:
    """Nothing of an empty field is part of what a page says: translations made before it are not behind."""
    item, _target = public
    said = services.source_of(item)
    assert "corrections.structure" not in localize.reflection(said).facts
    republish(said)
    assert standing(item).flags == []


def test_a_summary_is_corrected_like_a_post(scene) -> None:
    item, _target = scene.live(factories.publication(scene.source, "On rivers"))
    noted(services.source_of(item), note())
    assert standing(item).severity == Severity.URGENT


def test_the_item_of_each_language_is_urgent_and_one_that_is_not_public_waits_as_any_other(scene) -> None:
    source = scene.post("In work")
    item = scene.start(source)
    noted(source, note())
    assert standing(item).severity == Severity.NONE


@pytest.mark.parametrize(
    "changed",
    [note("It said 16."), note(date=LATER), note(kind="update")],
    ids=["words", "day", "kind"],
)
def test_a_changed_note_is_urgent_again(scene, changed) -> None:
    item, _target = scene.live(scene.post("Corrected", corrections=[note()]))
    assert standing(item).flags == []
    fresh = services.source_of(item).get_latest_revision_as_object()
    fresh.corrections[0] = changed
    fresh.save_revision().publish()
    assert standing(item).severity == Severity.URGENT


def test_a_note_that_moved_or_went_is_a_change_and_not_urgent(scene) -> None:
    item, _target = scene.live(scene.post("Corrected", corrections=[note("One."), note("Two.", LATER)]))
    source = services.source_of(item)
    republish(source, corrections=[note("Two.", LATER), note("One.")])
    assert Flag.STALE in standing(item).flags
    assert standing(item).severity < Severity.URGENT
    republish(source, corrections=[])
    assert Severity.NONE < standing(item).severity < Severity.URGENT
    republish(source, corrections=[note("One."), note("Two.", LATER)])
    assert standing(item).flags == []


def test_a_draft_of_a_correction_is_known_to_nobody(public, client, scene) -> None:
    item, target = public
    source = services.source_of(item)
    new_draft(source, corrections=[note("Not approved yet")])
    assert standing(item).flags == []
    for url in (source.url, target.url, *LIST.values()):
        assert "Not approved yet" not in client.get(url).content.decode()
    assert notice_for(target).untold == []


def test_what_is_urgent_comes_first_whatever_is_due(scene) -> None:
    late = {"due": datetime.date(2020, 1, 1)}
    fact = queued(scene.source, scene.target, Tab.STALE, item=late)[0]
    urgent = queued(scene.source, scene.target, Tab.STALE, severity=4, kinds={"correction 2026-05-06": 1})[0]
    found = [item.pk for item in listing.matching(scene.translator, Criteria.from_query({"tab": "stale"}))]
    assert found.index(urgent.pk) < found.index(fact.pk)
    only = listing.matching(scene.translator, Criteria.from_query({"severity": "4"}))
    assert [item.pk for item in only] == [urgent.pk]


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_list_marks_it_and_offers_it_as_a_filter(corrected, scene, code) -> None:
    UserProfile.objects.update_or_create(user=scene.admin, defaults={"preferred_language": code})
    document = read(entered(scene.admin), f"{reverse('translations:index')}?tab=stale&severity=4")
    cell = next(each for each in document.iter("td") if "translation-queue__what" in each.get("class", ""))
    assert text(cell).startswith({"en": "Urgent", "es": "Urgente"}[code])
    assert SAID[code] in text(cell)
    assert {"en": "Corrections and updates", "es": "Correcciones y actualizaciones"}[code] in text(document)


# ---------------------------------------------------------------- never dismissed
def test_nobody_calls_it_a_minor_edit_and_no_translator_still_right(corrected, scene) -> None:
    item, _target = corrected
    for user, kind in ((scene.editor, KIND.MINOR), (scene.reviewer, KIND.MINOR), (scene.translator, KIND.STILL_RIGHT)):
        with pytest.raises(CannotTranslate, match="a correction of 6 May 2026"):
            acknowledge.acknowledge_item(item=item, user=user, kind=kind, reason="A comma")
    assert not Acknowledgement.objects.exists()
    assert standing(item).severity == Severity.URGENT


def test_a_changed_note_is_not_called_still_right_by_itself_either(scene) -> None:
    item, _target = scene.live(scene.post("Corrected", corrections=[note("It said 15, not 16, in all.")]))
    fresh = services.source_of(item).get_latest_revision_as_object()
    fresh.corrections[0].value["text"] = "It said 15, not 17, in all."
    fresh.save_revision().publish()
    services.take_over(item=item)
    [pk] = [one.pk for one in services.segments(item) if one.path.startswith("corrections.")]
    with pytest.raises(CannotTranslate, match="no minor edit"):
        acknowledge.acknowledge_segment(item=item, user=scene.translator, segment_pk=pk)
    document = read(entered(scene.translator), reverse("translations:edit", args=[item.pk]))
    assert not [each for each in document.iter("button") if each.get("name") == "keep"]
    assert address(item) not in [each.get("href") for each in document.iter("a")]


def test_who_may_not_say_it_is_not_told_of_it(corrected, scene) -> None:
    item, _target = corrected
    with pytest.raises(PermissionDenied):
        acknowledge.acknowledge_item(item=item, user=scene.other_translator, kind=KIND.STILL_RIGHT)


def test_another_passage_can_still_be_called_right_and_the_item_stays_urgent(public, scene) -> None:
    item, _target = public
    noted(republish(services.source_of(item), intro="Peace is slow they say."), note())
    services.take_over(item=item)
    said = acknowledge.acknowledge_segment(item=item, user=scene.translator, segment_pk=scene.pk(item, "intro"))
    assert not said.covers_all
    assert standing(item).severity == Severity.URGENT


def test_whoever_publishes_a_correction_is_not_asked_whether_it_was_minor(public, scene) -> None:
    item, _target = public
    source = services.source_of(item)
    url = reverse("wagtailadmin_pages:edit", args=[source.pk])
    block = {"corrections-0-type": "correction", "corrections-0-deleted": "", "corrections-0-order": "0",
             "corrections-0-value-date": "2026-05-06", "corrections-0-value-text": "It said 15."}  # fmt: skip
    told = published(entered(scene.admin), url, **(NO_BODY | {"corrections-count": "1"} | block))
    assert standing(item).severity == Severity.URGENT
    assert address(item) not in told


def test_the_screen_says_why_it_cannot_be_said_and_a_sent_form_changes_nothing(corrected, scene) -> None:
    item, _target = corrected
    client = entered(scene.editor)
    assert "no minor edit" in text(main(read(client, address(item))))
    response = say(client, item)
    assert response.status_code == 409
    assert not Acknowledgement.objects.exists()


# ---------------------------------------------------------------- what readers are told
def told(target) -> list[tuple[str, datetime.date]]:
    return [(one.kind, one.date) for one in notice_for(target).untold]


def test_readers_of_the_translation_are_told_at_once_with_a_link(corrected, client) -> None:
    item, target = corrected
    assert told(target) == [("correction", DAY)]
    aside = one(read(client, target.url), "aside", class_="notice notice--warning")
    with translation.override(target.locale.language_code):
        day = dates.in_words(DAY)
    [link] = [each for each in aside.iter("a") if each.get("href").endswith("#corrections")]
    assert link.get("href") == f"{services.source_of(item).url}#corrections"
    assert {"en": f"The original was corrected on {day}.", "es": f"El original se corrigió el {day}."}[
        target.locale.language_code
    ] == text(link)
    assert [each.get("datetime") for each in link.iter("time")] == ["2026-05-06"]


def test_once_it_is_translated_both_pages_and_both_lists_hold_it_and_nothing_is_left(corrected, scene, client) -> None:
    item, _target = corrected
    services.take_over(item=item)
    target = scene.publish(item, " 2")
    found = standing(item)
    assert (found.state, found.flags, found.severity) == (State.CURRENT, [], Severity.NONE)
    assert told(target) == []
    assert [(one.kind, one.date, one.text) for one in notes_of(target)] == [("correction", DAY, "It said 15. 2")]
    for page, words in ((services.source_of(item), "It said 15."), (target, "It said 15. 2")):
        code = page.locale.language_code
        assert words in text(one(read(client, page.url), "aside", id="corrections"))
        assert words in text(main(read(client, LIST[code])))


def test_it_cannot_be_handed_in_without_the_note(corrected, scene) -> None:
    item, _target = corrected
    services.take_over(item=item)
    assert [one.source for one in services.what_is_missing(item)] == ["It said 15."]
    with pytest.raises(CannotTranslate):
        scene.submit(item)


def test_notes_are_told_by_kind_and_number_the_newest_first(public) -> None:
    item, _target = public
    noted(services.source_of(item), note("One."), note("Two."), note("Three.", LATER, "update"))
    assert told(services.target_of(item)) == [("update", LATER), ("correction", DAY), ("correction", DAY)]


def test_of_an_original_that_is_private_or_taken_down_nothing_is_told(corrected) -> None:
    item, target = corrected
    hidden = PageViewRestriction.objects.create(page=services.source_of(item), restriction_type="login")
    assert told(target) == []
    hidden.delete()
    services.source_of(item).unpublish()
    assert told(services.target_of(item)) == []


def test_a_translation_that_holds_them_costs_readers_no_more_queries(
    corrected, scene, django_assert_max_num_queries
) -> None:
    item, _target = corrected
    services.take_over(item=item)
    target = scene.publish(item, " 2")
    assert target.url
    assert services.source_of(item).url
    with django_assert_max_num_queries(3):
        notice_for(target)


# ---------------------------------------------------------------- the rules themselves
def state(*notes: tuple[str, dict], other: str = "") -> Reflection:
    """What a page with these notes says."""
    segments = [{"path": "title", "text": other}] if other else []
    segments += [{"path": f"corrections.{n}.text", "text": value["text"]} for n, (_kind, value) in enumerate(notes)]
    shape = [[kind, {"date": value["date"].isoformat(), "text": ""}] for kind, value in notes]
    return Reflection(segments, {"corrections.structure": shape} if notes else {})


NOTES = st.lists(
    st.builds(
        note,
        st.sampled_from(["It said 15.", "It said 16.", "It is signed."]),
        st.sampled_from([DAY, LATER]),
        st.sampled_from(dated.KINDS),
    ),
    max_size=5,
)


@given(NOTES, NOTES)
def test_untold_is_what_the_one_has_and_the_other_has_not_in_whatever_order(old, new) -> None:
    found = dated.untold(state(*old), state(*new), BlogPostPage)
    left = [(kind, value["date"], value["text"]) for kind, value in new]
    for kind, value in old:
        if (kind, value["date"], value["text"]) in left:
            left.remove((kind, value["date"], value["text"]))
    assert sorted((one.kind, one.date) for one in found) == sorted(gone[:2] for gone in left)
    assert dated.untold(state(*new), state(*reversed(new)), BlogPostPage) == []
    counts = extent.measure(
        difference(state(*old), state(*new)), "en", lambda _path: "value", [one.key for one in found]
    )
    assert (counts.severity == Severity.URGENT) is bool(found)
    assert set(dated.of_kinds(counts.kinds)) == set(found)


def test_what_has_no_notes_or_is_not_known_has_none_to_tell() -> None:
    assert dated.untold(None, state(note()), BlogPostPage) == []
    assert dated.untold(state(), state(note()), Topic) == []
    assert dated.missing(Topic(), Topic()) == []
    assert not dated.is_note(Topic, "corrections.1.text")
    assert not dated.is_note(BlogPostPage, "body.1.text")
    assert dated.is_note(BlogPostPage, "corrections.1.text")


def test_other_kinds_of_change_are_no_notes_and_a_broken_day_is_none() -> None:
    assert dated.of_kinds({"number": 1, "wording": 2, "correction 2026-99-99": 1, "else 2026-05-06": 1}) == []
    assert dated.of_kinds({"update 2026-05-07": 1, "correction 2026-05-06": 2}) == [
        DatedNote(LATER, "update"),
        DatedNote(DAY, "correction"),
    ]


def test_many_notes_are_told_by_the_first_and_their_number() -> None:
    many = [DatedNote(DAY - datetime.timedelta(days=each), "correction") for each in range(5)]
    assert phrases.notes(many).endswith("and 2 more")


def test_a_reflection_with_notes_can_be_stored(scene) -> None:
    """A date in a body is a value of JSON like any other."""
    said = localize.reflection(scene.post("Corrected", corrections=[note()]))
    assert json.loads(json.dumps(said.facts))["corrections.structure"] == [
        ["correction", {"date": "2026-05-06", "text": ""}]
    ]
