"""Makes the generated pages that are missing, in batches: each whole, with all that the queue knows of it, or not."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from home.demo.library import ITEMS
from home.setup import setup_site
from translations import standings

from . import drafts, queue
from .desk import Desk, index_pages
from .frozen import Pair, freeze
from .plan import REVIEWED, Plan, Stage

BATCH = 200


class Refused(Exception):
    """Why nothing is generated here, as a sentence."""


def how_many() -> int:
    """How many originals were generated here before."""
    indexes = [Q(path__startswith=page.path, depth=4) for page in index_pages()]
    if not indexes:
        return 0
    below = Page.objects.filter(Q.create(indexes, connector=Q.OR))
    return below.order_by().values("translation_key").distinct().count()


def has_demo() -> bool:
    """Whether the demo was loaded here."""
    return Page.objects.filter(translation_key__in=[item.translation_key for item in ITEMS]).exists()


def make(number: int, told: Callable[[int], Any] = lambda done: None) -> Counter[str]:
    """Make what is missing to `number` originals; returns how many of each kind of row were made.

    Calls `told` with how many there are after each batch. Neither the search index nor Wagtail’s index of
    references learns of them. Raises Refused on a site that holds the demo.
    """
    if has_demo():
        raise Refused("The demo was loaded into this database: generated pages would stand among its texts.")
    setup_site()
    made: Counter[str] = Counter()
    desk, now = Desk(), timezone.now().replace(microsecond=0)
    for first in range(how_many(), number, BATCH):
        plans = [Plan(one) for one in range(first, min(first + BATCH, number))]
        made += make_batch(plans, desk, now)
        told(plans[-1].number + 1)
    return made


@transaction.atomic
def make_batch(plans: Sequence[Plan], desk: Desk, now: datetime) -> Counter[str]:
    """All rows of some plans."""
    made = drafts.originals(plans, desk, now)
    started = [draft for draft in made if draft.plan.is_started]
    drafts.targets(started, desk)
    drafts.revisions(made, desk)
    queue.items(made, desk, now)
    freeze([_pair(draft, desk) for draft in started])
    queue.baselines(started)
    queue.reviews([draft for draft in started if draft.plan.stage in REVIEWED], desk)
    standings.refresh([draft.item for draft in made])
    return Counter(originals=len(made), translations=len(started))


def _pair(draft: drafts.Draft, desk: Desk) -> Pair:
    is_machine = draft.plan.stage is Stage.MACHINE
    translator = drafts.translator(draft.plan, desk)
    return Pair(draft.source, draft.target, draft.texts, is_machine, translator, draft.revisions["target"])
