"""wagtail-localize's own addresses answer superusers only, whatever they are and whatever is sent there."""

from copy import deepcopy

import pytest
from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

from tests import factories
from tests.translations import story
from translations import localize, services

IDS = {"page_id", "translation_source_id", "translation_id", "string_segment_id", "overridable_segment_id"}


def names(patterns=None, inside=False) -> set[str]:
    """Every name in wagtail-localize's namespace, found by walking the resolver."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern.url_patterns, inside or pattern.namespace == localize.URL_NAMESPACE)
        elif isinstance(pattern, URLPattern) and inside:
            found.add(pattern.name)
    return found


@pytest.fixture
def opened(shared, db):
    return deepcopy(shared)


def built(site):
    people = story.people(site)
    item = story.open_post(site, "en", "es", people.editor)
    services.save_translation(item=item, user=people.translator_es, texts=story.typed(item))
    people.administrator = factories.user("administrator", "Site administrators")
    return item, people


def address(name: str, item) -> str:
    """The address with real ids of the item."""
    translation = services.translation_of(item)
    source = services.source_of(item)
    string = localize.StringSegment.objects.filter(source=translation.source).first()
    value = localize.OverridableSegment.objects.filter(source=translation.source).first()
    arguments = {
        "submit_page_translation": [source.pk],
        "submit_snippet_translation": ["articles", "topic", "1"],
        "update_translations": [translation.source_id],
        "edit_string_translation": [translation.pk, string.pk],
        "edit_override": [translation.pk, value.pk],
        "convert_to_alias": [services.target_of(item).pk],
        "snippets_api_listing": ["articles", "topic"],
        "snippets_api_detail": ["articles", "topic", "1"],
    }
    pair = ("download_pofile", "upload_pofile", "machine_translate", "preview_translation", "stop_translation")
    arguments |= {one: [translation.pk] for one in pair}
    return reverse(f"{localize.URL_NAMESPACE}:{name}", args=arguments.get(name, []))


def world() -> tuple:
    """What a forbidden act would change."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "live", "title", "draft_title", "alias_of", "slug")),
        list(localize.StringTranslation.objects.order_by("pk").values_list("pk", "data", "has_error")),
        list(localize.Translation.objects.order_by("pk").values_list("pk", "enabled")),
    )


def test_the_walk_finds_the_addresses_that_are_known_to_be_open_doors() -> None:
    assert names() >= {"update_translations", "convert_to_alias", "edit_string_translation", "submit_page_translation"}


@pytest.mark.parametrize("part", ["editor", "translator_es", "translator_en", "reviewer_es", "administrator"])
def test_nobody_but_a_superuser_gets_through_and_nothing_changes(client, opened, part) -> None:
    item, people = opened
    before = world()
    client.force_login(getattr(people, part))
    for name in sorted(names()):
        for send in (client.get, client.post, client.put):
            response = send(address(name, item))
            refused = response.status_code == 403 or (response.status_code == 302 and response.url == "/admin/")
            assert refused, f"{part}: {name} answered {response.status_code}"
    assert world() == before


def test_even_the_right_to_submit_opens_nothing(client, opened) -> None:
    """Wagtail-localize's own permission, given by hand, does not pass the gate."""
    from django.contrib.auth.models import Permission

    item, people = opened
    Group.objects.get(name="Translators (es)").permissions.add(Permission.objects.get(codename="submit_translation"))
    client.force_login(people.translator_es)
    response = client.post(address("update_translations", item), {"publish_translations": "on"})
    assert response.status_code == 302
    assert not services.target_of(item).live


def test_the_anonymous_are_sent_to_the_login(client, opened) -> None:
    item, _people = opened
    before = world()
    for name in sorted(names()):
        for send in (client.get, client.post):
            assert "/login/" in send(address(name, item)).url
    assert world() == before


def test_a_superuser_reaches_them(client, opened) -> None:
    item, people = opened
    client.force_login(people.admin)
    assert client.get(address("translations_report", item)).status_code == 200
    assert client.get(address("download_pofile", item)).status_code == 200


def test_the_report_is_in_the_menu_of_superusers_only(client, opened) -> None:
    _item, people = opened
    for user, shown in ((people.admin, True), (people.editor, False), (people.reviewer_es, False)):
        client.force_login(user)
        link = reverse(f"{localize.URL_NAMESPACE}:translations_report")
        assert (link in client.get("/admin/").content.decode()) is shown
