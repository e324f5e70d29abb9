"""Locks and reviews hold for every write, whoever writes and by whatever way; the API is off, and guarded when on."""

import json
from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from wagtail.models import APIToken, Page

from tests import factories
from tests.translations import story
from tests.translations.conftest import stored
from tests.translations.doors import doors
from tests.translations.ways import fresh
from translations import localize, services
from translations.digests import shown_digest
from translations.exceptions import InReview
from translations.models import RefusedAct

URLS = "tests.translations.api_urls"


@pytest.fixture(scope="module")
def shared(kept_scene):
    item = kept_scene.start(kept_scene.post("Two works"))
    kept_scene.save(item)
    update, _target = kept_scene.live(kept_scene.post("One work"))
    kept_scene.save(update, " newer")
    return item, update


@pytest.fixture
def item(shared, db):
    """A draft that is all typed."""
    return deepcopy(shared[0])


@pytest.fixture
def update(shared, db):
    """A public translation with a newer draft."""
    return deepcopy(shared[1])


def lock(item, by) -> None:
    Page.objects.filter(pk=services.target_of(item).pk).update(locked=True, locked_by=by)


def strings() -> list:
    rows = localize.StringTranslation.objects.order_by("pk").values_list("pk", "data")
    return [*rows, *localize.SegmentOverride.objects.values_list("pk", "data_json")]


def writes(scene, item) -> dict:
    """Each way in through a screen, by name: (method, address, what is sent)."""
    paired, target = services.translation_of(item), services.target_of(item)
    title = services.segments(item)[0]
    string = localize.StringSegment.objects.filter(source=paired.source).first()
    value = localize.OverridableSegment.objects.filter(source=paired.source).first()
    other = "wagtail_localize"
    file = SimpleUploadedFile("a.po", str(paired.export_po()).replace('msgstr "', 'msgstr "Z').encode())
    put = {"content_type": "application/x-www-form-urlencoded", "data": "value=Otro"}
    return {
        "form": ("post", reverse("translations:edit", args=[item.pk]), {"data": {f"text-{title.pk}": "Otro"}}),
        "submit": ("post", reverse("translations:edit", args=[item.pk]), {"data": {"submit": ""}}),
        "string": ("put", reverse(f"{other}:edit_string_translation", args=[paired.pk, string.pk]), put),
        "no string": ("delete", reverse(f"{other}:edit_string_translation", args=[paired.pk, string.pk]), {}),
        "override": ("put", reverse(f"{other}:edit_override", args=[paired.pk, value.pk]), put),
        "file": ("post", reverse(f"{other}:upload_pofile", args=[paired.pk]), {"data": {"file": file}}),
        "machine": ("post", reverse(f"{other}:machine_translate", args=[paired.pk]), {}),
        "sync": ("post", reverse(f"{other}:update_translations", args=[paired.source_id]), {}),
        "stop": ("post", reverse(f"{other}:stop_translation", args=[paired.pk]), {}),
        "mirror": ("post", reverse(f"{other}:convert_to_alias", args=[target.pk]), {}),
    }


def all_refused(client, scene, item, users) -> None:
    before, row = strings(), stored(services.target_of(item))
    for user in users:
        client.force_login(user)
        for name, (method, url, sent) in writes(scene, item).items():
            status = getattr(client, method)(url, **sent).status_code
            assert status == 423 or (status == 302 and not user.is_superuser), f"{user}: {name} answered {status}"
            assert strings() == before, name
            assert stored(services.target_of(item)) == row, name


def test_nobody_writes_to_a_translation_that_another_has_locked(client, scene, item, update) -> None:
    for one in (item, update):
        lock(one, scene.editor)
        all_refused(client, scene, one, (scene.admin, scene.translator, scene.reviewer))


def test_in_review_only_the_form_of_a_reviewer_writes(client, scene, item) -> None:
    scene.submit(item)
    before = strings()
    client.force_login(scene.admin)
    for name, (method, url, sent) in writes(scene, item).items():
        if name not in ("form", "submit"):
            assert getattr(client, method)(url, **sent).status_code == 423, name
            assert strings() == before, name
    all_refused(client, scene, item, (scene.translator,))


def test_who_has_locked_it_may_go_on(client, scene, item) -> None:
    lock(item, scene.translator)
    scene.save(item, " mine")
    assert services.segments(item)[0].target == "Two works mine"


def privacy(page: Page) -> list[str]:
    return list(page.view_restrictions.values_list("restriction_type", flat=True))


@pytest.mark.parametrize("made", ["private", "public"])
def test_nobody_makes_a_page_private_or_public_that_another_has_locked(client, scene, item, made) -> None:
    """An original as well as a translation; who has locked it may, and so may all when it is unlocked."""
    for page in (services.source_of(item), services.target_of(item)):
        before = []
        if made == "public":
            page.view_restrictions.create(restriction_type="login")
            before = ["login"]
        url, after = f"/admin/pages/{page.pk}/privacy/", [] if before else ["login"]
        sent = {"restriction_type": (after or ["none"])[0]}
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=scene.editor)
        client.force_login(scene.admin)
        assert client.get(url).status_code == 200
        assert client.post(url, sent).status_code == 423
        assert privacy(page) == before
        refused = RefusedAct.objects.get(label=url)
        assert (refused.action, refused.user) == ("InReview", scene.admin)
        Page.objects.filter(pk=page.pk).update(locked_by=scene.admin)
        assert client.post(url, sent).status_code == 200
        assert privacy(page) == after


