"""The date of an edition is told as precisely as it is known, wherever it stands; without one, that of the original."""

import datetime
import json

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from articles.citing.formats import bibtex, ris
from articles.citing.items import edition_item
from articles.citing.references import reference
from articles.importing.reading import read
from articles.models import Edition, Work
from articles.works.changes import changes_of
from tests import factories
from tests.articles.test_linked import ld
from tests.articles.test_works_in_admin import ADD, form
from tests.reading import main, text
from tests.reading import read as read_page

BOTH = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
PRECISIONS = pytest.mark.parametrize(
    ("precision", "words", "machine"),
    [
        ("year", {"en": "2019", "es": "2019"}, "2019"),
        ("month", {"en": "May 2019", "es": "mayo de 2019"}, "2019-05"),
        ("day", {"en": "3 May 2019", "es": "3 de mayo de 2019"}, "2019-05-03"),
    ],
)
CITE = {"en": "/en/cite/", "es": "/es/citar/"}
DATE = datetime.date(2019, 5, 3)
ANA = [{"family": "Sol", "given": "Ana"}]


@BOTH
@PRECISIONS
def test_an_edition_is_dated_as_precisely_as_is_known_on_the_page_in_files_and_to_programs(
    client, site, code, other, precision, words, machine
) -> None:
    edition = {"language": code, "title": "De ríos", "date": DATE, "date_precision": precision}
    page = factories.publication(getattr(site, code), work=factories.work(language=other, editions=(edition,)))
    shown = main(read_page(client, page.url))
    assert {(text(each), each.get("datetime")) for each in shown.iter("time")} == {(words[code], machine)}
    [work] = ld(client, page)["isBasedOn"]
    assert work["workTranslation"][0]["datePublished"] == machine
    parts = {"date-parts": [[int(part) for part in machine.split("-")]]}
    for ending in ("json", "bib", "ris"):
        written = client.get(f"{CITE[code]}{page.pk}/editions.{ending}").content.decode()
        assert read(written).items[0]["issued"] == parts
    assert json.loads(client.get(f"{CITE[code]}{page.pk}/editions.json").content)[0]["issued"] == parts


@BOTH
@PRECISIONS
def test_an_editor_enters_the_date_of_an_edition_as_precisely_as_is_known(
    client, site, code, other, precision, words, machine
) -> None:
    user = factories.user("edith", "Editors")
    UserProfile.objects.create(user=user, preferred_language=code)
    client.force_login(user)
    shown = client.get(reverse(ADD)).content.decode()
    assert {"en": "precision of the date", "es": "precisión de la fecha"}[code] in shown.lower().partition("editions-")[
        2
    ]
    typed = form(editions=[{"date": "2019-05-03", "date_precision": precision}])
    assert client.post(reverse(ADD), typed).status_code == 302
    [edition] = Work.objects.get().get_latest_revision_as_object().editions.all()
    assert (edition.date, edition.date_precision) == (DATE, precision)


@BOTH
def test_a_reviewer_reads_that_a_date_became_more_precise(site, code, other) -> None:
    work = factories.work(editions=({"date": DATE, "date_precision": "year", "title": "De ríos"},))
    [edition] = work.editions.all()
    edition.date_precision = "month"
    work.editions = [edition]
    with translation.override(code):
        [(_label, before, after)] = changes_of(Work.objects.get(pk=work.pk), work)
    kind, month = {"en": ("translation", "May 2019"), "es": ("traducción", "mayo de 2019")}[code]
    assert (before, after) == (f"De ríos; {kind}; 2019", f"De ríos; {kind}; {month}")


def test_a_draft_from_before_that_could_be_said_is_dated_to_the_day(site) -> None:
    work = factories.work(editions=({"date": DATE, "title": "De ríos"},))
    revision = work.latest_revision
    del revision.content["editions"][0]["date_precision"]
    revision.save()
    [edition] = revision.as_object().editions.all()
    assert edition.date_precision == "day"


@pytest.mark.parametrize(
    ("of_work", "of_edition", "first"),
    [(DATE, None, 2019), (DATE, datetime.date(2021, 1, 1), 2019),
        (DATE, datetime.date(2019, 1, 1), None), (None, DATE, None), (None, None, None)],
)  # fmt: skip
def test_the_year_of_the_original_is_told_where_it_is_not_that_of_the_edition(of_work, of_edition, first) -> None:
    work = Work(pk=1, title="Of rivers", language="en", date=of_work)
    item = edition_item(work, Edition(pk=1, title="De ríos", language="es", date=of_edition), [], "")
    assert item.get("original-date", {}).get("date-parts") == ([[first]] if first else None)
    assert ("origdate = {2019}" in bibtex([item])) is bool(first)
    assert "OP  - Of rivers" in ris([item])


@pytest.mark.parametrize(
    ("title", "code", "told"),
    [
        ("De ríos", "en", "Sol, A. (n.d.). De ríos. (Original work published as Of rivers, 2019)"),
        ("De ríos", "es", "Sol, A. (s.\u00a0f.). De ríos. (Obra original publicada como Of rivers, 2019)"),
        ("Of rivers", "en", "Sol, A. (n.d.). Of rivers. (Original work published 2019)"),
        ("Of rivers", "es", "Sol, A. (s.\u00a0f.). Of rivers. (Obra original publicada en 2019)"),
    ],
)
def test_a_reference_to_an_edition_without_a_date_tells_when_the_original_appeared(title, code, told) -> None:
    work = Work(pk=1, kind="web", title="Of rivers", language="en", date=DATE, date_precision="year")
    item = edition_item(work, Edition(pk=1, title=title, language="es", outlet_id=1), [], "") | {"author": ANA}
    assert reference(item, "apa", code).text == told
