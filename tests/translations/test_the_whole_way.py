"""Strange text on its whole way: by form, by rows saved directly, by PO file; draft, previews, page, search, JSON.

What readers' browsers make of it is compared with the same page in harmless words: nothing more, and no address
that runs or leads astray.
"""

import json
import re
from collections import Counter
from copy import deepcopy
from itertools import cycle, islice
from types import SimpleNamespace

import html5lib
import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from tests import factories
from tests.translations import story
from tests.translations.conftest import Scene
from tests.translations.hostile import THE_WHOLE_WAY, strings
from tests.translations.test_gate import BAD_ADDRESSES
from translations import gate, localize, marks, services

pytestmark = pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")

PROSE = '<p>They met in <a href="https://www.un.org/{0}">Buenos Aires</a> with <b>160</b> others.</p>'
BODY = [
    *(("rich_text", PROSE.format(number)) for number in range(20)),
    *(("heading", f"Heading {number}") for number in range(10)),
    *(
        (
            "quote",
            {"text": f"Text {n}", "attribution": f"Who {n}", "source": f"Where {n}", "url": f"https://un.org/{n}"},
        )
        for n in range(10)
    ),
    *(("callout", {"heading": f"Aside {number}", "text": "<p>An <i>aside</i>.</p>"}) for number in range(5)),
]
WORD = "tandemword"
SCHEMES = {"https", "http", "mailto", "tel"}
MORE_IS_FINE = {"br", "p"}  # line ends


@pytest.fixture(scope="module", params=story.DIRECTIONS, ids="→".join)
def shared(kept, request):
    with kept() as site:
        scene = Scene(site, *request.param)
        picture = factories.picture()
        about = {"seo_title": "Seen", "search_description": "Described"}
        post = scene.post("Two works", hero_image=picture, hero_alt="A hall", **about)
        post.body = BODY
        post.save_revision().publish()
        summary = "".join(PROSE.format(number) for number in range(20))
        publication = factories.publication(scene.source, "A book", summary=summary, **about)
        items = [scene.start(post), scene.start(publication)]
        for item in items:
            fill(scene, item)
            story.approve(scene.submit(item), scene.reviewer)
        yield SimpleNamespace(scene=scene, items=items, harmless=[seen(scene, item) for item in items])


@pytest.fixture
def world(shared, db):
    return deepcopy(shared)


# ------------------------------------------------------------------ what is read
def elements(html: str) -> list:
    return [one for one in html5lib.parse(html, namespaceHTMLElements=False).iter() if isinstance(one.tag, str)]


def counted(html: str) -> Counter:
    """The elements of a page with the names of their attributes."""
    return Counter((one.tag, *sorted(one.attrib)) for one in elements(html) if one.tag not in MORE_IS_FINE)


def unsaved(scene: Scene, item) -> str:
    """wagtail-localize's own preview, which goes round the sanitiser."""
    chief = Client()
    chief.force_login(scene.admin)
    return get(chief, reverse("wagtail_localize:preview_translation", args=[services.translation_of(item).pk]))


def get(client: Client, url: str, **data: str) -> str:
    response = client.get(url, data)
    assert response.status_code == 200, url
    return response.content.decode()


def seen(scene: Scene, item) -> dict[str, str]:
    """Every place at which the text of an item is read, by name."""
    target = services.target_of(item)
    reviewer, reader = Client(), Client()
    reviewer.force_login(scene.reviewer)
    with translation.override(scene.target.locale.language_code):
        search = reverse("search")
    return {
        "page": get(reader, target.get_url()),
        "list": get(reader, Page.objects.get(pk=target.pk).get_parent().get_url()),
        "search": get(reader, search, q=WORD),
        "json": get(reader, f"{search}results.json", q=WORD),
        "draft": get(reviewer, reverse("translations:preview", args=[target.latest_revision_id])),
        "unsaved": unsaved(scene, item),
    }


