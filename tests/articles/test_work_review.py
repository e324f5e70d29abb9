"""The review of a work: what approval changes is told field by field, and shown in each language."""

import datetime

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from articles.models import Edition, Work
from core.ordering import in_order
from tests import factories
from tests.reading import by_class, every, main, parse, text

BOTH = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
WORDS = {
    "en": {
        "Authors": ("Ana Sol, Fellow", "Ana Sol, Fellow; Luz Mar"),
        "Date": ("May 2019", "4 May 2019"),
        "Access": ("–", "paid"),
        "Outlet": ("Old House", "–"),
        "Our page repeats it word for word": ("–", "yes"),
        "Edition, Spanish": ("De ríos; translation; https://e.org/t", "De los ríos; translation; https://e.org/t"),
        "Edition, French": ("Fleuves; PDF", "–"),
        "Edition, German": ("–", "Flüsse; audio; free to read"),
    },
    "es": {
        "Autores": ("Ana Sol, Fellow", "Ana Sol, Fellow; Luz Mar"),
        "Fecha": ("mayo de 2019", "4 de mayo de 2019"),
        "Acceso": ("–", "de pago"),
        "Medio": ("Old House", "–"),
        "Nuestra página la reproduce palabra por palabra": ("–", "sí"),
        "Edición, español": ("De ríos; traducción; https://e.org/t", "De los ríos; traducción; https://e.org/t"),
        "Edición, francés": ("Fleuves; PDF", "–"),
        "Edición, alemán": ("–", "Flüsse; audio; acceso libre"),
    },
}


@pytest.fixture
def reviewer(client, site, code):
    user = factories.user("rita", "Reviewers (en)", "Reviewers (es)")
    UserProfile.objects.create(user=user, preferred_language=code)
    client.force_login(user)
    return user


def opened(client, work: Work):
    """The screen of its review."""
    editor = factories.user("edith", "Editors")
    work.get_workflow().start(work, editor)
    state = Work.objects.get(pk=work.pk).current_workflow_task_state
    return parse(client.get(reverse("translations:review", args=[state.pk])).content.decode())


def told(page) -> dict[str, tuple[str, str]]:
    rows = [row for table in by_class(page, "translation-facts") for row in table.find("tbody")]
    return {text(row[0]): (spoken(row[1]), spoken(row[2])) for row in rows}


def spoken(cell) -> str:
    """Without the word for who hears only."""
    return text(cell).partition(": ")[2] if by_class(cell, "w-sr-only") else text(cell)


@BOTH
def test_a_reviewer_reads_field_by_field_what_a_change_of_a_public_work_changes(
    client, site, reviewer, code, other
) -> None:
    ana, luz = (factories.person(site.en.locale, name) for name in ("Ana Sol", "Luz Mar"))
    work = factories.work(
        "Of rivers", authors=({"person": ana, "role": "Fellow"},), outlet=factories.outlet(site.en.locale, "Old House"),
        date=datetime.date(2019, 5, 1), date_precision="month",
        editions=(
            {"title": "De ríos", "url": "https://e.org/t"}, {"title": "Fleuves", "language": "fr", "kind": "pdf"},
        ),
    )  # fmt: skip
    spanish, _french = work.editions.all()
    work.date, work.date_precision, work.access, work.verbatim, work.outlet = (
        datetime.date(2019, 5, 4),
        "day",
        "paywall",
        True,
        None,
    )
    spanish.title = "De los ríos"
    work.editions = in_order([spanish, Edition(title="Flüsse", language="de", kind="audio", access="open")])
    work.authors = in_order([*work.authors.all(), type(work.authors.first())(person=luz)])
    work.save_revision()
    assert told(opened(client, work)) == WORDS[code]


@BOTH
def test_of_a_work_that_was_never_public_all_that_is_known_is_told(client, site, reviewer, code, other) -> None:
    page = told(opened(client, factories.work("Of rivers", live=False, licence="CC BY 4.0", language=other)))
    title, language = {"en": ("Original title", "Spanish"), "es": ("Título original", "inglés")}[code]
    assert page[title] == ("–", "Of rivers")
    assert ("–", language) in page.values()
    assert ("–", "CC BY 4.0") in page.values()


@BOTH
def test_what_changes_nothing_is_not_told(client, site, reviewer, code, other) -> None:
    assert told(opened(client, factories.work("Of rivers"))) == {}


@BOTH
def test_a_work_is_shown_to_reviewers_as_readers_of_each_language_would_see_it(
    client, site, reviewer, code, other
) -> None:
    work = factories.work("Of rivers", language="fr", live=False)
    frames = every(opened(client, work), "iframe")
    shown = [parse(client.get(frame.get("src")).content.decode()) for frame in frames]
    assert [page.get("lang") for page in shown] == ["en", "es"]
    assert ["French" in text(main(page)) for page in shown] == [True, False]
    assert ["francés" in text(main(page)) for page in shown] == [False, True]
    assert [frame.get("title").partition(": ")[2] for frame in frames] == {
        "en": ["English", "Spanish"], "es": ["Inglés", "Español"],
    }[code]  # fmt: skip
    odd = client.get(f"{frames[0].get('src').partition('&')[0]}&mode=xx")
    assert parse(odd.content.decode()).get("lang") == "en"


@BOTH
def test_markup_in_a_fact_stays_text(client, site, reviewer, code, other) -> None:
    evil = "<script>alert(1)</script>"
    assert told(opened(client, factories.work(evil, live=False)))[
        {"en": "Original title", "es": "Título original"}[code]
    ] == ("–", evil)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("translator", "Luz Mar", "Luz Mar"),
        ("date", datetime.date(2021, 3, 4), "4 March 2021"),
        ("access", "paywall", "paid"),
        ("url", "https://e.org/new", "https://e.org/new"),
        ("url_is_home", True, "the address is only the outlet’s home page"),
        ("kind", "pdf", "PDF"),
        ("title", "Fluvios", "Fluvios"),
    ],
)
def test_each_fact_of_an_edition_is_told_when_it_changes(db, name, value, told) -> None:
    work = factories.work(editions=({"title": "De ríos", "url": "https://e.org/t"},))
    draft = work.get_latest_revision_as_object()
    edition = draft.editions.get()
    setattr(edition, name, value)
    draft.editions = [edition]
    [(label, before, after)] = draft.changes_for_review()
    assert label == "Edition, Spanish"
    assert told in after
    assert told not in before
