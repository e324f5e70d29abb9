"""Pages and works in schema.org's terms, as dictionaries that become JSON-LD.

A page of ours is about a work: it is based on it and cites it, and never takes its place. What is not
known is left out.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from articles.citing.cited import appeared
from articles.corrections import Note, notes_of
from articles.editions import EditionLink
from articles.models import BlogPostPage, Edition, Person, PublicationPage, Work
from articles.reading import WorkFacts
from core import dates
from core.languages import same_language

Node = dict[str, Any]

MEDIA = (Edition.Kind.PDF, Edition.Kind.AUDIO)
WHOLE = (Edition.Kind.TRANSLATION, Edition.Kind.REPRINT, *MEDIA)

TYPES: dict[str, str] = {
    Work.Kind.ARTICLE: "ScholarlyArticle",
    Work.Kind.MAGAZINE: "Article",
    Work.Kind.WEB: "Article",
    Work.Kind.OPINION: "OpinionNewsArticle",
    Work.Kind.REPORT: "Report",
    Work.Kind.CHAPTER: "Chapter",
    Work.Kind.BOOK: "Book",
    Work.Kind.RESOLUTION: "CreativeWork",
    Work.Kind.TALK: "CreativeWork",
}


def page_node(
    page: BlogPostPage | PublicationPage,
    *,
    request: HttpRequest,
    language: str,
    site: str,
    authors: Iterable[Person],
    works: Iterable[WorkFacts],
    original: str,
    translations: Iterable[tuple[str, str]],
    translators: Iterable[str],
    description: str,
    licence: str,
) -> Node:
    """A public page of ours. `original` is the address of the page that it is translated from, "" for none, `licence`
    that of our texts; `translations` are (language, address) of those made from it, `translators` names."""
    is_post = isinstance(page, BlogPostPage)
    url = request.build_absolute_uri(page.get_url(request))
    works = list(works)
    told = [work_node(facts, request) for facts in works]
    # A fact stands on the work: where one changed, so did the page.
    date, changed = appeared(page), dates.latest(page.last_published_at, *(facts.changed for facts in works))
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "BlogPosting" if is_post else "Article",
            "@id": url,
            "url": url,
            "mainEntityOfPage": url,
            "headline": page.title,
            "description": description,
            "license": licence,
            "inLanguage": language,
            "datePublished": date and date.isoformat(),
            "dateModified": changed and changed.isoformat(timespec="seconds"),
            "author": [person_node(person, request) for person in authors],
            "publisher": {"@type": "Organization", "name": site, "url": request.build_absolute_uri("/")},
            "isBasedOn": [] if is_post else told,
            "citation": told,
            "correction": [correction_node(note) for note in notes_of(page) if note.is_correction],
            "translator": [{"@type": "Person", "name": name} for name in translators],
            "translationOfWork": original and {"@id": original},
            "workTranslation": [_translation_node(code, address) for code, address in translations],
        }
    )


def _translation_node(code: str, address: str) -> Node:
    return {"@type": "CreativeWork", "@id": address, "url": address, "inLanguage": code}


def correction_node(note: Note) -> Node:
    """A correction of a page; that a page was updated is told by its dates."""
    return {"@type": "CorrectionComment", "text": note.text, "datePublished": note.date.isoformat()}


def work_node(facts: WorkFacts, request: HttpRequest) -> Node:
    """A work that appeared elsewhere, with its translations there."""
    work = facts.work
    own_address = "" if work.url_is_home else work.url
    whole = [link for link in facts.editions if link.kind in WHOLE]
    return _known(
        {
            "@type": TYPES[work.kind],
            "@id": work.doi_url or own_address,
            "name": work.title,
            "inLanguage": work.language,
            "author": [person_node(credit.person.obj, request) for credit in facts.credits],
            "datePublished": work.date and dates.for_machines(work.date, work.date_precision),
            "publisher": facts.outlet_name and {"@type": "Organization", "name": facts.outlet_name},
            "url": own_address,
            "sameAs": work.doi_url,
            "isAccessibleForFree": work.access and work.access == Work.Access.OPEN,
            "license": facts.licence.url if facts.licence else "",
            "workTranslation": [_edition_node(link) for link in whole if _is_translation(link, work)],
            "workExample": [_edition_node(link) for link in whole if not _is_translation(link, work)],
        }
    )


def person_node(person: Person, request: HttpRequest) -> Node:
    """A person, or an organisation that is an author, with the page that we have on them."""
    return _known(
        {
            "@type": "Organization" if person.is_organisation else "Person",
            "name": person.name,
            "url": request.build_absolute_uri(reverse("author", args=[person.slug])),
            "sameAs": f"https://orcid.org/{person.orcid}" if person.orcid else "",
        }
    )


def repeating(node: Node, facts: WorkFacts, request: HttpRequest) -> Node:
    """The node of a page that repeats a work word for word: the text is the work's, by its authors and its translator,
    at its address; ours is that it stands here once more."""
    form = facts.repeats
    if form is None:
        return node
    translator = "" if form.is_original else form.source.translator
    return _known(
        node
        | {
            "url": form.url,
            "mainEntityOfPage": form.url,
            "sameAs": form.url,
            "license": facts.licence.url if facts.licence else "",
            "author": [person_node(credit.person.obj, request) for credit in facts.credits],
            "translator": [{"@type": "Person", "name": translator}] if translator else [],
        }
    )


def _is_translation(link: EditionLink, work: Work) -> bool:
    other = link.kind in MEDIA and not same_language(link.language, work.language)
    return link.kind == Edition.Kind.TRANSLATION or other


def _edition_node(link: EditionLink) -> Node:
    translator, date, access = link.source.translator, link.source.date, link.source.access
    return _known(
        {
            "@type": "AudioObject" if link.kind == Edition.Kind.AUDIO else "CreativeWork",
            "name": link.title,
            "inLanguage": link.language,
            "url": "" if link.url_is_home else link.url,
            "publisher": link.outlet_name and {"@type": "Organization", "name": link.outlet_name},
            "translator": translator and {"@type": "Person", "name": translator},
            "datePublished": date and date.isoformat(),
            "encodingFormat": link.media_type,
            "isAccessibleForFree": access and access == Work.Access.OPEN,
        }
    )


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value or value is False}
