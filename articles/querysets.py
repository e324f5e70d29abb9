"""What readers may see of posts, publications and what they are about. Each function is a question in words."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, Count, DateField, Expression, F, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractYear
from wagtail.models import Locale, Page

from core.pictures import renditions_of
from core.readers import Reader

from .models import (
    BlogIndexPage,
    BlogPostPage,
    Edition,
    Outlet,
    Person,
    PostAuthor,
    PostPublication,
    PostTopic,
    PublicationIndexPage,
    PublicationPage,
    PublicationTopic,
    Topic,
    Work,
    WorkAuthor,
)

# Where an undated work stands among dated pages: after all of them.
UNDATED = datetime.date.min


def public_posts(reader: Reader, locale: Locale) -> QuerySet[BlogPostPage]:
    """Live posts of a locale behind no restriction, the newest first."""
    return reader.public(BlogPostPage.objects.filter(locale=locale)).order_by("-date", "-pk")


def public_publications(reader: Reader, locale: Locale) -> QuerySet[PublicationPage]:
    """Live publications of a locale whose work is live too, the newest first, undated works last."""
    rows = reader.public(PublicationPage.objects.filter(locale=locale, work__live=True))
    return rows.order_by(F("work__date").desc(nulls_last=True), "-pk")


def index_pages(reader: Reader, locale: Locale) -> QuerySet[Page]:
    """The public lists of posts and of publications of a locale, as plain pages."""
    return reader.public(Page.objects.filter(locale=locale).exact_type(BlogIndexPage, PublicationIndexPage))


def about(pages: QuerySet, topic_key: UUID) -> QuerySet:
    """Posts or publications on a topic, whichever row of its family they point at."""
    return pages.filter(pk__in=_topic_rows(pages).filter(topic__translation_key=topic_key).values("page"))


def written_by(pages: QuerySet, person_key: UUID) -> QuerySet:
    """Posts that a person wrote, or publications on works that the person wrote."""
    if pages.model is BlogPostPage:
        return pages.filter(pk__in=PostAuthor.objects.filter(person__translation_key=person_key).values("page"))
    return pages.filter(work__in=WorkAuthor.objects.filter(person__translation_key=person_key).values("work"))


def from_outlet(pages: QuerySet, outlet_key: UUID) -> QuerySet:
    """Publications on works that appeared with an outlet, the original or an edition; posts that announce such."""
    rows = Outlet.objects.filter(translation_key=outlet_key).values("pk")
    works = Work.objects.filter(Q(outlet__in=rows) | Q(pk__in=Edition.objects.filter(outlet__in=rows).values("work")))
    if pages.model is BlogPostPage:
        announced = PostPublication.objects.filter(publication__work__in=works.filter(live=True).values("pk"))
        return pages.filter(pk__in=announced.values("page"))
    return pages.filter(work__in=works.values("pk"))


def in_year(pages: QuerySet, year: int) -> QuerySet:
    """Posts of a year, or publications on works of that year."""
    return pages.filter(**{f"{_date_field(pages)}__year": year})


def of_kind(pages: QuerySet, kind: str) -> QuerySet:
    """Publications on works of a kind; no post, which is of none."""
    return pages.none() if pages.model is BlogPostPage else pages.filter(work__kind=kind)


def readable_in(publications: QuerySet, language: str) -> QuerySet:
    """Publications on works that can be read in a language, as the original or in an edition."""
    editions = Edition.objects.filter(language=language).values("work")
    works = Work.objects.filter(Q(language=language) | Q(pk__in=editions))
    return publications.filter(work__in=works.values("pk"))


def facts_of(pages: QuerySet) -> QuerySet:
    """(year, kind, language of the original) of posts or publications, each once. Posts have no kind and language."""
    is_post = pages.model is BlogPostPage
    kind, language = (Value(""), Value("")) if is_post else (F("work__kind"), F("work__language"))
    year = ExtractYear(_date_field(pages))
    rows = pages.order_by().annotate(told_year=year, told_kind=kind, told_language=language)
    return rows.values_list("told_year", "told_kind", "told_language").distinct()


def edition_languages(publications: QuerySet) -> QuerySet:
    """The languages of the editions of these publications' works, each once."""
    editions = Edition.objects.filter(work__in=publications.order_by().values("work"))
    return editions.order_by().values_list("language", flat=True).distinct()


