"""`setup_site`: makes what is missing, and is safe to run on a site that people work on."""

from io import StringIO
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import models
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Revision,
    Site,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from articles.models import BlogIndexPage, Outlet, Person, PublicationIndexPage, Topic, Work
from home.models import HomePage
from home.setup import setup_site
from home.setup.review import review_name
from tests import factories
from translations.models import LocaleRole

STORED = (
    Locale,
    Site,
    Page,
    Revision,
    Group,
    Group.permissions.through,
    GroupPagePermission,
    GroupCollectionPermission,
    LocaleRole,
    Workflow,
    Task,
    WorkflowTask,
    WorkflowPage,
    WorkflowContentType,
)


def everything() -> dict[type[models.Model], list]:
    """Each row that `setup_site` could touch, column by column."""
    return {model: list(model.objects.order_by("pk").values_list()) for model in STORED}


@pytest.fixture
def with_portuguese(site, settings) -> SimpleNamespace:
    """A site to whose languages Portuguese was added after it had been set up."""
    settings.SITE_LANGUAGES = ["en", "es", "pt"]
    made = setup_site()
    return SimpleNamespace(made=made, locale=Locale.objects.get(language_code="pt"))


# ---------------------------------------------------------------- what it makes
def test_each_language_has_a_home_page_a_blog_and_a_list_of_publications(site) -> None:
    for tree in (site.en, site.es):
        assert tree.home.live
        assert tree.home.depth == 2
        assert tree.blog.get_parent() == tree.publications.get_parent() == tree.home.page_ptr


@pytest.mark.parametrize(
    ("code", "blog", "publications"),
    [("en", "/en/blog/", "/en/publications/"), ("es", "/es/blog/", "/es/publicaciones/")],
)
def test_addresses_are_words_of_their_language(site, code, blog, publications) -> None:
    tree = getattr(site, code)
    assert tree.home.url == f"/{code}/"
    assert (tree.blog.url, tree.publications.url) == (blog, publications)


@pytest.mark.parametrize(
    ("code", "home", "titles"),
    [("en", "Home", ["Blog", "Publications"]), ("es", "Inicio", ["Blog", "Publicaciones"])],
)
def test_index_pages_stand_in_the_menu_under_titles_of_their_language(site, code, home, titles) -> None:
    tree = getattr(site, code)
    assert tree.home.title == home
    assert [page.title for page in tree.home.get_children().live().in_menu()] == titles


@pytest.mark.usefixtures("bare_database")
def test_a_language_that_the_tables_do_not_know_gets_english_words(settings) -> None:
    settings.SITE_LANGUAGES = ["en", "fi"]
    setup_site()
    publications = PublicationIndexPage.objects.get(locale__language_code="fi")
    assert (publications.title, publications.slug) == ("Publications", "publications")


@pytest.mark.parametrize("name", ["home", "blog", "publications"])
def test_the_trees_are_translations_of_each_other(site, name) -> None:
    english, spanish = getattr(site.en, name), getattr(site.es, name)
    assert english.get_translation(site.es.locale) == spanish
    assert spanish.get_translation(site.en.locale) == english
    assert spanish.alias_of_id is None


def test_the_site_starts_at_the_home_page_of_the_default_language(site) -> None:
    assert Site.objects.get(is_default_site=True).root_page == site.en.home.page_ptr
    assert not Page.objects.filter(slug="home", depth=2).exists()


@pytest.mark.parametrize("code", ["en", "es"])
def test_each_tree_and_each_snippet_goes_through_the_one_review(site, code) -> None:
    assert getattr(site, code).blog.get_workflow().name == review_name()
    for model in (Topic, Person, Outlet, Work):
        assert model().get_workflow().name == review_name()


def test_the_command_says_what_it_made_and_then_that_nothing_was_missing(site, settings) -> None:
    settings.SITE_LANGUAGES = ["en", "es", "pt"]
    first, second = StringIO(), StringIO()
    call_command("setup_site", stdout=first)
    call_command("setup_site", stdout=second)
    assert "made home page pt" in first.getvalue().splitlines()
    assert second.getvalue() == "nothing was missing\n"


