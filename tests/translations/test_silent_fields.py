"""A field that came to a model when it was translated already makes no translation look changed while it is empty."""

import pytest

from articles.models import Person
from tests import factories
from translations.localize import reflection

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_switch_that_is_off_says_nothing_and_one_that_is_on_is_a_change(site, code) -> None:
    person = factories.person(getattr(site, code).locale, "La Casa")
    before = reflection(person)
    assert "is_organisation" not in before.facts
    person.is_organisation = True
    after = reflection(person)
    assert after.facts["is_organisation"] is True
    assert before.digest != after.digest
    assert set(Person.silent_while_empty) <= {field.name for field in Person._meta.get_fields()}
