"""Wagtail's explorer and page editor say how far the translations of an original are."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.reading import by_class, links, parse, text
from tests.translations.advance import in_review
from tests.translations.queued import queued, stand
from translations import services
from translations.models import QueueItem
from translations.states import Flag, State, Tab
from translations.views.base import start_url


def explorer(client, parent, **parameters: str):
    response = client.get(reverse("wagtailadmin_explore", args=[parent.pk]), parameters)
    assert response.status_code == 200
    return parse(response.content.decode())


def standing_of(scene, post, tab: str = Tab.STALE):
    item = {"translation_key": post.translation_key}
    return queued(scene.source, scene.target, tab, item=item, source_pk=str(post.pk), title=post.title)[0]


def test_an_original_shows_where_each_language_stands(client, scene) -> None:
    post = scene.post("Water")
    item = standing_of(scene, post)
    unknown = scene.post("Unknown")
    QueueItem.objects.filter(translation_key=unknown.translation_key).delete()
    client.force_login(scene.editor)
    cells = [text(cell) for cell in by_class(explorer(client, scene.source.blog), "translation-explorer")]
    name = {"en": "English", "es": "Spanish"}[scene.target.locale.language_code]
    assert sorted(cells)[0] == ""
    assert sorted(cells)[1].replace("\xa0", " ").startswith(f"{name}: ◐ Original changed · 41 words")
    html = client.get(reverse("wagtailadmin_explore", args=[scene.source.blog.pk])).content.decode()
    assert reverse("translations:edit", args=[item.pk]) in html


def test_a_translation_shows_where_it_stands_itself(client, scene) -> None:
    post = scene.post("Water")
    item = scene.start(post)
    stand(item, State.READY, Tab.STALE, flags=[Flag.STALE.value], words_to_do=41)
    client.force_login(scene.admin)
    (cell,) = by_class(explorer(client, scene.target.blog), "translation-explorer")
    name = {"en": "English", "es": "Spanish"}[scene.source.locale.language_code]
    told = text(cell).replace("\xa0", " ")
    assert told.startswith(f"Translation from {name}: ◐ Original changed · 41 words")
    assert links(cell) == [reverse("translations:edit", args=[item.pk])]


def test_who_may_not_see_an_item_sees_its_state_without_a_link(client, scene) -> None:
    post = scene.post("Water")
    item = standing_of(scene, post)
    client.force_login(scene.other_reviewer)
    (cell,) = by_class(explorer(client, scene.source.blog), "translation-explorer")
    assert "Original changed" in text(cell)
    assert list(cell.iter("a")) == []
    assert client.get(reverse("translations:edit", args=[item.pk])).status_code == 302


def test_the_column_survives_searching_and_sorting(client, scene) -> None:
    standing_of(scene, scene.post("Water"))
    client.force_login(scene.editor)
    for parameters in ({"q": "Water"}, {"ordering": "title"}, {"ordering": "ord"}, {"has_child_pages": "false"}):
        assert by_class(explorer(client, scene.source.blog, **parameters), "translation-explorer"), parameters
    by_type = client.get(reverse("wagtailadmin_pages:type_use", args=["articles", "blogpostpage"]))
    assert "Original changed" in by_type.content.decode()
    assert client.get("/admin/pages/").status_code in (200, 302)
    assert client.get(reverse("wagtailadmin_explore_results", args=[scene.source.blog.pk])).status_code == 200


def test_the_column_costs_one_query_for_a_whole_page(client, scene) -> None:
    client.force_login(scene.admin)
    costs = []
    for number in (2, 10):
        for _ in range(number):
            standing_of(scene, factories.post(scene.source))
        explorer(client, scene.source.blog)
        with CaptureQueriesContext(connection) as captured:
            explorer(client, scene.source.blog)
        costs.append([query for query in captured.captured_queries if "translations_standing" in query["sql"]])
    assert [len(found) for found in costs] == [2, 2]  # the column and the menu
    scene.start(scene.post())
    explorer(client, scene.target.blog)
    with CaptureQueriesContext(connection) as captured:
        explorer(client, scene.target.blog)
    assert len([query for query in captured.captured_queries if "translations_standing" in query["sql"]]) == 2


def editor_panel(client, page):
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_editor_of_an_original_has_a_panel_of_its_translations(client, scene) -> None:
    post = scene.post("Water")
    item = standing_of(scene, post)
    client.force_login(scene.editor)
    html = editor_panel(client, post)
    assert "translation-side" in html
    assert reverse("translations:edit", args=[item.pk]) in html


def test_the_panel_offers_what_can_be_opened_public_or_in_review_and_nothing_where_no_language_is_left(
    client, scene
) -> None:
    client.force_login(scene.editor)
    for post in (scene.post("Water"), in_review(scene)):
        start = f'class="button button-small button-secondary" href="{start_url(post)}"'
        html = editor_panel(client, post)
        assert start in html
        assert "It can be translated once" not in html
        scene.start(post)
        assert start not in editor_panel(client, post)


def test_the_panel_of_what_is_not_public_yet_says_what_comes_first(client, scene) -> None:
    draft = factories.post(scene.source, "Draft", live=False)
    client.force_login(scene.editor)
    html = editor_panel(client, draft)
    assert "It can be translated once it is in review or public." in html
    unknown = scene.post()
    QueueItem.objects.filter(translation_key=unknown.translation_key).delete()
    assert "It is not on its way" in editor_panel(client, unknown)


def test_a_translation_is_still_edited_in_a_form_of_its_own(client, scene) -> None:
    item = scene.start(scene.post())
    client.force_login(scene.editor)
    row = services.target_of(item)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[row.pk]))
    assert response.url == reverse("translations:edit", args=[item.pk])
