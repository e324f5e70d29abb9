"""Pages and works in schema.org's terms, as dictionaries that become JSON-LD.

A page of ours is about a work: it is based on it and cites it, and never takes its place. What is not
known is left out.
"""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from articles.citing.cited import appeared
from articles.corrections import Note, notes_of
from articles.editions import EditionLink
from articles.models import BlogPostPage, Edition, Person, PublicationPage, Work
from articles.reading import WorkFacts
from core import dates
from core.languages import same_language

from .container import container_of
from .nodes import Node, known, part

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
    is_post, works = isinstance(page, BlogPostPage), list(works)
    url = request.build_absolute_uri(page.get_url(request))
    told = [work_node(facts, request) for facts in works]
    # A fact stands on the work: where one changed, so did the page.
    date, changed = appeared(page), dates.latest(page.last_published_at, *(facts.changed for facts in works))
    return known(
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
    """A work that appeared elsewhere, with its translations there.

    It stands more than once on a page, on more than one page and in each language: what has no DOI and no address of
    its own is known by its number on this site, and so is all that is told of it, so that it is one thing wherever it
    is told.
    """
    work = facts.work
    named = request.build_absolute_uri(f"/#work-{work.pk}") if work.pk else ""
    own_address = "" if work.url_is_home else work.url
    whole = [link for link in facts.editions if link.kind in WHOLE]
    return known(
        {
            "@type": TYPES[work.kind],
            "@id": work.doi_url or own_address or named,
            "name": work.title,
            "inLanguage": work.language,
            **_made_by(facts, request),
            "datePublished": work.date and dates.for_machines(work.date, work.date_precision),
            "publisher": part("Organization", named, "publisher", name=facts.outlet_name),
            **container_of(work, facts.outlet_name, named),
            "url": own_address,
            "sameAs": work.doi_url,
            "isAccessibleForFree": work.access and work.access == Work.Access.OPEN,
            "license": facts.licence.url if facts.licence else "",
            "workTranslation": [_edition_node(link, request) for link in whole if _is_translation(link, work)],
            "workExample": [_edition_node(link, request) for link in whole if not _is_translation(link, work)],
        }
    )


def _made_by(facts: WorkFacts, request: HttpRequest) -> Node:
    """Who wrote it; or who edited it, which to schema.org is a person: an organisation contributed."""
    people = [credit.person.obj for credit in facts.credits]
    if not facts.is_edited:
        return {"author": [person_node(person, request) for person in people]}
    return {
        "editor": [person_node(person, request) for person in people if not person.is_organisation],
        "contributor": [person_node(person, request) for person in people if person.is_organisation],
    }


def person_node(person: Person, request: HttpRequest) -> Node:
    """A person, or an organisation that is an author, with the page that we have on them, by which they are known."""
    url = request.build_absolute_uri(reverse("author", args=[person.slug]))
    return known(
        {
            "@type": "Organization" if person.is_organisation else "Person",
            "@id": url,
            "name": person.name,
            "url": url,
            "sameAs": f"https://orcid.org/{person.orcid}" if person.orcid else "",
        }
    )


def repeating(node: Node, facts: WorkFacts, request: HttpRequest) -> Node:
    """The node of a page that repeats a work word for word: the text is the work's, by its authors and its translator,
    at its address; ours is that it stands here once more. It is no translation of a page of ours."""
    form = facts.repeats
    if form is None:
        return node
    return known(
        node
        | {
            "url": form.url,
            "mainEntityOfPage": form.url,
            "sameAs": form.url,
            "license": facts.licence.url if facts.licence else "",
            **_made_by(facts, request),
            "translator": [{"@type": "Person", "name": form.translator}] if form.translator else [],
            "translationOfWork": "",
        }
    )


def _is_translation(link: EditionLink, work: Work) -> bool:
    other = link.kind in MEDIA and not same_language(link.language, work.language)
    return link.kind == Edition.Kind.TRANSLATION or other


def _edition_node(link: EditionLink, request: HttpRequest) -> Node:
    form = link.source
    named = request.build_absolute_uri(f"/#edition-{form.uid}")
    return known(
        {
            "@type": "AudioObject" if link.kind == Edition.Kind.AUDIO else "CreativeWork",
            "@id": named,
            "name": link.title,
            "inLanguage": link.language,
            "url": "" if link.url_is_home else link.url,
            "publisher": part("Organization", named, "publisher", name=link.outlet_name),
            "translator": part("Person", named, "translator", name=form.translator),
            "datePublished": form.date and dates.for_machines(form.date, form.date_precision),
            "encodingFormat": link.media_type,
            "isAccessibleForFree": form.access and form.access == Work.Access.OPEN,
        }
    )
