"""Generated pages come only where they are asked for, beside no demo, and whole or not at all."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import BlogPostPage
from home.bulk.desk import index_pages
from home.bulk.make import Refused, how_many, make
from home.demo.library import ITEMS
from tests import factories
from translations.models import QueueItem


def test_a_batch_that_fails_leaves_nothing(site, monkeypatch):
    monkeypatch.setattr("home.bulk.queue.baselines", lambda drafts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make(5)
    assert how_many() == QueueItem.objects.count() == BlogPostPage.objects.count() == 0


def test_they_are_never_mixed_with_the_demo(site):
    factories.post(site.en, "A post of the demo", translation_key=ITEMS[-1].translation_key)
    with pytest.raises(Refused, match="demo"):
        make(5)
    assert not index_pages().exists()


def test_where_debug_is_off_the_command_refuses_in_one_sentence(site, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError) as refusal:
        call_command("make_bulk_content", "5")
    assert str(refusal.value).count(".") == 1
    assert "--force" in str(refusal.value)
    assert how_many() == 0


def test_the_command_says_what_it_made_and_what_it_did_not(site):
    out = StringIO()
    call_command("make_bulk_content", "3", "--force", "--verbosity", "2", stdout=out)
    assert "3 originals" in out.getvalue()
    assert "3 …" in out.getvalue()
    assert "update_index" in out.getvalue()
    again = StringIO()
    call_command("make_bulk_content", "3", "--force", stdout=again)
    assert "nothing was missing" in again.getvalue()


@pytest.mark.parametrize("number", ["-1", "many", ""])
def test_what_is_no_number_of_pages_is_refused(site, number):
    with pytest.raises((CommandError, SystemExit)):
        call_command("make_bulk_content", number, "--force")


def test_a_site_that_holds_the_demo_is_told_so_by_the_command(site):
    factories.post(site.en, "A post of the demo", translation_key=ITEMS[-1].translation_key)
    with pytest.raises(CommandError, match="demo"):
        call_command("make_bulk_content", "5", "--force")
