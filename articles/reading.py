"""What the page of a post, a publication or a work shows beside its own fields, resolved for the reader."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model, OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects
from wagtail.models import Locale

from core.families import Resolved, live_families, resolve, resolve_keys, resolved
from core.licences import Licence, read_licence
from core.pictures import bring_renditions, pictures_in
from core.readers import Reader

from .cards import plain
from .editions import EditionLink, editions_for, own_name
from .models import BlogPostPage, Edition, Outlet, Person, PublicationPage, Topic, Work, WorkAuthor
from .roles import edited_as

PUBLICATION_LIST = "publications"


@dataclass(frozen=True)
class Credit:
    """An author of a work, and what they were when they wrote it."""

    person: Resolved[Person]
    role: str
    affiliation: str


@dataclass(frozen=True)
class Line:
    """A text, and its language where it is not the reader's."""

    text: str
    lang: str


@dataclass(frozen=True)
class WorkFacts:
    """A work as readers see it, the same on its own page and in a post's list.

    `outlet_name` is what the outlet is called in the work's own language, for references to it; `repeats` is the form
    of a work that our page in the reader's language repeats word for word.
    """

    work: Work
    outlet: Resolved[Outlet] | None
    credits: list[Credit]
    editions: list[EditionLink]
    outlet_name: str = ""
    repeats: EditionLink | None = None

    @property
    def original(self) -> EditionLink:
        return next(link for link in self.editions if link.is_original)

    @property
    def edited_as(self) -> str:
        """What all who are named with it did to it, of the words in roles.py; "" where one of them wrote it."""
        return edited_as(self.work.kind, [credit.role for credit in self.credits])

    @property
    def is_edited(self) -> bool:
        """Whether all who are named with it edited it."""
        return bool(self.edited_as)

    @property
    def changed(self) -> datetime.datetime | None:
        """When facts of a public work last changed for readers."""
        return self.work.last_published_at if self.work.live else None

    @property
    def licence(self) -> Licence | None:
        """That of the original, named in the active language."""
        return read_licence(self.work.licence)

    @property
    def non_endorsements(self) -> list[Line]:
        """The lines of its outlet and of those of its editions, to which readers are led too; what two of them say in
        the same words once."""
        lines = map(_line_of, (self.outlet, *(link.outlet for link in self.editions)))
        found: dict[str, Line] = {}
        for line in filter(None, lines):
            found.setdefault(line.text.strip(), line)
        return list(found.values())


@dataclass(frozen=True)
class ListedPublication:
    """A publication in a post's list. Without a page that is public in this language, the work's facts stand alone."""

    facts: WorkFacts
    page: PublicationPage | None
    url: str
    summary: str

    @property
    def title(self) -> str:
        return self.page.title if self.page else self.facts.work.title

    @property
    def lang(self) -> str:
        """Marks the title where it is not in the reader's language."""
        return "" if self.page else self.facts.original.lang


@dataclass(frozen=True)
class PostParts:
    """What a post's page shows beside its own fields. `list_is_placed`: a block of the body shows the list."""

    authors: list[Resolved[Person]]
    topics: list[Resolved[Topic]]
    publications: list[ListedPublication]
    blocks: list
    list_is_placed: bool


@dataclass(frozen=True)
class PublicationParts:
    """What a publication's page shows beside its own fields; `facts` is None while its work is not public."""

    facts: WorkFacts | None
    topics: list[Resolved[Topic]]


def post_parts(page: BlogPostPage, reader: Reader) -> PostParts:
    """At most twelve queries, whatever the number of publications, authors, topics and pictures."""
    locale = reader.locale_of(page)
    rows = [row.publication for row in page.publications.all().select_related("publication__work__outlet")]
    authors = [row.person for row in page.authors.all().select_related("person")]
    works = {row.pk: shown_work(row.work, reader) for row in rows}
    people, facts = _facts([work for work in works.values() if work], locale, authors)
    pages = _public_pages(rows, reader, locale)
    blocks, placed = _blocks(page)
    outlets = [each.outlet for each in facts.values()]
    bring_renditions([page.hero_image, *pictures_in(blocks), *(outlet.logo for outlet in outlets if outlet)])
    return PostParts(
        authors=[people[row.translation_key] for row in authors if row.translation_key in people],
        topics=resolve([row.topic for row in page.topics.all().select_related("topic")], locale),
        publications=[
            _listed(facts[works[row.pk].pk], pages.get(row.translation_key), reader) for row in rows if works[row.pk]
        ],
        blocks=blocks,
        list_is_placed=placed,
    )


def publication_parts(page: PublicationPage, reader: Reader) -> PublicationParts:
    """At most ten queries, whatever the number of authors, editions, topics and pictures."""
    locale = reader.locale_of(page)
    work = shown_work(page.work, reader) if page.work_id else None
    facts = work_facts(work, locale) if work else None
    outlets = [facts.outlet] if facts else []
    bring_renditions([*pictures_in(page.body), *(outlet.logo for outlet in outlets if outlet)])
    return PublicationParts(facts, resolve([row.topic for row in page.topics.all().select_related("topic")], locale))


