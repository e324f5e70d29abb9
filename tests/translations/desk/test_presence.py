"""Who else has an item open: told to those who see it, for as long as it is so, and to nobody else."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from translations.models import Presence
from translations.views.presence import sentence


@pytest.fixture
def here(client, scene, kept_item):
    item = deepcopy(kept_item)

    def ask(user, **data):
        client.force_login(user)
        return client.post(reverse("translations:presence", args=[item.pk]), data).json()["names"]

    return ask


def test_each_hears_of_the_others_and_not_of_themselves(here, scene) -> None:
    assert here(scene.translator) == []
    assert here(scene.reviewer) == [scene.translator.username]
    assert here(scene.translator) == [scene.reviewer.username]


def test_whoever_closed_the_page_is_not_here(here, scene) -> None:
    here(scene.translator)
    assert here(scene.translator, leaves="1") == []
    assert here(scene.reviewer) == []


def test_whoever_was_not_heard_of_for_a_minute_is_not_here(here, scene) -> None:
    here(scene.translator)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    assert here(scene.reviewer) == []


def test_what_is_a_day_old_is_not_kept(here, scene) -> None:
    here(scene.translator)
    Presence.objects.update(seen_at=timezone.now() - timedelta(days=2))
    here(scene.reviewer)
    assert Presence.objects.count() == 1


def test_whose_account_was_closed_is_not_here(here, scene) -> None:
    here(scene.translator)
    scene.translator.is_active = False
    scene.translator.save()
    assert here(scene.reviewer) == []


@pytest.mark.parametrize(
    ("language", "names", "said"),
    [
        ("en", [], ""),
        ("en", ["Ana"], "Ana is here"),
        ("en", ["Ana", "Luis", "Eva"], "Ana, Luis and Eva are here"),
        ("es", ["Ana"], "Ana está aquí"),
        ("es", ["Ana", "Luis", "Eva"], "Ana, Luis y Eva están aquí"),
        ("es", ["Ana", "Inés"], "Ana e Inés están aquí"),
        ("es", ["Ana", "Hierro"], "Ana y Hierro están aquí"),
    ],
)
def test_it_is_said_in_the_readers_language(language, names, said) -> None:
    with translation.override(language):
        assert sentence(names) == said
