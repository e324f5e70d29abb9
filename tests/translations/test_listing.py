"""Who sees what of the queue, asked how, in which order; and that tabs add up."""

import datetime

import pytest
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page

from articles.models import Topic
from home.setup.groups import translators
from tests import factories
from tests.translations.queued import KINDS, one_of_each, queued
from translations import criteria, listing
from translations.criteria import Criteria
from translations.models import LocaleRole, QueueItem, Standing
from translations.queue_filters import registered
from translations.reach import reach_of
from translations.states import Tab
from translations.views.tabs import tabs


def asked(**parameters: str) -> Criteria:
    return Criteria.from_query(parameters)


def pks(user, **parameters: str) -> list[int]:
    return [item.pk for item in listing.matching(user, asked(**parameters))]


# ------------------------------------------------------------------ who
def test_translators_and_reviewers_see_what_goes_into_their_language_only(scene) -> None:
    into = queued(scene.source, scene.target)[0]
    queued(scene.target, scene.source)
    for user in (scene.translator, scene.reviewer):
        assert pks(user) == [into.pk]
        assert reach_of(user).sees(into)
    for user in (scene.other_translator, scene.other_reviewer):
        assert into.pk not in pks(user)
        assert not reach_of(user).sees(into)


def test_editors_and_superusers_see_all(scene) -> None:
    both = {queued(scene.source, scene.target)[0].pk, queued(scene.target, scene.source)[0].pk}
    for user in (scene.editor, scene.admin):
        assert set(pks(user)) == both


def test_one_without_a_part_or_without_an_account_that_is_active_sees_nothing(scene) -> None:
    queued(scene.source, scene.target)
    gone = factories.user("gone", superuser=True, is_active=False)
    for user in (factories.user("nobody"), gone):
        assert pks(user) == []
        assert listing.waiting_for(user) == 0


def test_a_role_for_one_pair_of_languages_shows_no_other(scene) -> None:
    third = Locale.objects.create(language_code="pt")
    LocaleRole.objects.filter(group__name=translators(scene.target.locale.language_code)).update(
        source_locale=scene.source.locale
    )
    mine = queued(scene.source, scene.target)[0]
    other = queued(third, scene.target)[0]
    assert pks(scene.translator) == [mine.pk]
    assert not reach_of(scene.translator).sees(other)
    assert set(pks(scene.reviewer)) == {mine.pk, other.pk}


def test_a_right_on_the_root_of_all_trees_is_a_right_on_each(scene) -> None:
    group = scene.editor.groups.get()
    held = GroupPagePermission.objects.filter(group=group, permission__codename="add_page").first()
    GroupPagePermission.objects.filter(group=group).exclude(pk=held.pk).delete()
    GroupPagePermission.objects.filter(pk=held.pk).update(page=Page.get_first_root_node().pk)
    assert reach_of(scene.editor).starts == {scene.source.locale.pk, scene.target.locale.pk}


# ------------------------------------------------------------------ tabs
def test_each_tab_holds_its_own_and_all_holds_them_all(scene) -> None:
    items = one_of_each(scene.source, scene.target)
    found = listing.counts(scene.editor, Criteria())
    for tab, item in items.items():
        assert pks(scene.editor, tab=tab) == [item.pk]
        assert found[tab] == listing.Tally(1, KINDS[tab].get("words_to_do", 0))
    parts = [found[tab] for tab in KINDS]
    whole = listing.Tally(sum(one.items for one in parts), sum(one.words for one in parts))
    assert found[criteria.ALL] == whole == listing.Tally(7, 178)
    assert len(pks(scene.editor, tab="all")) == 7


def test_the_words_of_what_is_in_review_are_those_to_read(scene) -> None:
    queued(scene.source, scene.target, Tab.TO_REVIEW, number=2, words_to_read=120)
    queued(scene.source, scene.target, Tab.STALE, words_to_read=120)
    found = listing.counts(scene.reviewer, Criteria())
    assert (found[Tab.TO_REVIEW].words, found[Tab.STALE].words, found[criteria.ALL].words) == (240, 41, 281)
    told = {one.name: one.words.replace("\xa0", " ") for one in tabs(Criteria(), found)}
    assert (told[Tab.TO_REVIEW], told[Tab.STALE]) == ("240 words to read", "41 words")


def test_empty_tabs_are_counted_as_none(scene) -> None:
    assert set(listing.counts(scene.editor, Criteria()).values()) == {listing.Tally()}
    assert set(listing.counts(scene.editor, Criteria())) == set(criteria.TABS)


