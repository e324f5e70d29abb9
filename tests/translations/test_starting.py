"""Many pages opened for translation: a subtree, parents first, in the background, each with a word on it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from home.models import StandardPage
from tests import factories
from translations import services, starting, tasks
from translations.models import BulkStart, LocaleRole, QueueItem


def below(parent, title: str, **fields) -> StandardPage:
    fields.setdefault("live", True)
    page = StandardPage(title=title, slug=title.lower(), locale=parent.locale, **fields)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    return page


@pytest.fixture
def tree(scene):
    """Above, with Middle below it, with Leaf below that."""
    above = factories.standard(scene.source, "Above")
    middle = below(above, "Middle")
    return above, middle, below(middle, "Leaf")


def address(*pages) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "translate"])
    return f"{url}?" + "&".join(f"id={getattr(page, 'pk', page)}" for page in pages)


def open_through_the_explorer(client, scene, *pages, **data: str) -> BulkStart:
    client.force_login(scene.editor)
    client.post(address(*pages), {"locales": [scene.target.locale.language_code], **data})
    return BulkStart.objects.latest("pk")


def test_missing_parents_are_opened_along_from_the_top_down_as_drafts(scene, tree) -> None:
    above, middle, leaf = tree
    assert services.missing_parents(leaf, scene.target.locale) == [above, middle]
    assert "does not exist" in services.why_not(leaf, scene.target.locale)
    assert services.why_not(leaf, scene.target.locale, with_parents=True) == ""
    services.start_translation(source=leaf, locale=scene.target.locale, user=scene.editor, with_parents=True)
    for page in tree:
        target = page.get_translation(scene.target.locale).specific
        assert not target.live
        assert target.alias_of is None
        assert target.get_parent().live is (page == above)
    assert leaf.get_translation(scene.target.locale).get_parent().pk == middle.get_translation(scene.target.locale).pk


def test_a_parent_that_cannot_be_translated_is_named(scene) -> None:
    above = factories.standard(scene.source, "Draft above", live=False)
    leaf = below(above, "Leaf")
    message = services.why_not(leaf, scene.target.locale, with_parents=True)
    assert message == "The page above it, “Draft above”, does not exist in this language and cannot be translated."


def test_the_screen_that_opens_a_page_names_what_is_opened_above_it(client, scene, tree) -> None:
    leaf = tree[-1]
    url = reverse("translations:start", args=["home", "standardpage", leaf.pk])
    client.force_login(scene.editor)
    assert "because it stands below these pages: Above, Middle" in " ".join(client.get(url).content.decode().split())
    client.post(url, {"locale": scene.target.locale.language_code})
    assert leaf.get_translation_or_none(scene.target.locale)


def test_a_subtree_is_opened_from_the_explorer(client, scene, tree) -> None:
    draft = below(tree[0], "Draft", live=False)
    job = open_through_the_explorer(client, scene, tree[0], with_descendants="on")
    assert [one["title"] for one in job.done] == ["Above", "Middle", "Leaf"]
    assert not job.failed
    assert job.finished_at
    assert draft.get_translation_or_none(scene.target.locale) is None


def test_what_the_language_has_already_is_told_apart_from_what_failed(client, scene, tree) -> None:
    services.start_translation(source=tree[0], locale=scene.target.locale, user=scene.editor)
    other = below(factories.standard(scene.source, "Hidden", live=False), "Low")
    job = open_through_the_explorer(client, scene, tree[0], other, with_descendants="on")
    titles = [[one["title"] for one in kind] for kind in (job.there, job.failed, job.opened)]
    assert titles == [["Above"], ["Low"], ["Middle", "Leaf"]]
    told = client.get(reverse("translations:starting", args=[job.pk])).content.decode()
    failed, there, opened = (told.index(f"<h2>{words}") for words in ("Not opened", "In the language", "Opened"))
    assert failed < told.index("Low") < there < told.index("Above") < opened < told.index("Middle")


def test_where_a_page_is_written_in_the_only_language_chosen_it_is_said_and_no_work_begins(client, scene, tree) -> None:
    client.force_login(scene.editor)
    own = scene.source.locale.language_code
    response = client.post(address(*tree), {"locales": [own], "with_descendants": "on"}, follow=True)
    assert "There is nothing to open: what you chose is in that language already." in response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_explore_root")
    assert not BulkStart.objects.exists()
    client.post(address(*tree), {"locales": [own, scene.target.locale.language_code]})
    assert {one["locale"] for one in BulkStart.objects.get().todo} == {scene.target.locale.language_code}


def test_without_its_parents_a_page_is_refused_with_the_reason(client, scene, tree) -> None:
    job = open_through_the_explorer(client, scene, tree[-1])
    assert not job.opened
    assert "does not exist in this language yet" in job.failed[0]["reason"]
    assert len(open_through_the_explorer(client, scene, tree[-1], with_parents="on").opened) == 1


def test_pages_that_one_may_not_edit_are_not_opened(client, scene, tree) -> None:
    client.force_login(scene.translator)
    client.post(address(tree[0]), {"locales": [scene.target.locale.language_code], "with_descendants": "on"})
    client.force_login(scene.other_reviewer)
    there = factories.standard(scene.target, "There")
    client.post(address(there), {"locales": [scene.source.locale.language_code]})
    assert not QueueItem.objects.exclude(started_at=None).filter(translation_key=there.translation_key).exists()
    assert not QueueItem.objects.exclude(started_at=None).filter(translation_key=tree[0].translation_key).exists()


@pytest.fixture
def of_the_leaf(scene, tree):
    """Somebody who may edit the lowest page only."""
    user = factories.user("of the leaf")
    group = Group.objects.create(name="Leaf")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    for codename in ("add_page", "change_page"):
        GroupPagePermission.objects.create(
            group=group, page=tree[-1], permission=Permission.objects.get(codename=codename)
        )
    LocaleRole.objects.create(group=group, role=LocaleRole.Role.TRANSLATE, locale=scene.target.locale)
    return user


@pytest.mark.parametrize("by", ["explorer", "queue"])
def test_pages_above_that_one_may_not_edit_are_not_opened_along(client, scene, tree, of_the_leaf, by) -> None:
    leaf, locale = tree[-1], scene.target.locale
    client.force_login(of_the_leaf)
    if by == "explorer":
        client.post(address(leaf), {"locales": [locale.language_code], "with_parents": "on"})
    else:
        items = QueueItem.objects.filter(translation_key__in=[page.translation_key for page in tree])
        url = reverse("wagtail_bulk_action", args=["translations", "queueitem", "start"])
        client.post(f"{url}?" + "&".join(f"id={item.pk}" for item in items), {"with_parents": "on"})
    job = BulkStart.objects.latest("pk")
    assert job.done
    assert job.opened == []
    assert [page.get_translation_or_none(locale) for page in tree] == [None, None, None]
    if by == "queue":
        assert not any(page.title in str(job.done[:2]) for page in tree[:2])


@pytest.mark.parametrize("lost", ["right", "account"])
def test_who_lost_the_right_meanwhile_opens_nothing(scene, tree, of_the_leaf, lost) -> None:
    services.start_translation(source=tree[1], locale=scene.target.locale, user=scene.editor, with_parents=True)
    job = starting.ask(user=of_the_leaf, wanted=[(tree[-1], [scene.target.locale])])
    if lost == "right":
        of_the_leaf.groups.clear()
    else:
        type(of_the_leaf).objects.filter(pk=of_the_leaf.pk).update(is_active=False)
    tasks.start_many.func(job.pk)
    job.refresh_from_db()
    assert job.opened == []
    assert "You may not edit it." in job.done[0]["reason"]
    assert tree[-1].get_translation_or_none(scene.target.locale) is None


@pytest.mark.parametrize("pk", ["x", "-1", "9" * 40, "1", "%00"])
def test_nonsense_opens_nothing(client, scene, pk) -> None:
    client.force_login(scene.editor)
    assert client.get(address(pk)).status_code == 200
    assert client.post(address(pk), {"locales": ["xx"]}).status_code == 200
    assert not BulkStart.objects.exists()


def test_one_that_fails_for_no_known_reason_stops_no_other(scene, monkeypatch, caplog) -> None:
    first, second = scene.post("First"), scene.post("Second")
    job = starting.ask(user=scene.editor, wanted=[(post, [scene.target.locale]) for post in (first, second)])
    real = services.start_translation

    def start(*, source, **given):
        if source.pk == first.pk:
            raise RuntimeError("a secret of the server")
        return real(source=source, **given)

    monkeypatch.setattr(services, "start_translation", start)
    assert starting.work_off(job) == 1
    assert job.failed[0]["reason"].startswith("Something went wrong on the server.")
    assert "a secret" in caplog.text


def test_after_a_crash_the_rest_is_done_and_nothing_twice(scene, tree) -> None:
    job = starting.ask(user=scene.editor, wanted=[(page, [scene.target.locale] * 2) for page in [*tree, *tree]])
    assert len(job.todo) == 3
    job.done = [{"title": "Above", "lang": "", "locale": "", "item": None, "reason": "before"}]
    job.with_parents = True
    job.save()
    assert tasks.start_many.call(job.pk) == 2
    job.refresh_from_db()
    assert [(one["title"], one["reason"]) for one in job.done] == [("Above", "before"), ("Middle", ""), ("Leaf", "")]
    assert tasks.start_many.call(job.pk) == 2


def test_what_was_deleted_meanwhile_is_named(scene) -> None:
    post = scene.post()
    job = starting.ask(user=scene.editor, wanted=[(post, [scene.target.locale])])
    post.delete()
    starting.work_off(job)
    assert job.failed[0]["reason"] == "It was deleted meanwhile."
    assert tasks.start_many.call(10**9) == 0


def test_a_night_of_work_is_not_begun_by_mistake(scene, monkeypatch) -> None:
    monkeypatch.setattr(starting, "MOST", 1)
    wanted = [(page, [scene.target.locale]) for page in (scene.post(), scene.source.blog)]
    with pytest.raises(ValidationError, match="These are 2 translations; choose 1 at most"):
        starting.ask(user=scene.editor, wanted=wanted)


def test_its_page_follows_by_itself_until_all_is_done_and_is_for_who_asked(client, scene) -> None:
    job = starting.ask(user=scene.editor, wanted=[(scene.post(), [scene.target.locale])])
    url = reverse("translations:starting", args=[job.pk])
    client.force_login(scene.editor)
    response = client.get(url)
    assert response["Refresh"] == "2"
    assert "0 of 1 are done." in response.content.decode()
    starting.work_off(job)
    response = client.get(url)
    assert "Refresh" not in response
    assert "Finished: 1 of 1 was opened for translation." in response.content.decode()
    client.force_login(scene.reviewer)
    assert client.get(url).status_code == 302
    client.force_login(scene.admin)
    assert client.get(url).status_code == 200
