"""Works that are unfinished, repeated word for word, or told of twice: each act says why not, and none fails."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from articles import saving
from articles.citing.references import reference
from articles.models import PublicationPage, Work
from articles.works.listing import WorkFilterSet
from tests import factories
from tests.articles.conftest import signed_in
from tests.reading import parse, text
from translations import rules
from translations.exceptions import CannotPublish

BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
CALLED = {"en": "Work without a title", "es": "Obra sin título"}
TITLE_FIRST = {"en": "Give the work a title first", "es": "Primero hay que dar un título a la obra"}
EMPTY = {"en": "Summary: This field cannot be blank.", "es": "Resumen: Este campo no puede estar vacío."}
SHOWN = {"en": "Public pages that show it", "es": "Páginas públicas que la muestran"}
FIRST = {"en": "Take the page down first", "es": "Primero hay que retirar la página"}
APART = {"en": "Pages written apart are not linked", "es": "Las páginas escritas por separado no se enlazan"}


def said(response) -> str:
    return text(parse(response.content.decode()))


@BOTH
def test_a_summary_of_a_work_without_a_title_is_refused_with_a_sentence(client, editor, site, code) -> None:
    work = Work(live=False)
    work.save()
    address = reverse("write_summary", args=[work.pk])
    for send in (editor.get, editor.post):
        answer = send(address, {"list": getattr(site, code).publications.pk}, follow=True)
        assert answer.redirect_chain == [(reverse("wagtailsnippets_articles_work:edit", args=[work.pk]), 302)]
        assert TITLE_FIRST[code] in said(answer)
        assert CALLED[code] in said(answer)
    assert not PublicationPage.objects.exists()


@BOTH
@pytest.mark.parametrize("way", ["one", "many"])
def test_a_page_with_an_empty_summary_is_not_published_and_nobody_meets_an_error(client, site, code, way) -> None:
    tree = getattr(site, code)
    signed_in(client, code, superuser=True)
    work = factories.work("Of rivers", language=code)
    client.post(reverse("write_summary", args=[work.pk]), {"list": tree.publications.pk})
    page = PublicationPage.objects.get()
    if way == "one":
        with pytest.raises(ValidationError):
            page.get_latest_revision().publish()
    else:
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = client.post(f"{address}?id={page.pk}", {"include_descendants": ""})
        assert answer.status_code == 409
        assert EMPTY[code] in said(answer)
    page.refresh_from_db()
    assert not page.live


@BOTH_WAYS
def test_the_review_of_a_work_names_the_public_pages_that_show_it_in_each_language(client, site, code, other) -> None:
    tree, beyond = getattr(site, code), getattr(site, other)
    signed_in(client, code, superuser=True)
    work = factories.work("Of rivers")
    page = factories.publication(tree, "On rivers", work=work)
    factories.twin(page, beyond, title="De ríos")
    factories.post(tree, "News of rivers", publications=[page])
    factories.post(beyond, "Noticias de ríos", publications=[page])
    factories.publication(tree, "Draft of rivers", work=work, live=False)
    factories.publication(tree, "On lakes")
    work.volume = "3"
    work.save_revision()
    work.get_workflow().start(work, get_user_model().objects.get(username="edith"))
    answer = client.get(reverse("translations:review", args=[work.current_workflow_task_state.pk]))
    assert SHOWN[code] in said(answer)
    section = parse(answer.content.decode()).find(".//*[@aria-labelledby='shown-on']")
    named = {link.text for link in section.iter("a")}
    assert named == {"On rivers", "De ríos", "News of rivers", "Noticias de ríos"}


def test_many_pages_that_show_a_work_cost_what_one_does(site) -> None:
    few, many = factories.work("Of rivers"), factories.work("Of lakes")
    for work, number in ((few, 1), (many, 12)):
        for _each in range(number):
            factories.post(site.en, publications=[factories.publication(site.en, work=work)])

    def cost(work) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert rules.shown_on(work)
        return len(captured)

    assert cost(few) == cost(many) == 4
    assert len(rules.shown_on(many)) == 24


@BOTH
def test_a_work_without_a_title_is_not_published_by_anybody(site, code) -> None:
    work = Work(live=False)
    work.save()
    with override(code), pytest.raises(CannotPublish) as refusal:
        work.save_revision(clean=False).publish()
    assert {"en": "“Original title” is still empty.", "es": "«Título original» sigue en blanco."}[code] == str(
        refusal.value
    )
    assert not Work.objects.get(pk=work.pk).live


@BOTH
def test_a_review_of_a_page_with_an_empty_summary_says_so_and_does_not_approve(client, site, code) -> None:
    signed_in(client, code, superuser=True)
    work = factories.work("Of rivers", language=code)
    client.post(reverse("write_summary", args=[work.pk]), {"list": getattr(site, code).publications.pk})
    page = PublicationPage.objects.get()
    page.get_workflow().start(page, get_user_model().objects.get(username="edith"))
    address = reverse("translations:review", args=[page.current_workflow_task_state.pk])
    answer = client.get(address)
    assert {"en": "“Summary” is still empty.", "es": "«Resumen» sigue en blanco."}[code] in said(answer)
    assert 'name="approve"' not in answer.content.decode()
    seen = parse(answer.content.decode()).find(".//input[@name='seen']").get("value")
    assert client.post(address, {"approve": "", "seen": seen}).status_code == 409
    assert not PublicationPage.objects.get().live


@BOTH
def test_a_work_that_a_public_page_repeats_is_taken_down_after_it(client, site, code) -> None:
    signed_in(client, code, superuser=True)
    work = factories.work("Of rivers", verbatim=True, licence="CC BY 4.0", url="https://example.org/o", language=code)
    page = factories.publication(getattr(site, code), "Of rivers", work=work)
    address = reverse("wagtailsnippets_articles_work:unpublish", args=[work.pk])
    for send in (client.get, client.post):
        assert FIRST[code] in said(send(address, follow=True))
    assert Work.objects.get(pk=work.pk).live
    PublicationPage.objects.get(pk=page.pk).unpublish()
    client.post(address)
    assert not Work.objects.get(pk=work.pk).live


@BOTH_WAYS
def test_a_page_written_apart_in_the_other_language_is_told_of(client, site, code, other) -> None:
    signed_in(client, code, superuser=True)
    work = factories.work("Of rivers")
    factories.publication(getattr(site, other), "There already", work=work)
    page = factories.publication(getattr(site, code), "On rivers", work=work, live=False)
    with override(code):
        told = " ".join(saving.warnings(page))
    assert APART[code] in told
    assert "There already" in told


def test_the_outlet_of_an_edition_is_offered_and_found(site) -> None:
    house, elsewhere = (factories.outlet(site.en.locale, name) for name in ("The House", "The Journal"))
    work = factories.work("Of rivers", outlet=house, editions=({"outlet": elsewhere}, {"outlet": elsewhere}))
    factories.work("Of lakes", outlet=house)
    filters = WorkFilterSet({"outlet": str(elsewhere.translation_key)}, queryset=Work.objects.all())
    assert list(filters.qs) == [work]
    assert {label for _key, label in filters.form.fields["outlet"].choices} >= {"The House", "The Journal"}


@pytest.mark.parametrize(
    ("slug", "told"), [("和平与水", "%E5%92%8C%E5%B9%B3%E4%B8%8E%E6%B0%B4.bib"), ("of-rivers", "of-rivers.bib")]
)
def test_a_file_is_called_as_its_page_in_whatever_letters(client, site, slug, told) -> None:
    page = factories.publication(site.en, "On rivers", slug=slug)
    answer = client.get(reverse("cite", args=[page.pk]) + "works.bib")
    assert told in answer["Content-Disposition"]


def test_a_house_that_is_the_author_is_not_named_once_more_in_apa() -> None:
    house, issued = {"literal": "World Bank"}, {"date-parts": [[2019]]}
    item = {"id": "x", "type": "report", "title": "Rivers", "language": "en", "author": [house], "issued": issued}
    assert reference(item | {"publisher": "World Bank"}, "apa", "en").text == "World Bank. (2019). Rivers."
    assert reference(item | {"publisher": "UN"}, "apa", "es").text == "World Bank. (2019). Rivers. UN."