def test_mine_are_those_that_wait_for_me(scene) -> None:
    for tab in (Tab.STALE, Tab.DONE):
        queued(scene.source, scene.target, tab, item={"assignee": scene.translator})
    queued(scene.source, scene.target, Tab.STALE, item={"assignee": scene.reviewer})
    assert listing.counts(scene.translator, Criteria())[criteria.MINE] == listing.Tally(1, 41)
    assert len(pks(scene.translator, tab="mine")) == 1


def test_counts_follow_the_filters_so_that_a_tab_holds_what_it_says(scene) -> None:
    one_of_each(scene.source, scene.target)
    queued(scene.target, scene.source, Tab.STALE)
    pair = f"{scene.source.locale.language_code}:{scene.target.locale.language_code}"
    found = listing.counts(scene.editor, asked(pair=pair))
    assert (found[Tab.STALE].items, found[criteria.ALL].items) == (1, 7)


def test_what_is_not_wanted_shows_only_when_asked_for(scene) -> None:
    item = queued(scene.source, scene.target, Tab.NONE, flags=["not_wanted"], state="missing")[0]
    assert pks(scene.editor) == []
    assert pks(scene.editor, flag="not_wanted") == [item.pk]
    assert listing.counts(scene.editor, Criteria())[criteria.ALL].items == 0


def test_people_land_where_their_work_is(scene) -> None:
    def lands(user) -> str:
        return listing.default_tab(reach_of(user), listing.counts(user, Criteria()))

    assert (lands(scene.editor), lands(scene.admin)) == ("all", "all")
    assert lands(scene.reviewer) == "to_review"
    assert lands(scene.translator) == "to_translate"
    queued(scene.source, scene.target, Tab.STALE)
    assert lands(scene.translator) == "stale"
    queued(scene.source, scene.target, item={"assignee": scene.translator})
    assert lands(scene.translator) == "mine"


# ------------------------------------------------------------------ filters
@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"assignee": "me"}, "mine"),
        ({"assignee": "nobody"}, "free late soon far topic"),
        ({"due": "overdue"}, "late"),
        ({"flag": "overdue"}, "late"),
        ({"due": "week"}, "soon"),
        ({"due": "none"}, "mine free topic held"),
        ({"state": "in_progress"}, "free"),
        ({"flag": "stale"}, "held"),
        ({"severity": "3"}, "held"),
        ({"kind": "articles.topic"}, "topic"),
        ({"kind": "articles.nothing"}, ""),
        ({"q": "WATER"}, "soon"),
    ],
    ids=str,
)
def test_filters_find_what_they_name(scene, parameters, expected) -> None:
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    source, target = scene.source, scene.target
    made = {
        "mine": queued(source, target, item={"assignee": scene.translator}),
        "held": queued(source, target, Tab.STALE, item={"assignee": scene.reviewer}),
        "free": queued(source, target, Tab.IN_PROGRESS),
        "late": queued(source, target, item={"due": today - day}),
        "soon": queued(source, target, item={"due": today + 7 * day}, title="Water and borders"),
        "far": queued(source, target, item={"due": today + 8 * day}),
        "topic": queued(source, target, model=Topic),
    }
    names = {items[0].pk: name for name, items in made.items()}
    assert {names[pk] for pk in pks(scene.translator, **parameters)} == set(expected.split())


def test_a_person_can_be_asked_for(scene) -> None:
    item = queued(scene.source, scene.target, item={"assignee": scene.reviewer})[0]
    queued(scene.source, scene.target, item={"assignee": scene.translator})
    assert pks(scene.editor, assignee=str(scene.reviewer.pk)) == [item.pk]
    assert [person.pk for person in listing.assignees(scene.editor)] == [scene.reviewer.pk, scene.translator.pk]


def test_what_was_finished_in_time_is_not_overdue(scene) -> None:
    past = timezone.localdate() - datetime.timedelta(days=1)
    queued(scene.source, scene.target, Tab.DONE, item={"due": past})
    assert pks(scene.editor, due="overdue") == []


def test_the_queue_is_asked_by_topic_without_knowing_pages(scene) -> None:
    assert [one.name for one in registered()] == ["topic"]
    post = scene.post()
    topic = post.topics.get().topic
    mine = queued(scene.source, scene.target, item={"translation_key": post.translation_key})[0]
    itself = queued(scene.source, scene.target, item={"translation_key": topic.translation_key})[0]
    queued(scene.source, scene.target)
    assert set(pks(scene.editor, topic=str(topic.translation_key))) == {mine.pk, itself.pk}
    assert pks(scene.editor, topic="'; DROP TABLE") == []


