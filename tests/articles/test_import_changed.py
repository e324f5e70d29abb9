"""What is confirmed of an import is what was shown: what changed meanwhile is told, and nothing chosen is lost."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from articles.citing.formats import csl_json
from articles.models import Outlet, Person, Work
from tests import factories
from tests.reading import by_class, parse, text

URL = reverse("import_works")
pytestmark = pytest.mark.any_database
BOTH = pytest.mark.parametrize("code", ["en", "es"])
RIVERS = {
    "id": "x", "type": "book", "title": "Of rivers", "language": "en", "author": [{"family": "Sol", "given": "Ana"}],
    "publisher": "The House", "issued": {"date-parts": [[2019]]}, "URL": "https://a.org/rivers",
}  # fmt: skip
LAKES = RIVERS | {"title": "Of lakes", "URL": "https://a.org/lakes", "author": [{"family": "Mar", "given": "Luz"}]}
NOTHING = {
    "en": "Nothing was made: something has changed since it was shown. It is told below, and your ticks are kept.",
    "es": "No se ha creado nada: algo ha cambiado desde que se mostró. Se explica abajo, y lo marcado sigue marcado.",
}


@pytest.fixture
def screen(client, site, code):
    """Sends the two works; with `ticks`, as the form that was shown last sends them."""
    editor = factories.user("edith", "Editors")
    UserProfile.objects.create(user=editor, preferred_language=code)
    client.force_login(editor)

    def send(ticks: list[str] | None = None, seen=None, items=(RIVERS, LAKES)):
        fields = {"text": csl_json(items), "locale": Locale.objects.get(language_code=code).pk}
        if ticks is None:
            return client.post(URL, fields)
        shown = parse(seen.content.decode()).findall(".//input[@type='hidden']")
        hidden = {box.get("name"): box.get("value") or "" for box in shown if box.get("name") != "csrfmiddlewaretoken"}
        return client.post(URL, hidden | fields | {"confirm": "1", "item": ticks})

    return send


def told(response) -> list[str]:
    """What is said of each item to have changed."""
    items = parse(response.content.decode()).findall(".//section[@aria-labelledby]")
    return [
        " ".join(text(line) for box in by_class(item, "help-critical") for line in box.iter("li")) for item in items
    ]


def ticked(response) -> list[str]:
    boxes = parse(response.content.decode()).findall(".//input[@name='item']")
    return [box.get("value") for box in boxes if box.get("checked") is not None]


def messages(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@BOTH
def test_a_work_that_came_into_the_catalogue_meanwhile_is_told_and_the_other_stays_ticked(screen, code) -> None:
    seen = screen()
    factories.work("Of rivers", url="https://a.org/rivers")
    answer = screen(["0", "1"], seen)
    assert answer.status_code == 200
    assert NOTHING[code] in messages(answer)
    come = {"en": "It has come into the catalogue", "es": "Ha llegado al catálogo"}[code]
    assert [come in words for words in told(answer)] == [True, False]
    assert (ticked(answer), Work.objects.count()) == (["1"], 1)
    # What is shown now can be confirmed.
    assert screen(["1"], answer).status_code == 302
    assert sorted(Work.objects.values_list("title", flat=True)) == ["Of lakes", "Of rivers"]


@BOTH
def test_somebody_who_was_in_the_catalogue_and_is_gone_is_not_made_anew_without_a_word(screen, site, code) -> None:
    ana = factories.person(site.en.locale, "Ana Sol")
    house = factories.outlet(site.en.locale, "The House")
    seen = screen()
    ana.delete()
    house.delete()
    answer = screen(["0"], seen)
    assert NOTHING[code] in messages(answer)
    gone = {
        "en": "“{}” is no longer in the catalogue: as it stands now, a new draft would be made.",
        "es": "«{}» ya no está en el catálogo: ahora se crearía un borrador nuevo.",
    }[code]
    assert told(answer)[0] == f"{gone.format('The House')} {gone.format('Ana Sol')}"
    assert (Work.objects.count(), Person.objects.count(), Outlet.objects.count()) == (0, 0, 0)
    assert ticked(answer) == ["0"]
    assert screen(["0"], answer).status_code == 302
    assert (Work.objects.count(), Person.objects.count(), Outlet.objects.count()) == (1, 1, 1)


@BOTH
def test_somebody_who_came_into_the_catalogue_meanwhile_or_is_another_now_is_told(screen, site, code) -> None:
    seen = screen()
    ana = factories.person(site.en.locale, "Ana Sol")
    answer = screen(["0", "1"], seen)
    words = {
        "en": ("“Ana Sol” has come into the catalogue", "“Ana Sol” is another entry of the catalogue"),
        "es": ("«Ana Sol» ha llegado al catálogo", "«Ana Sol» es ahora otra ficha del catálogo"),
    }[code]
    assert words[0] in told(answer)[0]
    ana.delete()
    factories.person(site.en.locale, "Ana Sol")
    assert words[1] in told(screen(["0"], answer))[0]
    assert not Work.objects.exists()


@BOTH
def test_a_work_like_it_that_came_meanwhile_is_told_and_the_tick_is_kept(screen, code) -> None:
    seen = screen()
    factories.work("Of rivers")
    answer = screen(["0"], seen)
    like = {"en": "A work like it has come", "es": "Ha llegado al catálogo una obra parecida"}[code]
    assert like in told(answer)[0]
    assert ticked(answer) == ["0"]
    assert screen(["0"], answer).status_code == 302
    assert Work.objects.filter(title="Of rivers").count() == 2


@BOTH
def test_what_nobody_ticked_may_change_and_what_was_made_before_is_not_made_again(screen, site, code) -> None:
    items = (RIVERS | {"URL": ""}, LAKES)
    seen = screen(items=items)
    factories.person(site.en.locale, "Luz Mar")
    assert screen(["0"], seen, items).status_code == 302
    # Back in the browser: the first was made, of the other something has changed.
    answer = screen(["0", "1"], seen, items)
    assert answer.status_code == 200
    assert ticked(answer) == ["1"]
    assert Work.objects.get().title == "Of rivers"


@BOTH
def test_what_was_chosen_and_is_not_made_is_named_with_its_reason(client, screen, site, code) -> None:
    factories.work("Of rivers", url="https://a.org/rivers")
    fields = {"text": csl_json([RIVERS, LAKES]), "locale": getattr(site, code).locale.pk}
    answer = client.post(URL, fields | {"confirm": "1", "item": ["0", "1"]})
    said = messages(client.get(answer.url))
    assert {
        "en": "“Of rivers” was not made. It is in the catalogue already.",
        "es": "No se ha creado «Of rivers». Ya está en el catálogo.",
    }[code] in said
    assert Work.objects.count() == 2


@BOTH
def test_a_refusal_at_the_last_moment_keeps_the_ticks(screen, monkeypatch, code) -> None:
    from django.core.exceptions import ValidationError

    seen = screen()

    def refuse(self, *args, **kwargs):
        raise ValidationError("Not like this.")

    monkeypatch.setattr(Work, "full_clean", refuse)
    answer = screen(["1"], seen)
    assert "Not like this." in messages(answer)
    assert ticked(answer) == ["1"]


@pytest.mark.parametrize("code", ["en"])
@pytest.mark.parametrize("value", ["x", "1", "0.0.0.0.0.0", "\x00", "9" * 5000, "....", "0.0.0.a"])
def test_whatever_comes_as_what_was_shown_is_answered(client, screen, site, code, value) -> None:
    fields = {"text": csl_json([RIVERS]), "locale": site.en.locale.pk, "shown-0": value}
    answer = client.post(URL, fields | {"confirm": "1", "item": ["0"]})
    assert answer.status_code == 200
    assert told(answer)[0]
    assert not Work.objects.exists()
