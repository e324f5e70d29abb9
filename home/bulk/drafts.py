"""Generated pages in memory, then in their trees: originals, translations as far as they have come, revisions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from articles.models import BlogIndexPage, PublicationIndexPage, Work
from translations import localize
from translations.comparison import Reflection
from translations.models import QueueItem

from . import pages
from .desk import Desk
from .frozen import strings
from .plan import Plan, Stage
from .words import edited, half, words


@dataclass
class Draft:
    """One page on its way into the database."""

    plan: Plan
    source: Page
    before: Page | None = None  # what the source said when it was translated, where that is no longer so
    target: Page | None = None
    texts: list[str] = field(default_factory=list)
    reflection: Reflection = field(default_factory=Reflection)  # of the source as it is now
    item: QueueItem | None = None
    revisions: dict[str, Revision] = field(default_factory=dict)


def originals(plans: Sequence[Plan], desk: Desk, now: datetime) -> list[Draft]:
    """Sources as readers see them now, in their trees."""
    works = _works([plan for plan in plans if not plan.is_post], now)
    drafts = []
    for plan in plans:
        first = words(plan.number, plan.source)
        said = edited(first, plan.edit, plan.source) if plan.stage is Stage.STALE else first
        source = pages.compose(plan, said, works.get(plan.number))
        source.live, source.locale = plan.stage is not Stage.UNPUBLISHED, desk.locales[plan.source]
        source.first_published_at = source.last_published_at = plan.published_at(now)
        if said is not first:
            source.last_published_at += (now - source.last_published_at) / 2
        source.has_unpublished_changes = not source.live
        drafts.append(Draft(plan, source))
    _insert([(draft.plan, draft.source, draft.source.locale.language_code) for draft in drafts], desk)
    for draft in drafts:
        draft.reflection = localize.reflection(draft.source)
        if draft.plan.stage is Stage.STALE:
            draft.before = pages.compose(draft.plan, words(draft.plan.number, draft.plan.source), _work(draft.source))
            _like(draft.before, draft.source)
    return drafts


def _work(page: Page) -> Any:
    return getattr(page, "work", None)


def _like(earlier: Page, row: Page) -> None:
    """Let an earlier state of a row, in memory, stand where the row stands."""
    said = {"title", "slug", "intro", "summary", "body", "work"}
    for one in row._meta.concrete_fields:
        if one.name not in said:
            setattr(earlier, one.attname, getattr(row, one.attname))
    for relation in get_all_child_relations(row):
        name = relation.get_accessor_name()
        getattr(earlier, name).set(list(getattr(row, name).all()))


def _works(plans: Sequence[Plan], now: datetime) -> dict[int, Work]:
    rows = [
        Work(
            title=words(plan.number, plan.source).title,
            language=plan.source,
            date=plan.published_at(now).date(),
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
        for plan in plans
    ]
    return dict(zip((plan.number for plan in plans), Work.objects.bulk_create(rows), strict=True))


def _insert(found: Sequence[tuple[Plan, Page, str]], desk: Desk) -> None:
    """Insert pages below their indexes, by kind and locale, with their topics."""
    for model, is_post in ((BlogIndexPage, True), (PublicationIndexPage, False)):
        for code, locale in desk.locales.items():
            mine = [(plan, row) for plan, row, where in found if plan.is_post == is_post and where == code]
            rows = [row for _plan, row in mine]
            for row in rows:
                row.locale = locale
            if rows:
                pages.insert_pages(desk.indexes[model, code], rows)
            pages.insert_topics(rows, [_topics(plan, desk) for plan, _row in mine])


def _topics(plan: Plan, desk: Desk) -> list[Any]:
    """Those of the source's language; a translation has the same."""
    known = desk.topics[plan.source]
    return [known[one] for one in plan.topics(len(known))]


def targets(drafts: Sequence[Draft], desk: Desk) -> None:
    """Translations as far as they have come: public ones as readers see them, others as drafts."""
    for draft in drafts:
        plan, first = draft.plan, words(draft.plan.number, draft.plan.source)
        whole = words(plan.number, plan.target)
        said = {Stage.TO_TRANSLATE: first, Stage.IN_PROGRESS: half(whole, first)}.get(plan.stage, whole)
        target = pages.compose(plan, said, _work(draft.source))
        target.slug = f"{target.slug}-{plan.target}"
        target.live, target.has_unpublished_changes = plan.is_public, not plan.is_public
        if plan.is_post:
            target.date = draft.source.date
        if plan.is_public:
            target.first_published_at = target.last_published_at = translated_at(draft)
        target.owner = desk.editor
        draft.target = target
    _insert([(draft.plan, draft.target, draft.plan.target) for draft in drafts], desk)
    for draft in drafts:
        draft.texts = _texts(draft)


def translated_at(draft: Draft) -> datetime:
    """A day after the original, before it was edited."""
    return draft.source.first_published_at + timedelta(days=1)


def _texts(draft: Draft) -> list[str]:
    """What the translation has for each segment of the source as it is now; "" where nothing."""
    plan = draft.plan
    whole = words(plan.number, plan.target)
    if plan.stage is Stage.STALE:
        whole = edited(whole, plan.edit, plan.target)
    translated = strings(pages.compose(plan, whole))
    mine = [row["text"] for row in draft.reflection.segments]
    done = len(mine)
    if plan.stage is Stage.TO_TRANSLATE:
        done = 0
    if plan.stage is Stage.IN_PROGRESS:
        done = len(mine) // 3
    known = set(strings(draft.before)) if draft.before else set(mine)
    pairs = zip(mine, translated, strict=True)
    return [text if place < done and said in known else "" for place, (said, text) in enumerate(pairs)]


def revisions(drafts: Sequence[Draft], desk: Desk) -> None:
    """One of each row; two of a source that was edited since."""
    for draft in drafts:
        at = draft.source.last_published_at
        if draft.before:
            draft.revisions["before"] = pages.revision(draft.before, desk.editor, draft.source.first_published_at)
        draft.revisions["source"] = pages.revision(draft.source, desk.editor, at)
        if draft.target:
            person = translator(draft.plan, desk)
            draft.revisions["target"] = pages.revision(draft.target, person, translated_at(draft))
    Revision.objects.bulk_create([one for draft in drafts for one in draft.revisions.values()])
    pages.point_at_latest([row for draft in drafts for row in (draft.source, draft.target) if row])


def translator(plan: Plan, desk: Desk) -> Any:
    people = desk.translators[plan.target]
    return people[plan.number % len(people)]
