"""What filters are called: asked in plain SQL, and the same as families of translations say."""

from uuid import UUID

import pytest

from core.families import names_of
from search.named import FAMILIES, names_of_families
from tests import factories

BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
MAKE = {"topic": factories.topic, "author": factories.person, "outlet": factories.outlet}


@BOTH_WAYS
@pytest.mark.parametrize("kind", FAMILIES)
def test_of_each_family_the_row_of_the_readers_language_is_told_else_the_oldest_and_never_a_draft(
    site, django_assert_num_queries, kind, here, there
) -> None:
    own, foreign = getattr(site, here), getattr(site, there)
    both, elsewhere, draft = (MAKE[kind](foreign.locale, name) for name in ("Both", "Elsewhere", "Draft"))
    factories.twin(both, own, name="Here")
    factories.twin(elsewhere, own, live=False, name="Not yet")
    draft.unpublish()
    keys = {row.translation_key.hex for row in (both, elsewhere, draft)}
    with django_assert_num_queries(1):
        found = names_of_families({kind: keys}, {}, own.locale)
    assert sorted(tuple(name) for name in found[kind].values()) == [
        ("both", "Here", "", ("both", "both")),
        ("elsewhere", "Elsewhere", there, ("elsewhere",)),
    ]
    model = FAMILIES[kind]
    known = names_of(model.objects.all(), {UUID(key) for key in keys}, own.locale, "slug", "name")
    told = {key: (name.value, name.label, name.lang) for key, name in found[kind].items()}
    assert {key.hex: (*names, lang) for key, (names, lang) in known.items()} == told


def test_what_is_chosen_by_its_address_is_told_too_and_nothing_costs_nothing(site, django_assert_num_queries) -> None:
    topic = factories.topic(site.en.locale, "Water")
    assert list(names_of_families({}, {"topic": topic.slug}, site.en.locale)["topic"]) == [topic.translation_key.hex]
    with django_assert_num_queries(0):
        assert names_of_families({}, {}, site.en.locale) == {kind: {} for kind in FAMILIES}
