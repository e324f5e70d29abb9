"""A site of many invented articles in two locales: posts and publications with topics, authors, outlets and dates."""

import datetime
import json
import uuid
from typing import Any

from .invented import Language, sentences

FIRST_DAY = datetime.date(2012, 1, 1)
CODES = ("en", "es")


def fill(first: int, number: int) -> None:
    """Add articles `first` to `number`, each in both locales and each other's translation; not in the index yet."""
    related = _related()
    for code in CODES:
        language = Language(code)
        texts = {place: language.text(place) for place in range(first, number)}
        _posts(code, {place: words for place, words in texts.items() if place % 2}, related)
        _publications(code, {place: words for place, words in texts.items() if not place % 2}, related)


def fill_with_posts(number: int) -> None:
    """Add so many articles in both locales, all of them posts; not in the index yet."""
    related = _related()
    for code in CODES:
        language = Language(code)
        _posts(code, {place: language.text(place) for place in range(number)}, related)


def _related() -> dict[str, list[Any]]:
    """Topics, people and outlets of the first locale, as most sites have them; made once."""
    from wagtail.models import Locale

    from articles.models import Outlet, Person, Topic
    from tests import bulk

    locale = Locale.objects.get(language_code=CODES[0])
    numbers = {"topics": (Topic, 30), "authors": (Person, 60), "outlets": (Outlet, 40)}
    return {
        name: list(model.objects.filter(locale=locale)) or bulk.snippets(model, locale, number)
        for name, (model, number) in numbers.items()
    }


def _shared(place: int, words: list[str], code: str) -> dict[str, Any]:
    from wagtail.models import Locale

    key = uuid.uuid5(uuid.NAMESPACE_URL, f"article {place}")
    locale = Locale.objects.get_for_language(code)
    return {
        "title": " ".join(words[:6]).capitalize(),
        "slug": f"article-{place}",
        "live": True,
        "locale": locale,
        "translation_key": key,
        "body": json.dumps([{"type": "rich_text", "value": f"<p>{sentences(words[18:])}</p>", "id": str(key)}]),
    }


def _posts(code: str, texts: dict[int, list[str]], related: dict[str, list[Any]]) -> None:
    from articles.models import BlogIndexPage, BlogPostPage, PostAuthor, PostTopic
    from home.bulk.pages import insert_pages

    rows = [
        BlogPostPage(intro=sentences(words[6:18]), date=_day(place), **_shared(place, words, code))
        for place, words in texts.items()
    ]
    insert_pages(BlogIndexPage.objects.get(locale__language_code=code), rows)
    for place, row in zip(texts, rows, strict=True):
        row.place = place
    PostTopic.objects.bulk_create(PostTopic(page=row, topic=_turn(related["topics"], row.place)) for row in rows)
    PostAuthor.objects.bulk_create(PostAuthor(page=row, person=_turn(related["authors"], row.place)) for row in rows)


def _publications(code: str, texts: dict[int, list[str]], related: dict[str, list[Any]]) -> None:
    from articles.models import PublicationIndexPage, PublicationPage, PublicationTopic, Work, WorkAuthor
    from home.bulk.pages import insert_pages

    works = dict(Work.objects.filter(title__startswith="Work ").values_list("title", "pk"))
    missing = [place for place in texts if f"Work {place}" not in works]
    made = Work.objects.bulk_create(
        Work(title=f"Work {place}", live=True, date=_day(place), outlet=_turn(related["outlets"], place))
        for place in missing
    )
    WorkAuthor.objects.bulk_create(
        WorkAuthor(work=work, person=_turn(related["authors"], place))
        for place, work in zip(missing, made, strict=True)
    )
    works |= {work.title: work.pk for work in made}
    rows = [
        PublicationPage(
            work_id=works[f"Work {place}"],
            summary=f"<p>{sentences(words[6:18])}</p>",
            **_shared(place, words, code),
        )
        for place, words in texts.items()
    ]
    insert_pages(PublicationIndexPage.objects.get(locale__language_code=code), rows)
    PublicationTopic.objects.bulk_create(
        PublicationTopic(page=row, topic=_turn(related["topics"], place))
        for place, row in zip(texts, rows, strict=True)
    )


def _turn(rows: list[Any], place: int) -> Any:
    """One of some rows, the first oftenest."""
    return rows[(place * place // 7) % len(rows)]


def _day(place: int) -> datetime.date:
    return FIRST_DAY + datetime.timedelta(days=place % 5_000)
