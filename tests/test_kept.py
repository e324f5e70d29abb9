"""What the tests of a module share is the same for each of them."""

from copy import deepcopy

import pytest
from django.contrib.auth.models import Group


@pytest.fixture(scope="module")
def shared(kept):
    with kept() as site:
        yield site, Group.objects.create(name="Shared")


@pytest.mark.parametrize("number", [1, 2])
def test_what_a_test_changes_in_what_a_module_shares_is_gone_before_the_next(shared, db, number):
    group = deepcopy(shared)[1]
    assert Group.objects.get(pk=group.pk).name == group.name == "Shared"
    group.name = "Left behind"
    group.save()