# ---------------------------------------------------------------- who may do what
@pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
def test_reviewers_publish_in_their_language_only(site, code, other) -> None:
    reviewer = factories.user("", f"Reviewers ({code})")
    assert getattr(site, code).blog.permissions_for_user(reviewer).can_publish()
    assert not getattr(site, other).blog.permissions_for_user(reviewer).can_publish()


@pytest.mark.parametrize("code", ["en", "es"])
def test_translators_hold_no_page_permission_at_all(site, code) -> None:
    translator = factories.user("", f"Translators ({code})")
    assert translator.has_perm("wagtailadmin.access_admin")
    assert not GroupPagePermission.objects.filter(group__in=translator.groups.all()).exists()
    assert not getattr(site, code).blog.permissions_for_user(translator).can_edit()


@pytest.mark.parametrize("code", ["en", "es"])
def test_editors_write_in_every_tree_and_publish_in_none(site, code) -> None:
    editor = factories.user("", "Editors")
    may = getattr(site, code).blog.permissions_for_user(editor)
    assert may.can_add_subpage()
    assert may.can_edit()
    assert not may.can_publish()


def test_editors_cannot_add_a_tree_beside_ours(site) -> None:
    editor = factories.user("", "Editors")
    assert not Page.get_first_root_node().permissions_for_user(editor).can_add_subpage()


def test_nobody_but_a_superuser_may_translate_by_wagtail_localize_itself(site) -> None:
    assert not Group.objects.filter(permissions__codename="submit_translation").exists()


# ---------------------------------------------------------------- a fresh site
@pytest.mark.usefixtures("bare_database")
def test_a_fresh_site_loses_what_wagtail_brings_along() -> None:
    assert Group.objects.filter(name="Moderators").exists()
    made = setup_site()
    assert "removed group Moderators" in made
    assert not Group.objects.filter(name="Moderators").exists()
    assert list(Workflow.objects.values_list("name", flat=True)) == [review_name()]
    assert Task.objects.count() == 1
    assert setup_site() == []


@pytest.mark.usefixtures("bare_database")
def test_a_group_that_has_members_already_stays() -> None:
    member = factories.user("", "Moderators", "Editors")
    setup_site()
    root = Page.get_first_root_node()
    assert member.groups.filter(name="Moderators").exists()
    assert GroupPagePermission.objects.filter(group__name="Editors", page_id=root.pk).exists()


@pytest.mark.usefixtures("bare_database")
def test_a_workflow_that_is_in_use_already_stays() -> None:
    workflow = Workflow.objects.get(name="Moderators approval")
    welcome = Page.objects.get(depth=2)
    welcome.add_child(instance=Page(title="Kept", slug="kept"))
    welcome.save_revision()
    workflow.start(welcome, factories.user(superuser=True))
    setup_site()
    assert Workflow.objects.filter(pk=workflow.pk).exists()


@pytest.mark.usefixtures("bare_database")
def test_wagtails_welcome_page_stays_once_it_has_children() -> None:
    welcome = Page.objects.get(depth=2)
    welcome.add_child(instance=Page(title="Kept", slug="kept"))
    setup_site()
    assert Page.objects.filter(pk=welcome.pk).exists()


@pytest.mark.usefixtures("bare_database")
def test_spanish_can_be_the_default_language(settings) -> None:
    settings.SITE_LANGUAGES = ["es", "en"]
    setup_site()
    home = HomePage.objects.get(locale__language_code="es")
    assert Site.objects.get(is_default_site=True).root_page == home.page_ptr
    assert home.get_translation(Locale.objects.get(language_code="en")).live
    assert PublicationIndexPage.objects.child_of(home).get().slug == "publicaciones"


# ---------------------------------------------------------------- run again
def test_a_second_run_changes_nothing(site) -> None:
    before = everything()
    assert setup_site() == []
    assert everything() == before


