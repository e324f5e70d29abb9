"""“Translate to …”: who may open what, in which direction."""

import pytest
from django.urls import reverse

from tests import factories
from tests.translations import story
from translations import services
from translations.models import QueueItem
from translations.views.base import start_url


@pytest.fixture
def people(site):
    return story.people(site)


@pytest.fixture(params=story.DIRECTIONS, ids=lambda pair: "→".join(pair))
def trees(site, request):
    source, target = request.param
    return getattr(site, source), getattr(site, target)


def test_an_editor_opens_a_page_and_what_it_needs(client, trees, people) -> None:
    source, target = trees
    topic = factories.topic(source.locale, "Peace")
    author = factories.person(source.locale, "Ada Example")
    post = factories.post(source, "A post", topics=[topic], authors=[author])
    client.force_login(people.editor)
    page = client.get(start_url(post)).content.decode()
    assert "Opened along with it, because it needs them:" in page
    response = client.post(start_url(post), {"locale": target.locale.language_code}, follow=True)
    assert "is open for translation into" in response.content.decode()
    for row in (post, topic, author):
        twin = type(row).objects.get(translation_key=row.translation_key, locale=target.locale)
        assert not twin.live
        assert QueueItem.objects.get(translation_key=row.translation_key).created_by == people.editor


def test_where_no_language_is_left_nothing_is_to_be_pressed(client, trees, people) -> None:
    source, target = trees
    post = factories.post(source, "A post")
    client.force_login(people.editor)
    for left in (True, False):
        page = client.get(start_url(post)).content.decode()
        assert (">Open for translation</button>" in page) is left
        assert ("cannot be opened for translation into any language now" in page) is not left
        client.post(start_url(post), {"locale": target.locale.language_code})
    assert "It exists in this language already." in page


def test_the_outlets_and_people_of_a_work_are_opened_with_its_publication(client, trees, people) -> None:
    source, target = trees
    outlet = factories.outlet(source.locale, "A journal")
    author = factories.person(source.locale, "Ada Example")
    work = factories.work(
        "A work", outlet=outlet, authors=[author], editions=[{"outlet": factories.outlet(source.locale, "A site")}]
    )
    publication = factories.publication(source, "On it", work=work)
    client.force_login(people.editor)
    client.post(start_url(publication), {"locale": target.locale.language_code})
    assert QueueItem.objects.count() == 4


def test_listed_publications_are_opened_too_if_asked(client, trees, people) -> None:
    source, target = trees
    publication = factories.publication(source, "On a work")
    post = factories.post(source, "A post", publications=[publication])
    client.force_login(people.editor)
    client.post(start_url(post), {"locale": target.locale.language_code, "listed": "1"})
    assert QueueItem.objects.filter(translation_key=publication.translation_key).exists()


def test_a_draft_cannot_be_opened_and_the_screen_says_why(client, trees, people) -> None:
    source, target = trees
    post = factories.post(source, "A draft", live=False)
    client.force_login(people.editor)
    assert "It is not public yet." in client.get(start_url(post)).content.decode()
    response = client.post(start_url(post), {"locale": target.locale.language_code}, follow=True)
    assert "It is not public yet." in response.content.decode()
    assert not QueueItem.objects.exclude(started_at=None).exists()


def test_no_language_chosen_is_said(client, trees, people) -> None:
    client.force_login(people.editor)
    post = factories.post(trees[0], "A post")
    assert "Choose at least one language." in client.post(start_url(post)).content.decode()


def test_translators_and_strangers_open_nothing(client, trees, people) -> None:
    source, target = trees
    post = factories.post(source, "A post")
    for user in (getattr(people, f"translator_{target.locale.language_code}"), factories.user("nobody"), None):
        client.logout()
        if user:
            client.force_login(user)
        response = client.post(start_url(post), {"locale": target.locale.language_code})
        assert response.status_code in (302, 403)
        assert not QueueItem.objects.exclude(started_at=None).exists()


@pytest.mark.parametrize("address", [("articles", "work", "1"), ("articles", "nothing", "1"), ("auth", "group", "1")])
def test_what_cannot_be_translated_has_no_such_screen(client, people, address) -> None:
    client.force_login(people.admin)
    assert client.get(reverse("translations:start", args=address)).status_code == 404


def test_the_page_editor_and_the_lists_offer_it(client, trees, people) -> None:
    post = factories.post(trees[0], "A post")
    topic = factories.topic(trees[0].locale, "Peace")
    client.force_login(people.editor)
    for url in (
        reverse("wagtailadmin_pages:edit", args=[post.pk]),
        reverse("wagtailadmin_explore", args=[post.get_parent().pk]),
    ):
        assert start_url(post) in client.get(url).content.decode()
    listing = reverse(topic.snippet_viewset.get_url_name("list"))
    assert start_url(topic) in client.get(listing, {"locale": topic.locale.language_code}).content.decode()


def test_a_second_start_keeps_the_first(client, trees, people) -> None:
    source, target = trees
    post = factories.post(source, "A post")
    client.force_login(people.editor)
    for _ in range(2):
        client.post(start_url(post), {"locale": target.locale.language_code})
    assert QueueItem.objects.filter(translation_key=post.translation_key).count() == 1
    assert services.target_of(QueueItem.objects.get(translation_key=post.translation_key)).title == "A post"


@pytest.mark.parametrize("pk", ["abc", "0", "-1", "1.5", "9" * 19, "9" * 40, "1' or 1=1"])
def test_keys_that_name_nothing_are_not_found(client, people, pk) -> None:
    client.force_login(people.editor)
    for send in (client.get, client.post):
        assert send(reverse("translations:start", args=["articles", "blogpostpage", pk])).status_code == 404