def harmless(found: dict[str, str], like: dict[str, str]) -> None:
    """No element more than in the harmless page, and each address of a known kind."""
    for place, html in found.items():
        if place == "json":
            assert json.loads(html).keys() == json.loads(like[place]).keys()
            continue
        assert not counted(html) - counted(like[place]), place
        for one in elements(html):
            for name in {"href", "src", "cite", "action", "formaction", "poster"} & set(one.attrib):
                address = re.sub(r"[\x00-\x20]", "", one.attrib[name]).replace("\\", "/")
                scheme, colon, _rest = re.split("[/?#]", address, maxsplit=1)[0].partition(":")
                assert not colon or scheme.lower() in SCHEMES, (place, address)
                assert not address.startswith("//"), (place, address)


# ------------------------------------------------------------------ the ways in
def by_form(scene: Scene, item, texts: dict[str, str]) -> None:
    services.save_translation(item=item, user=scene.translator, texts=texts)


def by_rows(scene: Scene, item, texts: dict[str, str]) -> None:
    locale = services.translation_of(item).target_locale
    for pk, text in texts.items():
        context, string = pk.split("-")
        localize.StringTranslation.objects.update_or_create(
            context_id=context, translation_of_id=string, locale=locale, defaults={"data": text}
        )


def by_file(scene: Scene, item, texts: dict[str, str]) -> None:
    paired = services.translation_of(item)
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8", "X-WagtailLocalize-TranslationID": str(paired.uuid)}
    for one in services.segments(item):
        po.append(polib.POEntry(msgid=one.source, msgctxt=one.path, msgstr=texts.get(one.pk, "")))
    client = Client()
    client.force_login(scene.admin)
    file = SimpleUploadedFile("a.po", str(po).encode("utf-8", "replace"))
    url = reverse("wagtail_localize:upload_pofile", args=[paired.pk])
    assert client.post(url, {"file": file}).status_code == 302


def override(item, addresses: list[str]) -> None:
    """Each address of the item is another one, saved as wagtail-localize's editor saves it: twice, in some columns."""
    paired = services.translation_of(item)
    values = [one for one in services.values(item) if isinstance(one.source, str)]
    for value, address in zip(values, addresses, strict=False):
        for data in ("https://x.example/", address):
            localize.SegmentOverride.objects.update_or_create(
                locale=paired.target_locale, context_id=value.pk, defaults={"data_json": json.dumps(data)}
            )


def fill(scene: Scene, item) -> None:
    """A harmless text wherever none is, so that the item can be handed in; the word to look for stands in it."""
    texts = scene.texts(item)
    wanted = {one.pk: texts[one.pk] for one in services.what_is_missing(item)}
    for one in services.segments(item):
        if one.path in ("intro", "search_description"):
            wanted[one.pk] = f"{marks.to_text(one.target)[:300] if not one.error else ''} {WORD}"
    refused = services.save_translation(item=item, user=scene.translator, texts=wanted)
    assert not refused, refused


def well_kept(item) -> None:
    """What is stored and used is what the gate lets through."""
    for one in services.segments(item):
        if one.target and not one.error:
            assert gate.fragment_problems(one.target, one.source) == []
            assert gate.normalised_fragment(one.target) == one.target


def test_no_text_becomes_markup_anywhere_by_any_way(world) -> None:
    scene, ways, tried, kept = world.scene, cycle((by_form, by_rows, by_file)), 0, 0
    hostile, addresses = iter(strings(THE_WHOLE_WAY * 2)), cycle(BAD_ADDRESSES)
    while tried < THE_WHOLE_WAY:
        way = next(ways)
        for item, like in zip(world.items, world.harmless, strict=True):
            slots = [one.pk for one in services.segments(item) if one.path != "slug"]
            localize.StringTranslation.objects.filter(context__object_id=item.translation_key).exclude(
                context__path="slug"
            ).delete()
            texts = dict(zip(slots, hostile, strict=False))
            way(scene, item, texts)
            override(item, list(islice(addresses, len(slots))))
            tried += len(texts)
            kept += sum(bool(one.target) and not one.error for one in services.segments(item))
            well_kept(item)
            harmless({"unsaved": unsaved(scene, item)}, like)
            fill(scene, item)
            story.approve(scene.submit(item), scene.reviewer)
            harmless(seen(scene, item), like)
    assert kept > tried / 20
