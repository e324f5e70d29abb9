"""Roles by locale, through groups: who may translate, who may review, at the price of one query."""

import pytest
from django.contrib.auth.models import Group

from tests import factories
from tests.translations import story
from translations.models import LocaleRole
from translations.permissions import Role, locales_with_role, may_review, may_translate


@pytest.fixture
def people(site):
    return story.people(site)


@pytest.mark.parametrize(("own", "other"), story.DIRECTIONS)
def test_a_translator_translates_into_their_language_only_and_reviews_nothing(site, people, own, other) -> None:
    translator = getattr(people, f"translator_{own}")
    here, there = getattr(site, own), getattr(site, other)
    assert may_translate(translator, here.locale.pk)
    assert not may_translate(translator, there.locale.pk)
    assert not may_review(translator, here.home)


@pytest.mark.parametrize(("own", "other"), story.DIRECTIONS)
def test_a_reviewer_reviews_and_corrects_in_their_language_only(site, people, own, other) -> None:
    reviewer = getattr(people, f"reviewer_{own}")
    here, there = getattr(site, own), getattr(site, other)
    assert may_review(reviewer, here.home)
    assert may_translate(reviewer, here.locale.pk)
    assert not may_review(reviewer, there.home)
    assert not may_translate(reviewer, there.locale.pk)


def test_a_work_has_no_language_and_any_reviewer_may_review_it(people) -> None:
    work = factories.work("A work")
    assert may_review(people.reviewer_en, work)
    assert may_review(people.reviewer_es, work)
    for user in (people.editor, people.translator_es, factories.user("nobody")):
        assert not may_review(user, work)


def test_editors_hold_no_role(site, people) -> None:
    assert not may_translate(people.editor, site.es.locale.pk)
    assert not may_review(people.editor, site.en.home)


def test_a_superuser_may_both_and_one_who_was_deactivated_neither(site, people) -> None:
    assert may_translate(people.admin, site.es.locale.pk)
    assert may_review(people.admin, site.es.home)
    for user in (people.admin, people.reviewer_es):
        user.is_active = False
        assert not may_translate(user, site.es.locale.pk)
        assert not may_review(user, site.es.home)


def test_roles_of_several_groups_add_up(site, people) -> None:
    people.translator_es.groups.add(Group.objects.get(name="Reviewers (en)"))
    fresh = type(people.translator_es).objects.get(pk=people.translator_es.pk)
    assert locales_with_role(fresh, Role.TRANSLATE) == {site.es.locale.pk}
    assert locales_with_role(fresh, Role.REVIEW) == {site.en.locale.pk}
    assert locales_with_role(fresh, Role.TRANSLATE, Role.REVIEW) == {site.en.locale.pk, site.es.locale.pk}


def test_roles_are_asked_once_for_a_user(site, people, django_assert_num_queries) -> None:
    fresh = type(people.reviewer_es).objects.get(pk=people.reviewer_es.pk)
    with django_assert_num_queries(1):
        for _ in range(5):
            may_translate(fresh, site.es.locale.pk)
            may_review(fresh, site.es.home)


def test_a_role_says_what_it_is(site, db) -> None:
    role = LocaleRole.objects.get(group__name="Translators (es)")
    assert str(role) == "Translators (es): translate into es"
