"""What the tests of the desk share: one post that is open for translation, made once for each file."""

from copy import deepcopy

import pytest


@pytest.fixture(scope="module")
def kept_item(kept_scene):
    return kept_scene.start(kept_scene.post())


@pytest.fixture
def item(scene, kept_item):
    return deepcopy(kept_item)
