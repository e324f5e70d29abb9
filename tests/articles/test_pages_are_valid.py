"""Each template, filled and empty, gives valid markup, in every language of the site."""

import pytest

from tests import factories
from tests.reading import parse, read

pytestmark = pytest.mark.any_database

BODY = [
    ("rich_text", "<p>Words with <b>weight</b>.</p>"),
    ("heading", "A heading"),
    (
        "quote",
        {"text": "One line.\n\nAnother.", "attribution": "A. Person", "source": "A Book", "url": "https://e.org/"},
    ),
    ("callout", {"heading": "Mind", "text": "<p>This.</p>"}),
    ("embed", "https://example.org/video"),
]


@pytest.fixture(params=["en", "es"])
def code(request) -> str:
    return request.param


@pytest.fixture
def filled(site, code):
    """One of everything that can be shown, in one tree."""
    tree = getattr(site, code)
    topic = factories.topic(tree.locale, "Peace", description="About peace.")
    person = factories.person(tree.locale, "Ada", role="Fellow", bio="One.\n\nTwo.", photo=factories.picture())
    line = {"disclaimer": "Nobody of the journal has read this."}
    outlet = factories.outlet(tree.locale, "The Journal", url="https://example.org/", logo=factories.picture(), **line)
    work = factories.work(
        "The role",
        authors=({"person": person, "role": "Fellow", "affiliation": "University"},),
        outlet=outlet,
        url="https://example.org/role",
        editions=({"language": "fr", "title": "Le rôle", "url": "https://example.org/fr", "translator": "B."},),
        doi="10.1000/182",
        series="S",
        volume="1",
        issue="2",
        pages="3–4",
        licence="CC BY 4.0",
        access="paywall",
        date="2019-05-03",
    )
    publication = factories.publication(tree, "On the role", work=work, topics=[topic], body=BODY)
    image = factories.picture(credit="C. Camera", licence="CC0")
    body = [*BODY, ("image", {"image": image, "alt_text": "A field", "decorative": False}), ("publications", None)]
    post = factories.post(
        tree, "News", topics=[topic], authors=[person], publications=[publication],
        hero_image=image, hero_alt="A field", body=body,
    )  # fmt: skip
    standard = factories.standard(
        tree, "About", intro="Us.", body=[*BODY, ("image", {"image": image, "alt_text": "", "decorative": True})]
    )
    return {
        "tree": tree, "topic": topic, "person": person, "outlet": outlet,
        "publication": publication, "post": post, "standard": standard, "work": work,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["post", "publication", "standard"])
def test_a_full_page_is_valid(client, filled, name) -> None:
    read(client, filled[name].get_url())


@pytest.mark.parametrize("name", ["home", "blog", "publications"])
def test_a_full_list_is_valid(client, filled, name) -> None:
    read(client, getattr(filled["tree"], name).get_url())


@pytest.mark.parametrize("name", ["home", "blog", "publications"])
def test_an_empty_list_is_valid(client, site, code, name) -> None:
    read(client, getattr(getattr(site, code), name).get_url())


@pytest.mark.parametrize("name", ["topic", "person", "outlet"])
def test_the_page_of_a_snippet_and_the_list_of_its_kind_are_valid(client, filled, code, name) -> None:
    from django.utils import translation

    with translation.override(code):
        url = filled[name].get_absolute_url()
    read(client, url)
    read(client, url.removesuffix(f"{filled[name].slug}/"))


@pytest.mark.parametrize("name", ["topic", "person", "outlet", "work", "post", "publication", "standard"])
def test_a_preview_needs_nothing_but_the_object(filled, name) -> None:
    response = filled[name].make_preview_request()
    assert response.status_code == 200
    parse(response.content.decode())
