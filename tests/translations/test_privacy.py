"""Who may read a page is said above it as well: locks below hold, and no translation is more open than its original."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from tests import factories
from tests.translations import story
from tests.translations.conftest import republish
from tests.translations.ways import fresh
from translations import embargo, services
from translations.digests import shown_digest
from translations.exceptions import UnderEmbargo
from translations.models import RefusedAct

PRIVATE = {"private": ({"restriction_type": "login"}, 1), "public": ({"restriction_type": "none"}, 0)}


def restricted(page: Page) -> Page:
    page.view_restrictions.create(restriction_type="login")
    return page


def locked(page: Page, by) -> Page:
    Page.objects.filter(pk=page.pk).update(locked=by is not None, locked_by=by)
    return page


def is_open(client, page: Page) -> bool:
    client.logout()
    return client.get(page.url).status_code == 200


def below(page: Page, title: str) -> Page:
    made = type(page)(title=title, slug=slugify(title), locale=page.locale, live=True)
    page.add_child(instance=made)
    made.save_revision().publish()
    return fresh(made)


# ------------------------------------------------------------------ locks
@pytest.mark.parametrize("made", PRIVATE)
def test_no_page_above_is_made_private_or_public_while_another_has_locked_a_public_one_below(
    client, scene, made
) -> None:
    """An original as well as a translation; of a draft nobody is a reader, and unlocked it is nobody's."""
    item, target = scene.live(scene.post("One work"))
    for page in (services.source_of(item), target):
        section, (sent, after) = page.get_parent(), PRIVATE[made]
        if made == "public":
            restricted(section)
        locked(page, scene.editor)
        client.force_login(scene.admin)
        url = f"/admin/pages/{section.pk}/privacy/"
        answer = client.post(url, sent)
        assert answer.status_code == 423
        assert page.title in answer.content.decode()
        assert section.view_restrictions.count() == 1 - after
        assert RefusedAct.objects.filter(label=url, action="InReview", user=scene.admin).exists()
        Page.objects.filter(pk=page.pk).update(live=False)
        assert client.post(url, sent).status_code == 200
        assert section.view_restrictions.count() == after
        Page.objects.filter(pk=page.pk).update(live=True, locked_by=scene.admin)
        section.view_restrictions.all().delete()
        assert client.post(url, {"restriction_type": "login"}).status_code == 200
        section.view_restrictions.all().delete()


@pytest.mark.parametrize("made", PRIVATE)
def test_a_review_below_is_no_bar_and_goes_on(client, scene, made) -> None:
    item, target = scene.live(scene.post("One work"))
    scene.save(item, " newer")
    section, (sent, after) = target.get_parent(), PRIVATE[made]
    if made == "public":
        restricted(section)
    target = scene.submit(item)
    client.force_login(scene.admin)
    assert client.post(f"/admin/pages/{section.pk}/privacy/", sent).status_code == 200
    assert section.view_restrictions.count() == after
    assert is_open(client, target) is (made == "public")
    assert fresh(target).title == "One work T"
    story.approve(fresh(target), scene.reviewer)
    assert fresh(target).title == "One work newer"


@pytest.mark.parametrize("where", ["itself", "below"])
@pytest.mark.parametrize("way", ["one", "many"])
def test_nobody_moves_a_page_that_another_has_locked_nor_one_above_it(client, scene, way, where) -> None:
    for tree in (scene.source, scene.target):
        page, elsewhere = factories.standard(tree, "About"), factories.standard(tree, "Elsewhere")
        locked(page if where == "itself" else below(page, "Below"), scene.editor)
        client.force_login(scene.admin)
        url, sent = f"/admin/pages/{page.pk}/move/{elsewhere.pk}/confirm/", {}
        if way == "many":
            url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'move'])}?id={page.pk}"
            sent = {"chooser": elsewhere.pk}
        assert client.post(url, sent).status_code == 423
        assert fresh(page).get_parent().pk == tree.home.pk
        Page.objects.filter(path__startswith=page.path).update(locked=False)
        client.post(url, sent)
        assert fresh(page).get_parent().pk == elsewhere.pk


