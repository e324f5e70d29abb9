"""From any row of a family to the row that a reader should see."""

import copy
import itertools
import random
import uuid

import pytest
from wagtail.models import Locale, PageViewRestriction

from articles.models import PublicationPage, Topic
from core.families import Resolved, live_rows, names_of, one_of_each, resolve, resolve_keys
from tests import factories

BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])


@pytest.fixture
def trees(site, here, there):
    return getattr(site, here), getattr(site, there)


@BOTH_WAYS
def test_the_live_row_of_the_locale_is_taken_whichever_row_is_given(trees) -> None:
    here, there = trees
    given = factories.topic(there.locale)
    twin = factories.twin(given, here)
    assert resolve([given], here.locale) == [Resolved(twin, "")]
    assert resolve([twin], here.locale) == [Resolved(twin, "")]


@BOTH_WAYS
def test_without_a_live_row_there_the_row_given_stands_in_marked_with_its_language(trees) -> None:
    here, there = trees
    given = factories.topic(there.locale)
    factories.twin(given, here, live=False)
    assert resolve([given], here.locale) == [Resolved(given, there.locale.language_code)]


@BOTH_WAYS
def test_a_draft_given_is_replaced_by_a_live_row_of_its_family(trees) -> None:
    here, there = trees
    live = factories.topic(there.locale)
    draft = factories.twin(live, here, live=False)
    assert resolve([draft], here.locale) == [Resolved(live, there.locale.language_code)]


def test_a_family_without_a_live_row_is_left_out_and_so_is_none(site) -> None:
    draft = factories.topic(site.en.locale, live=False)
    assert resolve([draft, None], site.en.locale) == []


def test_order_and_repetition_are_kept(site) -> None:
    one, two = factories.topic(site.en.locale), factories.topic(site.en.locale)
    assert [row.obj for row in resolve([two, one, two], site.en.locale)] == [two, one, two]


def test_the_number_of_queries_is_one_whatever_is_given(site, django_assert_num_queries) -> None:
    topics = [factories.topic(site.es.locale) for _ in range(5)]
    for given in (topics[:1], topics):
        with django_assert_num_queries(1):
            found = resolve(given, site.en.locale)
            assert [row.lang for row in found] == ["es"] * len(given)
    with django_assert_num_queries(0):
        assert resolve([], site.en.locale) == []


def test_a_page_behind_a_restriction_is_no_live_row(site) -> None:
    page = factories.publication(site.en)
    assert page in live_rows(PublicationPage)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert page not in live_rows(PublicationPage)
    assert resolve([page], site.en.locale) == []


@BOTH_WAYS
def test_families_known_by_key_resolve_alike(trees) -> None:
    here, there = trees
    both = factories.topic(there.locale)
    twin = factories.twin(both, here)
    alone = factories.topic(there.locale)
    draft = factories.topic(there.locale, live=False)
    keys = {row.translation_key for row in (both, alone, draft)}
    assert resolve_keys(Topic.objects.all(), keys, here.locale) == {
        both.translation_key: Resolved(twin, ""),
        alone.translation_key: Resolved(alone, there.locale.language_code),
    }


def test_a_resolved_row_can_be_used_as_the_row_copied_and_kept(site) -> None:
    row = Resolved(factories.topic(site.en.locale, "Peace"), "es")
    assert (row.name, str(row), row.lang) == ("Peace", "Peace", "es")
    assert copy.copy(row) == row
    with pytest.raises(AttributeError):
        _ = row.nothing_of_the_kind


# ---------------------------------------------------------------- every family there can be
def expected(given: Topic, family: list[Topic], locale) -> tuple[int, str] | None:
    """What the docstring of `resolve` says, in other words: the row of the locale, the one given, the oldest."""
    live = sorted((row for row in family if row.live), key=lambda row: row.pk)
    for wanted in (locale.pk, given.locale_id):
        for row in live:
            if row.locale_id == wanted:
                return row.pk, "" if row.locale_id == locale.pk else row.locale.language_code
    return (live[0].pk, live[0].locale.language_code) if live else None


def test_from_any_row_of_any_family_the_right_row_is_found(site, django_assert_num_queries) -> None:
    states = (None, True, False)  # of the row in a language: none, live, a draft
    families: list[list[Topic]] = []
    for english, spanish in itertools.product(states, states):
        key = uuid.uuid4()
        pairs = [(site.es.locale, spanish), (site.en.locale, english)]
        rows = [
            Topic(name="T", slug=f"t-{key}", locale=locale, live=live, translation_key=key)
            for locale, live in pairs
            if live is not None
        ]
        families.append(Topic.objects.bulk_create(rows))
    given = [(row, family) for family in families for row in family]
    random.Random(7).shuffle(given)
    # The last has no rows at all: there each row given stands in for itself.
    for locale in (site.en.locale, site.es.locale, Locale(pk=0, language_code="pt")):
        with django_assert_num_queries(1):
            found = [(row.obj.pk, row.lang) for row in resolve([row for row, _family in given], locale)]
        wanted = [one for row, family in given if (one := expected(row, family, locale))]
        assert found == wanted
        known = resolve_keys(Topic.objects.all(), [row.translation_key for row, _family in given], locale)
        for family in families:
            live = [row for row in family if row.live]
            assert (family[0].translation_key in known if family else False) == bool(live)
            if live:
                row = known[family[0].translation_key]
                assert (row.obj.pk, row.lang) == expected(live[0], family, locale)
        with django_assert_num_queries(1):
            names = names_of(Topic.objects.all(), known, locale, "pk", "name")
        assert names == {key: ((row.obj.pk, "T"), row.lang) for key, row in known.items()}


def test_rows_bring_along_what_their_query_names(site, django_assert_num_queries) -> None:
    topics = [factories.topic(site.en.locale) for _ in range(3)]
    for row in resolve(topics, site.en.locale):
        with django_assert_num_queries(0):
            assert row.locale.language_code == "en"
    hidden = resolve(topics, site.en.locale, Topic.objects.exclude(pk=topics[0].pk))
    assert [row.obj for row in hidden] == topics[1:]


@BOTH_WAYS
def test_of_each_family_an_editor_is_offered_one_row_in_their_language_or_else_the_source(
    trees, django_assert_num_queries
) -> None:
    here, there = trees
    source = factories.topic(there.locale, "Source")
    own = factories.twin(source, here, name="Own", slug="own", live=False)
    alone = factories.topic(there.locale, "Alone", live=False)
    factories.topic(here.locale, "Left out")
    # Whichever row was asked for, and however often it is among the rows.
    for rows in ([source.pk, alone.pk], [own.pk, source.pk, alone.pk]):
        asked = Topic.objects.filter(pk__in=rows)
        with django_assert_num_queries(1):
            assert sorted(row.name for row in one_of_each(asked, here.locale)) == ["Alone", "Own"]
        assert sorted(row.name for row in one_of_each(asked, there.locale)) == ["Alone", "Source"]
    assert one_of_each(Topic.objects.none(), here.locale) == []