def test_a_third_language_yields_a_third_tree_linked_as_translations(site, with_portuguese) -> None:
    home = HomePage.objects.get(locale=with_portuguese.locale)
    assert home.get_translation(site.en.locale) == site.en.home
    blog = BlogIndexPage.objects.child_of(home).get()
    publications = PublicationIndexPage.objects.child_of(home).get()
    assert blog.get_translation(site.es.locale) == site.es.blog
    assert (blog.slug, publications.slug) == ("blog", "publicacoes")
    assert (home.title, publications.title) == ("Início", "Publicações")
    assert home.live
    assert blog.live
    assert publications.live
    assert home.get_workflow().name == review_name()


def test_a_third_language_brings_its_groups(site, with_portuguese) -> None:
    locale = with_portuguese.locale
    home = HomePage.objects.get(locale=locale)
    roles = LocaleRole.objects.filter(locale=locale, group__name__in=["Translators (pt)", "Reviewers (pt)"])
    assert sorted(roles.values_list("role", flat=True)) == ["review", "translate"]
    assert home.permissions_for_user(factories.user("", "Editors")).can_add_subpage()
    assert home.permissions_for_user(factories.user("", "Reviewers (pt)")).can_publish()
    assert not home.permissions_for_user(factories.user("", "Reviewers (es)")).can_publish()


def test_a_third_language_changes_nothing_in_the_others(site, settings) -> None:
    before = everything()
    settings.SITE_LANGUAGES = ["en", "es", "pt"]
    setup_site()
    after = everything()
    for model in (GroupPagePermission, Revision, WorkflowPage, LocaleRole):
        assert [row for row in after[model] if row in before[model]] == before[model]
    for tree in (site.en, site.es):
        assert HomePage.objects.get(pk=tree.home.pk).latest_revision == tree.home.latest_revision
        assert BlogIndexPage.objects.get(pk=tree.blog.pk).url == tree.blog.url


# ---------------------------------------------------------------- on a live site
@pytest.mark.parametrize("code", ["en", "es"])
def test_a_page_edited_by_hand_stays_as_it_is(site, code) -> None:
    blog = getattr(site, code).blog
    blog.title, blog.intro, blog.slug, blog.show_in_menus = "Notebook", "Ours.", "notebook", False
    blog.save_revision().publish()
    before = everything()
    assert setup_site() == []
    assert everything() == before
    assert BlogIndexPage.objects.get(locale__language_code=code).slug == "notebook"


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_page_taken_offline_is_not_made_anew(site, code) -> None:
    getattr(site, code).publications.unpublish()
    assert setup_site() == []
    assert not PublicationIndexPage.objects.get(locale__language_code=code).live


def test_a_workflow_chosen_by_hand_stays(site) -> None:
    mine = Workflow.objects.create(name="Mine")
    WorkflowPage.objects.filter(page_id=site.es.home.pk).update(workflow=mine)
    WorkflowContentType.objects.filter(content_type__model="topic").update(workflow=mine)
    setup_site()
    assert site.es.blog.get_workflow() == mine
    assert Topic().get_workflow() == mine
    assert site.en.blog.get_workflow().name == review_name()


def test_a_renamed_review_workflow_is_not_made_twice(site) -> None:
    Workflow.objects.update(name="Second pair of eyes")
    Task.objects.update(name="Second pair of eyes")
    assert setup_site() == []
    assert Workflow.objects.count() == 1


def test_permissions_and_members_that_people_added_stay(site) -> None:
    editor = factories.user("", "Editors")
    group = Group.objects.get(name="Editors")
    publish = GroupPagePermission.objects.filter(permission__codename="publish_page").first().permission
    GroupPagePermission.objects.create(group=group, page_id=site.es.blog.pk, permission=publish)
    setup_site()
    assert site.es.blog.permissions_for_user(as_at_next_login(editor)).can_publish()


def as_at_next_login(user):
    """The user without the permissions that the object remembers."""
    return type(user).objects.get(pk=user.pk)


def test_content_is_left_alone(site) -> None:
    post = factories.post(site.en, "Kept")
    other = factories.publication(site.es, "Guardada")
    before = everything()
    setup_site()
    assert everything() == before
    assert post.live
    assert other.live
