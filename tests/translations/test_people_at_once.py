"""Two people who want the same item at the same moment, each with a database connection of their own."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from wagtail.models import PageLogEntry

from tests import factories
from tests.translations import story
from translations import people
from translations.exceptions import TakenAlready
from translations.models import QueueItem


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_take_it_at_the_same_moment_one_has_it(site) -> None:
    """With connections of their own, as in eight processes."""
    item = story.open_post(site, "en", "es", factories.user("opener", "Editors"))
    users = [factories.user(f"racer{number}", "Translators (es)") for number in range(8)]
    start, won, lost = Barrier(8), [], []

    def race(user) -> None:
        start.wait()
        try:
            people.take(item=item, user=user)
            won.append(user)
        except TakenAlready as refusal:
            lost.append(refusal.message)
        finally:
            connection.close()

    threads = [Thread(target=race, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [QueueItem.objects.get(pk=item.pk).assignee] == won
    assert len(lost) == 7
    assert all(won[0].username in message for message in lost)
    assert PageLogEntry.objects.filter(action="translations.take").count() == 1