# ------------------------------------------------------------------ order
def test_the_most_serious_comes_first_then_what_is_due_then_what_waits_longest(scene) -> None:
    today = timezone.localdate()
    old = timezone.now() - datetime.timedelta(days=30)
    source, target = scene.source, scene.target
    usual = queued(source, target, Tab.STALE, severity=2)[0]
    aged = queued(source, target, Tab.STALE, severity=2, since=old)[0]
    dated = queued(source, target, Tab.STALE, severity=2, item={"due": today})[0]
    fact = queued(source, target, Tab.STALE, severity=3)[0]
    assert pks(scene.editor) == [fact.pk, dated.pk, aged.pk, usual.pk]


@pytest.mark.parametrize("name", criteria.ORDERINGS)
def test_each_order_can_be_turned_round(scene, name) -> None:
    today = timezone.localdate()
    small = queued(
        scene.source, scene.target, Tab.STALE, severity=1, title="A", words_to_do=1,
        since=timezone.now() - datetime.timedelta(days=9), item={"due": today, "priority": -1},
    )[0]  # fmt: skip
    large = queued(
        scene.source, scene.target, Tab.STALE, severity=3, title="B", words_to_do=9, since=timezone.now(),
        item={"due": today + datetime.timedelta(days=1), "priority": 2},
    )[0]  # fmt: skip
    assert pks(scene.editor, ordering=name) == [small.pk, large.pk]
    assert pks(scene.editor, ordering=f"-{name}") == [large.pk, small.pk]


def test_by_words_what_is_in_review_counts_by_the_words_to_read_as_its_tab_does(scene) -> None:
    long = queued(scene.source, scene.target, Tab.TO_REVIEW, title="A", words_to_do=0, words_to_read=900)[0]
    short = queued(scene.source, scene.target, Tab.TO_REVIEW, title="B", words_to_do=5, words_to_read=3)[0]
    written = queued(scene.source, scene.target, Tab.STALE, title="C", words_to_do=41, words_to_read=0)[0]
    assert pks(scene.reviewer, ordering="words") == [short.pk, written.pk, long.pk]
    assert pks(scene.reviewer, ordering="-words") == [long.pk, written.pk, short.pk]


# ------------------------------------------------------------------ hostile addresses
HOSTILE = ["'\"<>", "\x00", "-1", "9" * 40, "１２", "../..", "en:es:fr", "é", "null", "x" * 5000, "%00", "--title"]


@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_nonsense_in_an_address_is_left_out(scene, value) -> None:
    item = queued(scene.source, scene.target, title="Two works")[0]
    query = QueryDict(mutable=True)
    for name in criteria.ALLOWED:
        if name != "q":
            query[name] = value
    wanted = Criteria.from_query(query)
    assert wanted == Criteria()
    assert [one.pk for one in listing.matching(scene.editor, wanted)] == [item.pk]
    for name in ("q", "topic"):
        assert pks(scene.editor, **{name: value}) == ([item.pk] if value == "\x00" else [])


def test_a_question_survives_its_way_through_an_address(scene) -> None:
    wanted = asked(tab="stale", q="a & b", pair="en:pt-br", kind="articles.topic", ordering="-due", topic="x")
    assert Criteria.from_query(QueryDict(wanted.address())) == wanted
    assert wanted.is_narrowed
    assert not asked(tab="stale", ordering="due").is_narrowed


# ------------------------------------------------------------------ menu and cost
def test_the_menu_counts_what_waits_for_the_user(scene) -> None:
    for tab in (Tab.STALE, Tab.TO_REVIEW, Tab.DONE):
        queued(scene.source, scene.target, tab, item={"assignee": scene.translator})
    queued(scene.source, scene.target, Tab.STALE)
    assert listing.waiting_for(scene.translator) == 1
    assert listing.waiting_for(scene.reviewer) == 1
    assert listing.waiting_for(scene.other_translator) == 0


def test_counting_costs_one_query_and_so_does_a_list(scene, django_assert_num_queries) -> None:
    one_of_each(scene.source, scene.target)
    reach_of(scene.translator)
    scene.translator.get_all_permissions()
    with django_assert_num_queries(1):
        listing.waiting_for(scene.translator)
    with django_assert_num_queries(1):
        listing.counts(scene.translator, Criteria())
    with django_assert_num_queries(0):
        listing.waiting_for(scene.translator)  # counted along
    with django_assert_num_queries(1):
        for item in listing.matching(scene.translator, Criteria()):
            assert all((item.standing, item.source_locale, item.target_locale, item.content_type))
            assert item.assignee is None


def test_an_item_whose_standing_is_not_known_yet_breaks_no_list(scene) -> None:
    item = queued(scene.source, scene.target)[0]
    Standing.objects.all().delete()
    assert pks(scene.editor) == []
    assert QueueItem.objects.filter(pk=item.pk).exists()