def dated(*parts: QuerySet) -> QuerySet:
    """(pk, when) of posts, publications, or both, the newest first. All are pages: no pk stands twice."""
    works = Coalesce("work__date", Value(UNDATED), output_field=DateField())
    whens = [F("date") if pages.model is BlogPostPage else works for pages in parts]
    first, *others = (
        pages.order_by().annotate(when=when).values_list("pk", "when") for pages, when in zip(parts, whens, strict=True)
    )
    return (first.union(*others, all=True) if others else first).order_by("-when", "-pk")


def facts_published() -> dict[str, Expression]:
    """What to annotate plain pages with: when facts that they show last became public, of the public work that a page
    tells of, and of those that a post lists. No query more."""
    own = When(publicationpage__work__live=True, then=F("publicationpage__work__last_published_at"))
    listed = PostPublication.objects.filter(page=OuterRef("pk"), publication__work__live=True)
    newest = listed.order_by(F("publication__work__last_published_at").desc(nulls_last=True))
    return {
        "own_facts_published": Case(own),
        "listed_facts_published": Subquery(newest.values("publication__work__last_published_at")[:1]),
    }


def topics_of(pages: QuerySet) -> QuerySet[Topic]:
    """Rows of topics that these pages point at."""
    return Topic.objects.filter(pk__in=_topic_rows(pages).filter(page__in=_pks(pages)).values("topic"))


def people_of(pages: QuerySet) -> QuerySet[Person]:
    """Rows of people who wrote these posts, or the works of these publications."""
    if pages.model is BlogPostPage:
        return Person.objects.filter(pk__in=PostAuthor.objects.filter(page__in=_pks(pages)).values("person"))
    works = pages.order_by().values("work")
    return Person.objects.filter(pk__in=WorkAuthor.objects.filter(work__in=works).values("person"))


def outlets_of(publications: QuerySet) -> QuerySet[Outlet]:
    """Rows of outlets with which the works of these publications appeared."""
    works = publications.order_by().values("work")
    editions = Edition.objects.filter(work__in=works)
    return Outlet.objects.filter(
        Q(pk__in=Work.objects.filter(pk__in=works).values("outlet")) | Q(pk__in=editions.values("outlet"))
    )


def entry_counts(relation_rows: QuerySet, owner: str, owners: QuerySet, key: str) -> dict[UUID, int]:
    """How many distinct owners point at each family: family key -> number. One query."""
    rows = relation_rows.filter(**{f"{owner}__in": owners}).order_by().values(key)
    return dict(rows.annotate(number=Count(owner, distinct=True)).values_list(key, "number"))


def keys_by_owner(relation_rows: QuerySet, owner: str, owners: Iterable[int], key: str) -> dict[int, list[UUID]]:
    """Which families each owner points at, in the editor's order: owner -> family keys. One query."""
    found: dict[int, list[UUID]] = {}
    rows = relation_rows.filter(**{f"{owner}__in": list(owners)}).order_by("sort_order", "pk")
    for owner_pk, family_key in rows.values_list(owner, key):
        found.setdefault(owner_pk, []).append(family_key)
    return found


def with_logo() -> QuerySet[Outlet]:
    """Outlets with their logo and its renditions."""
    return Outlet.objects.select_related("logo").prefetch_related(renditions_of("logo"))


def _topic_rows(pages: QuerySet) -> QuerySet:
    return (PostTopic if pages.model is BlogPostPage else PublicationTopic).objects.all()


def _date_field(pages: QuerySet) -> str:
    return "date" if pages.model is BlogPostPage else "work__date"


def _pks(pages: QuerySet[Model]) -> QuerySet:
    return pages.order_by().values("pk")
