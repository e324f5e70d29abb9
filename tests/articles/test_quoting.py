"""The meter of quotations: it warns editors and reviewers in their language, and blocks nothing."""

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import querydict_from_html

from articles import quoting
from articles.models import PublicationPage, Work
from language.quotations import Measure
from tests import factories

BOTH = pytest.mark.parametrize("code", ["en", "es"])
OURS = "<p>One two three four five six seven eight nine ten.</p>"
THEIRS = ("quote", {"text": "One two three four five.", "attribution": "A very long name", "source": "", "url": ""})


def page(tree, **fields) -> PublicationPage:
    return factories.publication(tree, **{"summary": OURS, "body": [THEIRS], **fields})


def test_summary_and_body_are_read_and_who_said_it_is_not(site) -> None:
    body = [
        ("heading", "Two words"),
        ("rich_text", "<p>He said: “nothing of that is true”.</p><ul><li>One</li><li>More</li></ul>"),
        ("callout", {"heading": "Mind", "text": "<p>This one.</p>"}),
        THEIRS,
        ("embed", "https://example.org/video"),
    ]
    assert quoting.measure_page(page(site.en, body=body)) == Measure(10, 10 + 2 + 7 + 2 + 1 + 2 + 5)


def test_a_mark_that_is_open_at_the_end_of_a_paragraph_is_not_closed_in_the_next(site) -> None:
    summary = "<p>He said “one two three four</p><p>five six seven eight” and left.</p>"
    assert quoting.measure_page(page(site.en, summary=summary, body=[])).quoted == 0


@pytest.mark.parametrize(("limit", "warns"), [(0, True), (33, True), (34, False), (100, False)])
def test_it_warns_above_the_share_that_is_set(site, settings, limit, warns) -> None:
    settings.QUOTE_PERCENT = limit
    assert bool(quoting.note(page(site.en))) is warns


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "5 of 15 words are quoted, 33.3%: more than 20%. Ask whoever holds the rights"),
        ("es", "De 15 palabras, 5 son cita, el 33,3\u00a0%: más del 20\u00a0%. Conviene pedir permiso a quien"),
    ],
)
def test_it_says_how_much_and_advises_to_ask(site, code, words) -> None:
    with translation.override(code):
        assert quoting.note(page(getattr(site, code))).startswith(words)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The work is marked “permission needed”: note on it who gave the permission, or quote less."),
        ("es", "La obra está marcada «hace falta permiso»: conviene anotar en ella quién lo dio, o citar menos."),
    ],
)
def test_who_marked_the_work_already_is_not_told_to_mark_it(site, code, words) -> None:
    work = factories.work(rights="needed", live=False)
    with translation.override(code):
        assert quoting.note(page(getattr(site, code), work=work, live=False)).endswith(words)


def test_who_has_a_permission_is_not_told_to_ask_for_one(site) -> None:
    work = factories.work(rights="needed", permission_by="The editors", permission_date="2026-01-15")
    assert "Ask" not in quoting.note(page(site.en, work=work))


def test_a_page_that_repeats_the_work_is_not_measured_but_needs_a_licence_or_a_permission(site) -> None:
    note = quoting.note(page(site.en, work=factories.work(verbatim=True)))
    assert "word for word" in note
    assert "%" not in note
    for allowed in ({"licence": "CC BY 4.0"}, {"permission_by": "The editors", "permission_date": "2026-01-15"}):
        assert quoting.note(page(site.en, work=factories.work(verbatim=True, **allowed))) == ""


# ---------------------------------------------------------------- where it is told
QUOTING = f"{OURS}<p>“One two three four five.”</p>"


def edit_form(client, row) -> tuple[str, dict[str, str]]:
    """The address of Wagtail's editor for a page, and what it would send."""
    url = reverse("wagtailadmin_pages:edit", args=[row.pk])
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form").dict()
    return url, data | {"body-count": "0", "corrections-count": "0"}


def saved(client, row, **fields) -> list[str]:
    """What is told after a save of a page's draft."""
    url, data = edit_form(client, row)
    response = client.post(url, data | fields, follow=True)
    return [str(message) for message in response.context["messages"]]


@BOTH
def test_the_editor_is_told_on_saving_and_it_is_saved(client, site, code) -> None:
    row = page(getattr(site, code), summary=QUOTING, body=[], live=False)
    client.force_login(factories.user("edith", "Editors"))
    told = saved(client, row, title="Other")
    assert any("quoted, 33.3%" in each for each in told)
    assert PublicationPage.objects.get(pk=row.pk).get_latest_revision_as_object().title == "Other"


def test_with_few_quotations_nothing_is_said(client, site) -> None:
    client.force_login(factories.user("edith", "Editors"))
    told = saved(client, page(site.en, body=[], live=False))
    assert len(told) == 1  # that it is saved


def test_an_editor_that_saves_itself_gathers_no_messages(client, site) -> None:
    client.force_login(factories.user("edith", "Editors"))
    url, data = edit_form(client, page(site.en, summary=QUOTING, body=[], live=False))
    assert client.post(url, data, headers={"accept": "application/json"}).json()["success"]
    assert not any("quoted" in str(message) for message in client.get(url).context["messages"])


@BOTH
def test_the_reviewer_reads_it_and_can_approve(client, site, code) -> None:
    tree = getattr(site, code)
    row = page(tree, live=False)
    row.get_workflow().start(row, factories.user("edith", "Editors"))
    client.force_login(factories.user("rita", f"Reviewers ({code})"))
    state = PublicationPage.objects.get(pk=row.pk).current_workflow_task_state
    url = reverse("translations:review", args=[state.pk])
    response = client.get(url)
    assert "5 of 15 words" in response.content.decode()
    client.post(url, {"seen": response.context["seen"], "approve": "yes", "comment": ""})
    assert PublicationPage.objects.get(pk=row.pk).live
    assert Work.objects.get(pk=row.work_id).live
