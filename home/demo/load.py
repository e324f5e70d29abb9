"""Loads the demo: makes what is missing, each item whole or not at all, and never touches what exists."""

from collections import Counter

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from articles.models import BlogIndexPage, PublicationIndexPage
from home.models import HomePage
from home.setup import setup_site
from translations.models import Notification

from .accounts import ACCOUNTS, ensure_accounts
from .acts import Cast
from .content import Item, State
from .library import ITEMS
from .originals import MODELS, Desk, family
from .planned import PLANS
from .standing import BLOG_INTROS, LEADS, PUBLICATION_INTROS
from .translating import schedule, translate

LANGUAGES = ("en", "es")
WORDS: tuple[tuple[type[Page], str, dict[str, str]], ...] = (
    (HomePage, "lead", LEADS),
    (BlogIndexPage, "intro", BLOG_INTROS),
    (PublicationIndexPage, "intro", PUBLICATION_INTROS),
)


def load_demo() -> Counter[str]:
    """Make accounts, texts, pictures and translations that are missing.

    Returns how many of each were made, by plural name; empty when nothing was missing. An item exists as
    long as one row of its family does, whatever people have made of it.
    """
    setup_site()
    made: Counter[str] = Counter()
    made["accounts"] += len(ensure_accounts())
    cast = Cast()
    introduce(cast)
    desk = Desk(cast)
    for item in ITEMS:
        if not family(item).exists():
            load_item(item, desk)
            made[str(MODELS[type(item)]._meta.verbose_name_plural)] += 1
    if +made:
        approvals = Notification.objects.filter(kind=Notification.Kind.APPROVED, read_at=None)
        # What the demo's own people did is no news to whoever takes their place.
        approvals.filter(user__username__in=[account.username for account in ACCOUNTS]).update(read_at=timezone.now())
    return +made


@transaction.atomic
def load_item(item: Item, desk: Desk) -> models.Model:
    """One item with its translation: both in the state that the demo shows, or neither."""
    source = desk.hand_in(item) if item.state is State.WAITS else desk.publish(item)
    other = next(code for code in LANGUAGES if code != item.language)
    translate(item, source, desk.locales[other], desk.cast)
    if plan := PLANS.get((type(item), item.key)):
        schedule(plan, source, desk.locales[other], desk.cast)
    return source


@transaction.atomic
def introduce(cast: Cast) -> None:
    """Say on the home and index pages what they are, in the words of each tree, where nobody has written yet."""
    for model, field, texts in WORDS:
        for locale in Locale.objects.filter(language_code__in=LANGUAGES):
            page = model.objects.filter(locale=locale).first()
            # Revisions of setup_site have no user; one that has tells of a person's decision.
            if page and not getattr(page, field) and not page.revisions.exclude(user=None).exists():
                setattr(page, field, texts[locale.language_code])
                page.save_revision(user=cast.reviewer, log_action=True).publish(user=cast.reviewer)
