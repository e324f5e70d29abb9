"""The demo comes only when it is asked for: its accounts have a password that everybody knows."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from home.demo.accounts import ACCOUNTS


def test_no_account_comes_with_a_site_that_has_no_demo(site) -> None:
    assert not get_user_model().objects.filter(username__in=[account.username for account in ACCOUNTS]).exists()


@pytest.mark.django_db
def test_where_debug_is_off_the_command_refuses_in_one_sentence(settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError) as refusal:
        call_command("load_demo")
    assert str(refusal.value).count(".") == 1
    assert "--force" in str(refusal.value)
    assert not get_user_model().objects.exists()


@pytest.mark.django_db
def test_where_debug_is_on_the_command_does_not_ask(settings, monkeypatch) -> None:
    settings.DEBUG = True
    monkeypatch.setattr("home.management.commands.load_demo.load_demo", dict)
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert "nothing was missing" in out.getvalue()