def test_a_private_page_is_deleted_with_its_restriction(client, scene, item) -> None:
    page = services.source_of(item)
    page.view_restrictions.create(restriction_type="login")
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=scene.admin)
    client.force_login(scene.admin)
    assert client.post(f"/admin/pages/{page.pk}/delete/", {}).status_code == 302
    assert not Page.objects.filter(pk=page.pk).exists()


def test_a_lock_keeps_text_from_becoming_public(scene, item, client) -> None:
    target = scene.submit(item)
    lock(item, scene.admin)
    with pytest.raises(InReview):
        story.approve(fresh(target), scene.reviewer)
    client.force_login(scene.reviewer)
    url = reverse("translations:review", args=[target.current_workflow_task_state.pk])
    seen = shown_digest(target.latest_revision)
    assert client.post(url, {"approve": "", "seen": seen}).status_code == 423
    assert not fresh(target).live
    Page.objects.filter(pk=target.pk).update(locked=False)
    story.approve(fresh(target), scene.reviewer)
    assert fresh(target).live


def test_a_page_that_another_has_locked_is_not_deleted(client, scene, update) -> None:
    target = services.target_of(update)
    lock(update, scene.editor)
    client.force_login(scene.reviewer)
    url = reverse("wagtailadmin_pages:delete", args=[target.pk])
    assert client.post(url).status_code == 423
    assert fresh(target).live
    Page.objects.filter(pk=target.pk).update(locked=False)
    client.post(url)
    assert services.target_of(update) is None


def test_a_snippet_that_another_has_locked_is_not_deleted(client, scene) -> None:
    topic = factories.topic(scene.source.locale)
    client.force_login(factories.user("administrator", "Site administrators"))
    url = reverse("wagtailsnippets_articles_topic:delete", args=[topic.pk])
    type(topic).objects.filter(pk=topic.pk).update(locked=True, locked_by=scene.editor)
    assert client.post(url).status_code == 423
    type(topic).objects.filter(pk=topic.pk).update(locked=False)
    assert client.post(url).status_code == 302
    assert not type(topic).objects.filter(pk=topic.pk).exists()


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_bulk_actions_leave_a_locked_translation_alone(client, scene, update, action) -> None:
    target = services.target_of(update)
    lock(update, scene.editor)
    before = stored(target)
    for user in (scene.reviewer, scene.translator):
        client.force_login(user)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        client.post(f"{url}?id={target.pk}", {"chooser": scene.target.home.pk, "include_descendants": "on"})
        assert stored(target) == before


# ------------------------------------------------------------------ the API
def test_no_api_that_writes_is_reached_until_somebody_switches_it_on() -> None:
    spaces = {door.namespace.partition(":")[0] for door in doors() if "api" in door.namespace}
    assert spaces == {"wagtailadmin_api"}  # the explorer's own, which reads
    with pytest.raises(NoReverseMatch):
        reverse("wagtailapi_v3:list_pages")


@pytest.fixture
def call(client, scene, settings):
    """Calls the API, as a superuser if nobody else is named."""
    settings.ROOT_URLCONF = URLS

    def call(method: str, path: str, by=None, **data):
        _token, key = APIToken.create_token(user=by or scene.admin, name="x")
        return client.generic(
            method,
            f"/api/v3/{path}",
            json.dumps(data),
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}"},
        )

    return call


def test_switched_on_it_reads_and_writes_originals(call, scene) -> None:
    page = scene.post("An original", topics=[], authors=[])
    found = call("PATCH", f"pages/{page.pk}/", meta={"type": "articles.BlogPostPage"}, title="Anew")
    assert found.status_code == 200, found.content
    assert call("GET", f"pages/{page.pk}/").status_code == 200
    assert call("POST", f"pages/{page.pk}/actions/unpublish/").status_code == 200


def test_switched_on_it_writes_no_translation(call, scene, item, update) -> None:
    type_ = {"meta": {"type": "articles.BlogPostPage"}}
    for one in (item, update):
        target = services.target_of(one)
        before, revisions = stored(target), target.revisions.count()
        source = services.source_of(one)
        locale = {"locale": scene.target.locale.language_code}
        for method, path, data in (
            ("PATCH", f"pages/{target.pk}/", type_ | {"title": "Past review"}),
            ("PATCH", f"pages/{target.pk}/", {"meta": type_["meta"] | {"action": "publish"}, "title": "Past review"}),
            ("DELETE", f"pages/{target.pk}/", {}),
            ("POST", f"pages/{target.pk}/actions/publish/", {}),
            ("POST", f"pages/{target.pk}/actions/unpublish/", {}),
            ("POST", f"pages/{target.pk}/actions/move/", {"destination_id": scene.source.blog.pk}),
            ("POST", f"pages/{target.pk}/actions/revert/", {"revision_id": target.latest_revision_id}),
            ("POST", f"pages/{target.pk}/actions/convert_alias/", {}),
            ("DELETE", f"pages/{target.pk}/actions/delete/", {}),
            ("POST", f"pages/{source.pk}/actions/copy_for_translation/", locale | {"alias": True}),
        ):
            assert call(method, path, **data).status_code == 403, (method, path)
            assert stored(target) == before
            assert target.revisions.count() == revisions
        assert call("GET", f"pages/{target.pk}/").status_code == 200