def work_facts(work: Work, locale: Locale) -> WorkFacts:
    """The facts of one work, live or drafted: the caller has decided to show it."""
    return _facts([work], locale)[1][work.pk]


def shown_work(work: Work, reader: Reader) -> Work | None:
    """The work if it is public. In a preview, of one that never was, its draft: both go public together."""
    if work.live:
        return work
    if reader.is_preview and work.first_published_at is None:
        return work.get_latest_revision_as_object() if work.latest_revision_id else work
    return None


def _facts(
    works: Iterable[Work], locale: Locale, others: Iterable[Person] = ()
) -> tuple[dict[UUID, Resolved[Person]], dict[int | None, WorkFacts]]:
    """(people by family key, those of `others` too; facts by work). Four queries at most."""
    works = list({work.pk: work for work in works}.values())
    authors = Prefetch("authors", queryset=WorkAuthor.objects.select_related("person"))
    editions = Prefetch("editions", queryset=Edition.objects.select_related("outlet"))
    prefetch_related_objects([work for work in works if work.live and work.pk], authors, editions)
    credited = [row.person for work in works for row in work.authors.all()]
    people = _resolved_by_key(Person.objects.all(), [*credited, *others], locale)
    forms = [form for work in works for form in (work, *work.editions.all())]
    keys = {form.outlet.translation_key for form in forms if form.outlet_id}
    outlets = live_families(_shown_outlets(), keys) if keys else {}
    shown = resolved(outlets, locale)
    return people, {work.pk: _work_facts(work, locale, people, shown, outlets) for work in works}


def _shown_outlets() -> QuerySet[Outlet]:
    """With logos, and each with a public row of its family that has a non-endorsement line: at no query more."""
    lines = Outlet.objects.filter(translation_key=OuterRef("translation_key"), live=True).exclude(disclaimer="")
    first = lines.order_by("pk")
    return Outlet.objects.select_related("logo").annotate(
        line_elsewhere=Subquery(first.values("disclaimer")[:1]),
        line_language=Subquery(first.values("locale__language_code")[:1]),
    )


def _line_of(outlet: Resolved[Outlet] | None) -> Line | None:
    """The non-endorsement line in the reader's language; else as it stands in another, where it is public."""
    if outlet is None:
        return None
    if outlet.disclaimer:
        return Line(outlet.disclaimer, outlet.lang)
    elsewhere = getattr(outlet.obj, "line_elsewhere", None)
    return Line(elsewhere, outlet.obj.line_language) if elsewhere else None


def _resolved_by_key(rows, objects: list[Model], locale: Locale) -> dict[UUID, Resolved]:
    return resolve_keys(rows, {row.translation_key for row in objects}, locale) if objects else {}


def _work_facts(work: Work, locale: Locale, people: dict, shown: dict, outlets: dict[UUID, list[Outlet]]) -> WorkFacts:
    editions = editions_for(work, work.editions.all(), locale.language_code, shown, outlets)
    found = ((people.get(row.person.translation_key), row) for row in work.authors.all())
    key = work.outlet.translation_key if work.outlet_id else None
    return WorkFacts(
        work=work,
        outlet=shown.get(key),
        credits=[Credit(person, row.role, row.affiliation) for person, row in found if person],
        editions=editions,
        outlet_name=own_name(outlets.get(key, ()), work.language),
        repeats=_repeated(work, editions, locale),
    )


def _repeated(work: Work, editions: list[EditionLink], locale: Locale) -> EditionLink | None:
    form = work.whole_form(locale.language_code) if work.verbatim else None
    return next((link for link in editions if link.source is form), None) if form else None


def _public_pages(rows: list[PublicationPage], reader: Reader, locale: Locale) -> dict[UUID, PublicationPage]:
    """The pages of these families that are public in a locale. One query."""
    keys = {row.translation_key for row in rows}
    if not keys:
        return {}
    found = PublicationPage.objects.filter(translation_key__in=keys, locale=locale).defer("body")
    return {row.translation_key: row for row in reader.public(found)}


def _listed(facts: WorkFacts, page: PublicationPage | None, reader: Reader) -> ListedPublication:
    return ListedPublication(
        facts=facts,
        page=page,
        url=page.get_url(reader.request) or "" if page else "",
        summary=plain(page.summary) if page else "",
    )


def _blocks(page: BlogPostPage) -> tuple[list, bool]:
    """The body's blocks, the list of publications at most once, and whether it is among them."""
    blocks, placed = [], False
    for block in page.body:
        if block.block_type == PUBLICATION_LIST:
            if placed:
                continue
            placed = True
        blocks.append(block)
    return blocks, placed
