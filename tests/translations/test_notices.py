"""What readers of a translation are told."""

from copy import deepcopy

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.timezone import localtime

from core import dates
from tests.translations import story
from translations import services
from translations.notices import notice_for


@pytest.fixture(scope="module", params=story.DIRECTIONS, ids="→".join)
def shared(kept, request):
    with kept() as site:
        yield built(site, *request.param)


@pytest.fixture
def published(shared, db):
    return deepcopy(shared)


def built(site, source, target):
    people = story.people(site)
    item = story.open_post(site, source, target, people.editor)
    services.save_translation(item=item, user=people.admin, texts=story.typed(item))
    services.submit_translation(item=item, user=people.admin)
    story.approve(services.target_of(item), people.admin)
    return item


def rendered(page) -> str:
    with translation.override(page.locale.language_code):
        html = Template("{% load translation_tags %}{% translation_notice page %}").render(Context({"page": page}))
    return " ".join(html.split())


def test_an_original_says_nothing(published) -> None:
    source = services.source_of(published)
    assert notice_for(source) is None
    assert rendered(source) == ""


def test_a_translation_names_its_original_and_the_version(published, django_assert_max_num_queries) -> None:
    target = services.target_of(published)
    assert target.url  # the site’s root paths are cached from here on
    assert services.source_of(published).url
    with django_assert_max_num_queries(3):
        notice = notice_for(target)
    assert notice.language_code == published.source_locale.language_code
    assert notice.version == services.source_of(published).live_revision.created_at
    assert (notice.is_stale, notice.is_withdrawn) == (False, False)
    assert f'href="{services.source_of(published).url}"' in rendered(target)
    with translation.override(target.locale.language_code):
        assert dates.in_words(localtime(notice.version)) in rendered(target)


def test_a_changed_original_is_admitted_at_once(published) -> None:
    source = services.source_of(published)
    source.intro = "Other words."
    source.save_revision().publish()
    assert notice_for(services.target_of(published)).is_stale


def test_a_republished_original_without_a_change_is_not(published) -> None:
    services.source_of(published).save_revision().publish()
    assert not notice_for(services.target_of(published)).is_stale


def test_of_an_original_that_was_never_public_nobody_is_told_that_it_is_no_longer(published) -> None:
    source = services.source_of(published)
    type(source).objects.filter(pk=source.pk).update(live=False, first_published_at=None)
    notice = notice_for(services.target_of(published))
    assert not notice.is_withdrawn
    assert notice.url == ""
    assert "no longer" not in rendered(services.target_of(published))


def test_a_withdrawn_original_is_admitted_and_not_linked(published) -> None:
    source = services.source_of(published)
    source.unpublish()
    notice = notice_for(services.target_of(published))
    assert notice.is_withdrawn
    assert notice.url == ""
    assert f'href="{source.url}"' not in rendered(services.target_of(published))


@pytest.mark.parametrize("place", ["itself", "above"])
def test_of_an_original_that_is_private_neither_address_nor_change_is_told(published, client, place) -> None:
    """Its address says its title, and that it changed says that somebody writes it."""
    target = services.target_of(published)
    source = services.source_of(published)
    source.intro = "Other words, and more of them than before."
    source.save_revision().publish()
    (source if place == "itself" else source.get_parent()).view_restrictions.create(restriction_type="login")
    notice = notice_for(target)
    assert (notice.url, notice.is_stale, notice.is_withdrawn, notice.untold) == ("", False, False, [])
    assert source.get_url() not in client.get(target.url).content.decode()