def test_switched_on_the_api_writes_to_nothing_locked(call, scene) -> None:
    page = scene.post("Locked", topics=[], authors=[])
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=scene.editor)
    before, revisions = stored(page), page.revisions.count()
    for method, path, data in (
        ("PATCH", f"pages/{page.pk}/", {"meta": {"type": "articles.BlogPostPage", "action": "publish"}, "title": "X"}),
        ("POST", f"pages/{page.pk}/actions/publish/", {}),
        ("POST", f"pages/{page.pk}/actions/unpublish/", {}),
        ("DELETE", f"pages/{page.pk}/", {}),
    ):
        assert call(method, path, **data).status_code == 423, (method, path)
        assert (stored(page), page.revisions.count()) == (before, revisions)


def test_nor_does_it_move_or_delete_what_stands_above_a_locked_page(call, scene) -> None:
    for tree in (scene.source, scene.target):
        section, elsewhere = factories.standard(tree, "Section"), factories.standard(tree, "Elsewhere")
        inside = factories.standard(SimpleNamespace(home=section, locale=tree.locale), "Inside")
        Page.objects.filter(pk=inside.pk).update(locked=True, locked_by=scene.editor)
        for method, path, data in (
            ("POST", f"pages/{section.pk}/actions/move/", {"destination_id": elsewhere.pk, "position": "last-child"}),
            ("DELETE", f"pages/{section.pk}/", {}),
            ("DELETE", f"pages/{section.pk}/actions/delete/", {}),
        ):
            kept = RefusedAct.objects.count()
            answer = call(method, path, **data)
            assert answer.status_code == 423, (method, path)
            assert answer.json()["detail"], "a program is told why, in its own form"
            assert fresh(inside).get_parent().get_parent().pk == tree.home.pk
            assert RefusedAct.objects.count() == kept + 1
            assert RefusedAct.objects.latest("pk").user == scene.admin
        Page.objects.filter(pk=inside.pk).update(locked_by=scene.admin)
        assert call("DELETE", f"pages/{section.pk}/").status_code == 204


def test_nor_does_it_rename_what_stands_above_a_locked_page(call, scene) -> None:
    for tree in (scene.source, scene.target):
        section = factories.standard(tree, "Section")
        inside = factories.standard(SimpleNamespace(home=section, locale=tree.locale), "Inside")
        Page.objects.filter(pk=inside.pk).update(locked=True, locked_by=scene.editor)
        data = {"meta": {"type": "home.StandardPage", "action": "publish"}, "slug": "renamed"}
        answer = call("PATCH", f"pages/{section.pk}/", **data)
        assert answer.status_code == 423, answer.content
        assert "“Inside”" in answer.json()["detail"]
        assert fresh(inside).url_path == inside.url_path
        Page.objects.filter(pk=inside.pk).update(locked_by=scene.admin)
        assert call("PATCH", f"pages/{section.pk}/", **data).status_code == 200
        assert fresh(inside).url_path != inside.url_path


def test_nor_does_its_author_delete_by_it_what_is_in_review(call, scene) -> None:
    for tree in (scene.source, scene.target):
        page = factories.post(tree, "Mine", live=False, owner=scene.editor)
        page.get_workflow().start(page, scene.editor)
        for path in (f"pages/{page.pk}/", f"pages/{page.pk}/actions/delete/"):
            assert call("DELETE", path, by=scene.editor).status_code == 423
            assert Page.objects.filter(pk=page.pk).exists()
            assert call("DELETE", path, by=scene.translator).status_code == 403


def test_nor_does_it_publish_words_of_ones_own_where_four_eyes_must_see_them(call, scene, settings) -> None:
    settings.REVIEW_FOUR_EYES = True
    page = factories.standard(scene.source, "Page", live=False)
    type_ = {"type": "home.StandardPage"}
    assert call("PATCH", f"pages/{page.pk}/", meta=type_, title="Own words").status_code == 200
    assert call("POST", f"pages/{page.pk}/actions/publish/").status_code == 403
    together = call("PATCH", f"pages/{page.pk}/", meta=type_ | {"action": "publish"}, title="Own words")
    assert together.status_code == 403
    assert not fresh(page).live
    assert call("POST", f"pages/{page.pk}/actions/publish/", by=scene.other_reviewer).status_code == 200
    assert fresh(page).live
