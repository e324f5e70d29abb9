"""Whatever people do, in whatever order, the queue says what a plain model of it says (walk.py), and its caches are the
truth. LONG=1 takes 20,000 steps.
"""

import pytest
from hypothesis import seed

from tests.long import LONG
from tests.translations.stateful import walk
from tests.translations.walk import Queue

STEPS = 40 if LONG else 14
EXAMPLES = 250 if LONG else 6  # twice, once for each direction: 20,000 and 168 steps

# With these a short walk reaches what is asserted at its end.
SEEDS = {"en": 9, "es": 13}


@pytest.mark.any_database
def test_whatever_is_done_in_whatever_order_the_queue_is_the_truth(scene) -> None:
    machine = seed(SEEDS[scene.source.locale.language_code])(Queue.at(scene))
    walk(machine, EXAMPLES, STEPS)
    wanted = {"approved", "sent back", "nothing to hand in", "minor edit", "minor edit taken back", "given up"}
    assert machine.reached >= wanted


def test_what_is_approved_too_early_waits_until_its_original_is_public_or_somebody_writes(scene) -> None:
    """Chance seldom comes so far in a short walk."""
    machine = Queue.at(scene)()
    try:
        machine.start()
        machine.translate({"title", "intro"})
        for act in (lambda: machine.unpublish(True), machine.submit, machine.approve):
            act()
            machine.the_queue_is_what_the_model_says()
        assert machine.reached == {"waits"}
        machine.translate({"intro"})
        machine.the_queue_is_what_the_model_says()
        machine.edit_and_publish("title", "Two works")
        machine.the_queue_is_what_the_model_says()
        assert machine.public == machine.source
    finally:
        machine.teardown()
