"""Old versions are purged by a command of Wagtail: what is public stays, though what it was typed over is younger."""

import pytest
from django.core.management import call_command
from wagtail.models import Revision

from tests.translations import story
from tests.translations.conftest import Scene
from translations import services
from translations.models import Standing
from translations.states import State, Tab


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("source", "target"), story.DIRECTIONS)
def test_a_purge_of_old_versions_leaves_what_is_public(site, source, target) -> None:
    scene = Scene(site, source, target)
    item, public = scene.live(scene.post("Two works"))
    scene.save(item, intro="Corrected")
    scene.save(item)
    youngest = public.revisions.latest("created_at")
    assert youngest.pk != public.live_revision_id
    call_command("purge_revisions")
    now = services.target_of(item)
    assert (now.live_revision_id, now.latest_revision_id) == (public.live_revision_id, public.live_revision_id)
    standing = Standing.objects.get(item=item)
    assert (standing.state, standing.tab, standing.flags) == (State.CURRENT, Tab.DONE, [])
    now.delete()
    assert not Revision.objects.filter(pk=public.live_revision_id).exists()  # it goes with its page