# ------------------------------------------------------------------ translations of private originals
def test_a_translation_waits_while_its_original_stands_below_what_is_private(client, scene) -> None:
    source = scene.post("Members only")
    restriction = source.get_parent().view_restrictions.create(restriction_type="login")
    _item, target = scene.live(source)
    assert not target.live
    assert embargo.held(target) is not None
    client.force_login(scene.admin)
    assert client.post(f"/admin/pages/{source.get_parent().pk}/privacy/", PRIVATE["public"][0]).status_code == 200
    assert not type(restriction).objects.exists()
    assert fresh(target).live
    assert is_open(client, fresh(target))


def test_nor_does_it_when_it_is_made_private_too(client, scene) -> None:
    source = scene.post("Members only")
    restricted(source.get_parent())
    _item, target = scene.live(source)
    client.force_login(scene.admin)
    client.post(f"/admin/pages/{target.get_parent().pk}/privacy/", PRIVATE["private"][0])
    assert fresh(target).live
    assert not is_open(client, target)


def test_made_private_while_it_was_in_review_it_waits_too(client, scene) -> None:
    source = scene.post("Members only")
    item = scene.start(source)
    scene.save(item)
    target = scene.submit(item)
    restricted(source.get_parent())
    client.force_login(scene.reviewer)
    url = reverse("translations:review", args=[target.current_workflow_task_state.pk])
    client.post(url, {"approve": "", "seen": shown_digest(target.latest_revision)})
    assert not fresh(target).live
    client.force_login(scene.admin)
    assert client.get(reverse("translations:lift", args=[item.pk])).context["is_private"]
    sent = {"translations-reason": "Agreed with the editor."}
    assert client.post(reverse("translations:lift", args=[item.pk]), sent).status_code == 302
    assert is_open(client, fresh(target))


def test_what_changed_since_does_not_follow(client, scene) -> None:
    source = scene.post("Members only")
    restricted(source.get_parent())
    _item, target = scene.live(source)
    draft = fresh(source)
    draft.intro = "A figure was taken out."
    draft.save_revision().publish()
    client.force_login(scene.admin)
    client.post(f"/admin/pages/{source.get_parent().pk}/privacy/", PRIVATE["public"][0])
    assert not fresh(target).live


def private_pair(scene):
    """A section with a page below it, private in both languages."""
    source = factories.standard(scene.source, "Members")
    inside = below(source, "Inside")
    _item, target = scene.live(source)
    item, there = scene.live(inside)
    restricted(source)
    restricted(target)
    return item, source, fresh(target), fresh(there)


def test_no_translation_of_a_private_original_is_made_public_by_what_stands_above_it(client, scene) -> None:
    _item, source, section, target = private_pair(scene)
    client.force_login(scene.admin)
    url = f"/admin/pages/{section.pk}/privacy/"
    assert client.post(url, PRIVATE["public"][0]).status_code == 409
    assert not is_open(client, target)
    client.force_login(scene.admin)
    restriction = restricted(target).view_restrictions.get()
    source.view_restrictions.create(restriction_type="groups")
    assert client.post(url, PRIVATE["public"][0]).status_code == 409, "the section itself is a translation as well"
    restriction.delete()
    source.view_restrictions.all().delete()
    assert client.post(url, PRIVATE["public"][0]).status_code == 200
    assert is_open(client, fresh(target))


def test_nor_by_a_move(client, scene) -> None:
    _item, source, section, target = private_pair(scene)
    elsewhere = factories.standard(scene.target, "Open to all")
    client.force_login(scene.admin)
    url = f"/admin/pages/{target.pk}/move/{elsewhere.pk}/confirm/"
    assert client.post(url, {}).status_code == 409
    assert fresh(target).get_parent().pk == section.pk
    with pytest.raises(UnderEmbargo, match="Inside T"):
        MovePageAction(fresh(target), elsewhere, pos="last-child").execute(skip_permission_checks=True)
    source.view_restrictions.all().delete()
    client.post(url, {})
    assert fresh(target).get_parent().pk == elsewhere.pk


def test_a_private_section_is_deleted_with_what_stands_below_and_nothing_follows(scene) -> None:
    source = factories.standard(scene.source, "Members")
    inside = below(source, "Inside")
    scene.live(source)
    restricted(source)
    _item, target = scene.live(inside)
    assert not target.live
    fresh(source).delete()
    assert not fresh(target).live


