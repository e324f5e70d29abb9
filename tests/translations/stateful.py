"""What every walk of chance shares: it undoes what it did, and takes the steps that it is told."""

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


class Walk(RuleBasedStateMachine):
    """`scene` is where it walks, `reached` what it has met."""

    scene: Any = None
    reached: set[str] = set()

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.begin()

    def begin(self) -> None:
        raise NotImplementedError

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @classmethod
    def at(cls, scene: Any) -> type["Walk"]:
        """The same, at a place, with nothing met yet."""
        return type(f"{cls.__name__}Here", (cls,), {"scene": scene, "reached": set()})


def walk(machine: Any, examples: int, steps: int, **more: Any) -> None:
    """Let a machine, or a seeded one, walk so often, with at most so many steps each."""
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        **more,
    )
    run_state_machine_as_test(machine, settings=how)
