"""People and outlets that are new with a work go into review along with it, if who hands it in wants that and may."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from articles.models import Outlet, Person, Work
from articles.works import menu
from articles.works.along import hand_in_along, new_with, to_be_handed_in
from core.snippets import EditorialMixin
from tests import factories
from tests.reading import parse, text
from tests.translations import story

BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
WORDS = {"en": "with 3 new people and outlets", "es": "con 3 personas y medios nuevos"}
BESIDE = {"en": "New with it, and in review too", "es": "Nuevo con ello, y también en revisión"}


@pytest.fixture
def people(site):
    return story.people(site)


def new_work(tree, **facts) -> Work:
    """A draft that names a person and two outlets that are new, and a person who is public."""
    locale = tree.locale
    return factories.work(
        "Of rivers",
        authors=(factories.person(locale, "Ana Known"), factories.person(locale, "Luz New", live=False)),
        outlet=factories.outlet(locale, "New House", live=False),
        editions=({"outlet": factories.outlet(locale, "New Site", live=False)},),
        live=False,
        **facts,
    )


def edit_url(work: Work) -> str:
    return reverse("wagtailsnippets_articles_work:edit", args=[work.pk])


def buttons(client, work: Work) -> list[str]:
    """The words of the button that hands in what is new; none, or one."""
    page = client.get(edit_url(work)).content.decode()
    found = re.findall(r'<button[^>]* value="with-new"[^>]*>(.*?)</button>', page, re.DOTALL)
    return [text(parse(f"<!doctype html><title>x</title><p>{each}")) for each in found]


def hand_in(client, work: Work, value: str = "with-new"):
    """Send the form of the work as it is, by that button."""
    authors = [{"person": row.person_id} for row in work.authors.all()]
    editions = [
        {
            "kind": row.kind,
            "language": row.language,
            "title": row.title,
            "outlet": row.outlet_id,
            "access": "",
            "date_precision": "day",
        }
        for row in work.editions.all()
    ]
    data = {
        "kind": work.kind, "title": work.title, "language": work.language, "date_precision": "day", "access": "",
        "rights": "unneeded", "outlet": work.outlet_id or "",
        "authors": inline_formset(authors), "editions": inline_formset(editions), "action-submit": value,
    }  # fmt: skip
    return client.post(edit_url(work), nested_form_data(data))


def rows() -> list[EditorialMixin]:
    return [Person.objects.get(name="Luz New"), *Outlet.objects.filter(name__startswith="New").order_by("name")]


def in_review() -> list[str]:
    return [row.name for row in rows() if row.workflow_in_progress]


def test_who_is_new_is_asked_once_for_one_form(client, people, site, monkeypatch) -> None:
    asked = []
    known = menu.to_be_handed_in
    monkeypatch.setattr(menu, "to_be_handed_in", lambda *given: asked.append(given) or known(*given))
    client.force_login(people.editor)
    assert len(buttons(client, new_work(site.en))) == 1
    assert len(asked) == 1


EVERYBODY = ["Luz New", "New House", "New Site"]


# ---------------------------------------------------------------- handing in
@BOTH
def test_one_button_hands_in_a_work_with_all_that_is_new_and_makes_nothing_public(client, site, people, code) -> None:
    UserProfile.objects.create(user=people.editor, preferred_language=code)
    work = new_work(getattr(site, code))
    client.force_login(people.editor)
    [button] = buttons(client, work)
    assert WORDS[code] in button
    answer = hand_in(client, work)
    assert answer.status_code == 302
    assert Work.objects.get(pk=work.pk).workflow_in_progress
    assert in_review() == EVERYBODY
    for row in (Work.objects.get(pk=work.pk), *rows()):
        assert not row.live
        assert row.current_workflow_state.requested_by == people.editor
    assert buttons(client, work) == []


@BOTH
def test_from_its_first_screen_a_work_is_handed_in_with_all_that_is_new(client, site, people, code) -> None:
    locale = getattr(site, code).locale
    luz, house = factories.person(locale, "Luz New", live=False), factories.outlet(locale, "New House", live=False)
    factories.outlet(locale, "New Site", live=False)  # that the work does not name
    client.force_login(people.editor)
    UserProfile.objects.create(user=people.editor, preferred_language=code)
    address = reverse("wagtailsnippets_articles_work:add")
    page = client.get(address).content.decode()
    words = {"en": "with the people and outlets that are new", "es": "con las personas y los medios nuevos"}
    assert words[code] in page
    data = {
        "kind": "article", "title": "Of rivers", "language": code, "date_precision": "day", "access": "",
        "rights": "unneeded", "outlet": house.pk,
        "authors": inline_formset([{"person": luz.pk}]), "editions": inline_formset([]), "action-submit": "with-new",
    }  # fmt: skip
    assert client.post(address, nested_form_data(data)).status_code == 302
    work = Work.objects.get()
    assert work.workflow_in_progress
    assert not work.live
    assert in_review() == ["Luz New", "New House"]


@BOTH
def test_the_usual_button_hands_in_the_work_alone(client, site, people, code) -> None:
    work = new_work(getattr(site, code))
    client.force_login(people.editor)
    hand_in(client, work, "Submit")
    assert Work.objects.get(pk=work.pk).workflow_in_progress
    assert in_review() == []


def test_nothing_goes_along_with_a_work_that_is_not_in_review(site, people) -> None:
    work = new_work(site.en)
    assert hand_in_along(work, people.editor) == []
    assert in_review() == []


def test_a_work_that_names_nobody_new_has_no_such_button(client, site, people) -> None:
    client.force_login(people.editor)
    known = factories.work(
        authors=(factories.person(site.en.locale),), outlet=factories.outlet(site.es.locale), live=False
    )
    assert buttons(client, known) == []


# ---------------------------------------------------------------- who, and whom
def test_only_whom_somebody_may_edit_goes_along(client, site) -> None:
    somebody = factories.user("somebody")
    names = ["add_work", "change_work", "change_person"]
    rights = Permission.objects.filter(content_type__app_label="articles", codename__in=names)
    somebody.user_permissions.set([*rights, Permission.objects.get(codename="access_admin")])
    work = new_work(site.en)
    assert [row.name for row in to_be_handed_in(work, somebody)] == ["Luz New"]
    client.force_login(somebody)
    hand_in(client, work)
    assert in_review() == ["Luz New"]


def test_what_is_locked_in_review_or_a_translation_does_not_go_along(site, people) -> None:
    work = new_work(site.en)
    person, house, place = rows()
    person.locked, person.locked_by, person.locked_at = True, people.admin, timezone.now()
    person.save()
    house.get_workflow().start(house, people.admin)
    assert [row.name for row in to_be_handed_in(work, people.editor)] == ["New Site"]
    twin = factories.twin(place, site.es, name="Nuevo", live=False)
    edition = work.editions.get()
    edition.outlet = twin
    edition.save()
    assert [row.pk for row in new_with(Work.objects.get(pk=work.pk))] == [person.pk, house.pk]


def test_who_is_public_in_any_language_or_was_is_not_new(site, people) -> None:
    work = new_work(site.en)
    person, house, place = rows()
    factories.person(site.es.locale, translation_key=person.translation_key)
    house.save_revision().publish()
    Outlet.objects.get(pk=house.pk).unpublish()
    assert [row.pk for row in new_with(Work.objects.get(pk=work.pk))] == [place.pk]


def test_what_was_sent_back_is_handed_in_again_where_it_was(site, people) -> None:
    work = new_work(site.en)
    person, *_rest = rows()
    state = person.get_workflow().start(person, people.editor)
    state.current_task_state.specific.reject(user=people.reviewer_en)
    assert WorkflowState.objects.get(pk=state.pk).status == WorkflowState.STATUS_NEEDS_CHANGES
    work.get_workflow().start(work, people.editor)
    assert [row.name for row in hand_in_along(work, people.editor)] == EVERYBODY
    assert WorkflowState.objects.get(pk=state.pk).status == WorkflowState.STATUS_IN_PROGRESS
    assert hand_in_along(work, people.editor) == []  # sent twice


# ---------------------------------------------------------------- who reviews
@BOTH_WAYS
def test_a_reviewer_of_their_language_approves_them_from_beside_the_work(client, site, people, here, there) -> None:
    work = new_work(getattr(site, here))
    work.get_workflow().start(work, people.editor)
    hand_in_along(Work.objects.get(pk=work.pk), people.editor)
    state = Work.objects.get(pk=work.pk).current_workflow_task_state
    for code, sees in ((there, False), (here, True)):
        reviewer = getattr(people, f"reviewer_{code}")
        UserProfile.objects.update_or_create(user=reviewer, defaults={"preferred_language": code})
        client.force_login(reviewer)
        page = parse(client.get(reverse("translations:review", args=[state.pk])).content.decode())
        links = {
            text(each): each.get("href")
            for section in page.iter("section") if section.get("aria-labelledby") == "beside"
            for each in section.iter("a")
        }  # fmt: skip
        assert list(links) == (EVERYBODY if sees else [])
        assert (BESIDE[code] in text(page)) is sees
    for address in links.values():
        seen = parse(client.get(address).content.decode()).find(".//input[@name='seen']").get("value")
        assert client.post(address, {"seen": seen, "approve": "1", "comment": ""}).status_code == 302
    assert [row.live for row in rows()] == [True] * 3
    assert not Work.objects.get(pk=work.pk).live


def test_a_reviewer_of_another_language_does_not_decide_on_them(client, site, people) -> None:
    work = new_work(site.en)
    work.get_workflow().start(work, people.editor)
    hand_in_along(Work.objects.get(pk=work.pk), people.editor)
    client.force_login(people.reviewer_es)
    for row in rows():
        address = reverse("translations:review", args=[row.current_workflow_task_state.pk])
        assert client.post(address, {"approve": "1", "seen": "x", "comment": ""}).status_code in (302, 403)
        assert not type(row).objects.get(pk=row.pk).live


def test_asking_who_is_new_costs_the_same_for_two_and_for_twenty(site, django_assert_max_num_queries) -> None:
    for number in (2, 20):
        authors = tuple(factories.person(site.en.locale, live=False) for _each in range(number))
        work = factories.work(authors=authors, outlet=factories.outlet(site.en.locale, live=False), live=False)
        draft = Work.objects.get(pk=work.pk).get_latest_revision_as_object()
        with django_assert_max_num_queries(4):
            assert len(new_with(draft)) == number + 1