# ------------------------------------------------------------------ copies
HOW = {"copy": {"publish_copies": "on"}, "mirror": {"alias": "on"}}


def copied(client, page: Page, to: Page, **how: str):
    sent = {"new_title": page.title, "new_slug": f"{page.slug}-again", "new_parent_page": to.pk, **how}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent)


@pytest.mark.parametrize("how", HOW)
def test_what_is_private_is_not_copied_to_where_everybody_reads_it(client, scene, how) -> None:
    """It is by a page above it; a page that is private itself takes that along."""
    for tree in (scene.source, scene.target):
        section, elsewhere = factories.standard(tree, "Members"), factories.standard(tree, "Elsewhere")
        page, own = below(section, "Inside"), factories.standard(tree, "Own")
        restriction = restricted(section).view_restrictions.get()
        restricted(own)
        client.force_login(scene.admin)
        answer = copied(client, page, elsewhere, **HOW[how])
        assert answer.status_code == 409
        assert page.title in answer.content.decode()
        assert not fresh(elsewhere).get_children().exists()
        assert copied(client, own, elsewhere, **HOW[how]).status_code == 302
        assert copied(client, page, own, **HOW[how]).status_code == 302
        if how == "copy":
            assert copied(client, page, elsewhere).status_code == 302, "as a draft nobody reads it"
        for one in (*fresh(elsewhere).get_children(), *fresh(own).get_children()):
            assert not is_open(client, one)
            one.delete()
        restriction.delete()
        client.force_login(scene.admin)
        assert copied(client, page, elsewhere, **HOW[how]).status_code == 302
        assert is_open(client, fresh(elsewhere).get_children().get())


@pytest.mark.parametrize("how", HOW)
def test_nor_does_a_section_take_it_along(client, scene, how) -> None:
    """Wagtail's copy of a section leaves behind who may read what stands below it; its mirror does not."""
    for tree in (scene.source, scene.target):
        section, elsewhere = factories.standard(tree, "Section"), factories.standard(tree, "Elsewhere")
        restricted(below(section, "Inside"))
        client.force_login(scene.admin)
        answer = copied(client, section, elsewhere, copy_subpages="on", **HOW[how])
        assert answer.status_code == (409 if how == "copy" else 302)
        there = fresh(elsewhere).get_descendants().filter(title="Inside")
        assert there.exists() is (how == "mirror")
        assert not any(is_open(client, one) for one in there)
        client.force_login(scene.admin)
        if how == "copy":
            assert copied(client, section, elsewhere, **HOW[how]).status_code == 302, "without what stands below"


def test_no_mirror_of_a_private_translation_is_open_once_it_is_approved(client, scene) -> None:
    source = factories.standard(scene.source, "Members")
    inside = below(source, "Inside")
    _item, section = scene.live(source)
    restricted(source)
    restricted(section)
    item = scene.start(inside)
    target = scene.save(item)
    elsewhere = factories.standard(scene.target, "Elsewhere")
    client.force_login(scene.admin)
    assert copied(client, target, elsewhere, alias="on").status_code == 409
    story.approve(scene.submit(item), scene.reviewer)
    assert fresh(target).live
    assert not fresh(target).aliases.exists()


@pytest.mark.parametrize("private", ["itself", "above"])
def test_a_mirror_of_what_became_private_tells_nothing_of_its_new_words(client, scene, private) -> None:
    """Neither where it stands, nor in a search, nor in a file; of what is public it is found as ever."""
    for tree in (scene.source, scene.target):
        section, elsewhere = factories.standard(tree, "Section"), factories.standard(tree, "Elsewhere")
        page = below(section, "Inside")
        mirror = page.create_alias(parent=elsewhere, update_slug="mirror")
        restriction = restricted(page if private == "itself" else section).view_restrictions.get()
        republish(page, title="Quokka news")
        code = tree.locale.language_code
        with translation.override(code):
            told = [f"{reverse(name)}?q=quokka" for name in ("search_json", "search", "search_feed", "search_titles")]
        assert fresh(mirror).title == "Quokka news"
        assert not is_open(client, fresh(mirror))
        assert [url for url in told if "Quokka" in client.get(url).content.decode()] == []
        restriction.delete()
        assert is_open(client, fresh(mirror))
        assert fresh(mirror).url in client.get(told[0]).content.decode()
        page.delete()
