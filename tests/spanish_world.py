"""A small site in Spanish with something in every place, for walks that look for English.

All that a walk would read is written in Spanish here; what is in English stands in the English tree.
"""

from dataclasses import dataclass
from typing import Any

from wagtail.users.models import UserProfile

from tests import factories
from tests.translations import story
from tests.translations.queued import KINDS, queued
from translations import services
from translations.models import QueueItem

BODY = [
    ("heading", "Una sección"),
    ("rich_text", "<p>Se reunieron en <b>Buenos Aires</b>.</p>"),
    ("quote", {"text": "La paz es lenta.", "attribution": "Una delegada", "source": "Actas", "url": "https://un.org"}),
    ("callout", {"heading": "Un aparte", "text": "<p>Breve.</p>"}),
    ("publications", None),
]


@dataclass
class World:
    """What the walks ask for by name."""

    people: Any
    topic: Any
    author: Any
    outlet: Any
    work: Any
    publication: Any
    post: Any
    fresh: QueueItem
    stale: QueueItem
    in_review: QueueItem
    picture: Any


def build(site: Any) -> World:
    """Posts, a publication with all its facts, and translations into Spanish in several states."""
    es = site.es.locale
    people = story.people(site)
    for person in vars(people).values():
        profile = UserProfile.get_for_user(person)
        profile.preferred_language = "es"
        profile.save()
    picture = factories.picture("Puente", credit="Ana Ruiz", licence="CC BY 4.0")
    topic = factories.topic(es, "Paz", description="Cómo acaban las guerras.")
    author = factories.person(es, "Ana Ruiz", role="investigadora", bio="Escribe.", photo=picture)
    line = "La revista no ha leído este resumen."
    outlet = factories.outlet(es, "Revista Sur", url="https://sur.example", logo=picture, disclaimer=line)
    work = factories.work(
        "Una obra",
        authors=({"person": author, "role": "becaria", "affiliation": "Universidad del Sur"},),
        editions=(
            {"title": "Outra obra", "language": "pt", "translator": "Rui", "date": "2020-02-01"},
            {"title": "Outra obra", "language": "pt", "kind": "pdf", "access": "open", "url": "https://sur.example/p"},
        ),
        outlet=outlet,
        language="es",
        kind="magazine",
        date="2019-05-01",
        date_precision="month",
        series="Cuadernos",
        volume="2",
        issue="3",
        pages="4–5",
        licence="CC BY 4.0",
        access="paywall",
        doi="10.1000/182",
        url_is_home=True,
        url="https://sur.example",
    )
    publication = factories.publication(site.es, "Una obra resumida", work=work, topics=[topic], summary="<p>Dice.</p>")
    post = factories.post(
        site.es,
        "Una entrada",
        intro="Presenta una obra.",
        topics=[topic],
        authors=[author],
        publications=[publication],
        body=BODY,
        hero_image=picture,
        hero_alt="Un puente",
    )
    for tab in KINDS:
        held = {"assignee": people.translator_es, "due": "2020-01-01", "priority": 2}
        queued(site.en, site.es, tab, title="Uno", item=held)
        queued(site.es, site.en, tab, title="Uno")
    return World(
        people,
        topic,
        author,
        outlet,
        work,
        publication,
        post,
        fresh=_opened(site, people, "One"),
        stale=_stale(site, people),
        in_review=_submitted(site, people, "Three", "Tres"),
        picture=picture,
    )


def _opened(site: Any, people: Any, title: str) -> QueueItem:
    post = factories.post(site.en, title)
    return services.start_translation(source=post, locale=site.es.locale, user=people.editor)


def _submitted(site: Any, people: Any, title: str, spanish: str) -> QueueItem:
    item = _opened(site, people, title)
    texts = {one.pk: spanish.lower() if one.path == "slug" else spanish for one in services.segments(item)}
    services.save_translation(item=item, user=people.translator_es, texts=texts)
    services.submit_translation(item=item, user=people.translator_es, note="Lista para leer.")
    return item


def _stale(site: Any, people: Any) -> QueueItem:
    """A public translation whose original has changed since."""
    item = _submitted(site, people, "Two", "Dos")
    story.approve(services.target_of(item), people.reviewer_es)
    source = services.source_of(item)
    source.intro = "Changed."
    source.save_revision().publish()
    return item
