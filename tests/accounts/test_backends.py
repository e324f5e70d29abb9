"""Our sign-in answers as Django's does, with fewer queries."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts.backends import AccountBackend

pytestmark = pytest.mark.django_db
OURS, DJANGOS = AccountBackend(), ModelBackend()


def right(codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label="articles", codename=codename)


@pytest.fixture
def ana(db):
    """One right of her own, one by a group, and one by both."""
    user = get_user_model().objects.create_user("ana", password="a long password")
    group = Group.objects.create(name="Some")
    group.permissions.set([right("add_work"), right("change_work")])
    user.groups.add(group)
    user.user_permissions.set([right("change_work"), right("delete_work")])
    return user


def again(user):
    """The same user as another request finds them."""
    return get_user_model().objects.get(pk=user.pk)


def test_rights_of_ones_own_and_of_groups_are_found_in_one_query(ana, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert OURS.get_all_permissions(ana) == {"articles.add_work", "articles.change_work", "articles.delete_work"}
        assert OURS.has_perm(ana, "articles.delete_work")
        assert not OURS.has_perm(ana, "articles.view_work")


@pytest.mark.parametrize("change", [{}, {"is_superuser": True}, {"is_active": False}])
@pytest.mark.parametrize("about", [None, "a work"])
def test_rights_are_those_that_django_finds(ana, change, about) -> None:
    get_user_model().objects.filter(pk=ana.pk).update(**change)
    assert OURS.get_all_permissions(again(ana), about) == DJANGOS.get_all_permissions(again(ana), about)


def test_whoever_is_not_signed_in_holds_nothing() -> None:
    assert OURS.get_all_permissions(AnonymousUser()) == set()


def test_a_right_that_was_taken_away_is_gone_with_the_next_request(ana) -> None:
    assert OURS.has_perm(ana, "articles.add_work")
    ana.groups.clear()
    ana.user_permissions.clear()
    assert OURS.get_all_permissions(again(ana)) == set()


def test_a_user_comes_with_their_profile(ana, django_assert_num_queries) -> None:
    UserProfile.objects.create(user=ana, preferred_language="es")
    with django_assert_num_queries(1):
        assert OURS.get_user(ana.pk).wagtail_userprofile.preferred_language == "es"


def test_a_user_without_a_profile_is_found_too_and_can_get_one(ana, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        user = OURS.get_user(ana.pk)
        assert getattr(user, "wagtail_userprofile", None) is None
    assert UserProfile.get_for_user(user) == user.wagtail_userprofile


def test_whoever_is_gone_or_shut_out_is_no_user(ana) -> None:
    get_user_model().objects.filter(pk=ana.pk).update(is_active=False)
    assert OURS.get_user(ana.pk) is None
    assert OURS.get_user(0) is None


def test_a_session_ends_when_its_user_is_shut_out(client, ana) -> None:
    ana.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(ana)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    get_user_model().objects.filter(pk=ana.pk).update(is_active=False)
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
