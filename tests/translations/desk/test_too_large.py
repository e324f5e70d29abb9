"""Too much at once is refused in words, and nothing of what is stored changes."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.reading import links, main, parse, text
from tests.translations.test_views_edit import form_data
from translations import services
from translations.forms.translation import version

MUCH = "á" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 6 + 1)  # of each letter, six bytes are sent


def send(client, url: str, data: dict[str, str]):
    """As a browser sends a form."""
    return client.post(url, urlencode(data), content_type="application/x-www-form-urlencoded")


def addresses(item) -> tuple[str, str]:
    title = services.segments(item)[0]
    return (
        reverse("translations:edit", args=[item.pk]),
        reverse("translations:segment", args=[item.pk, title.pk]),
    )


def test_a_passage_that_is_too_large_is_refused_in_words_that_a_script_can_read(client, scene, item) -> None:
    client.force_login(scene.translator)
    title = services.segments(item)[0]
    answer = send(client, addresses(item)[1], {"target": MUCH, "version": version(title)})
    assert answer.status_code == 413
    (sentence,) = answer.json()["errors"]
    assert "too large to be stored: the site takes 2.5\xa0MB at once" in sentence
    assert services.segments(item)[0] == title
    assert answer.json()["yours"] == MUCH


@pytest.mark.parametrize("sent", ["x=" + "y" * (17 * 2**20), "&".join(["x=y"] * 800_000), "target=%FF" + "x" * 2**22])
def test_what_cannot_be_given_back_is_refused_all_the_same(client, scene, item, sent) -> None:
    client.force_login(scene.translator)
    answer = client.post(addresses(item)[1], sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert answer.json()["errors"]


def test_a_form_that_is_too_large_is_answered_with_a_page_that_says_what_to_do(client, scene, item) -> None:
    client.force_login(scene.translator)
    title = services.segments(item)[0]
    answer = send(client, addresses(item)[0], form_data(item, {title.pk: MUCH}))
    assert answer.status_code == 413
    told = main(parse(answer.content.decode()))
    assert "nothing of it was stored" in text(told)
    assert addresses(item)[0] in links(told)
    assert services.segments(item)[0] == title


def test_what_is_just_not_too_large_is_judged_by_the_gate(client, scene, item) -> None:
    client.force_login(scene.translator)
    data = {"target": MUCH[:-200], "version": version(services.segments(item)[0])}
    answer = send(client, addresses(item)[1], data)
    assert answer.status_code == 422


def test_a_form_of_too_many_fields_is_told_the_same(client, scene, item) -> None:
    client.force_login(scene.translator)
    fields = {f"text-{number}": "" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    for url in addresses(item):
        assert send(client, url, fields).status_code == 413


def test_the_check_of_the_token_stays(scene, item) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.translator)
    for url in addresses(item):
        assert send(client, url, {"target": "x"}).status_code == 403


def test_guests_and_other_addresses_get_the_answer_of_the_site(client, scene, item) -> None:
    for url in addresses(item):
        assert send(client, url, {"target": MUCH}).status_code == 302
    client.force_login(scene.translator)
    answer = send(client, reverse("translations:take", args=[item.pk]), {"target": MUCH})
    assert answer.status_code == 413
    assert "save the passages one by one" not in answer.content.decode()
