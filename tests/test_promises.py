"""docs/promises.md names tests that exist."""

import ast
import re

import pytest

from tests.measures import ROOT

PROOFS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "promises.md").read_text())


def test_each_promise_names_its_proof() -> None:
    rows = [line for line in (ROOT / "docs" / "promises.md").read_text().splitlines() if line.startswith("| ")]
    promises = [row for row in rows if row != "| promise | proof |"]
    assert len(promises) > 20
    assert [row for row in promises if "::" not in row] == []


@pytest.mark.parametrize(("path", "name"), PROOFS, ids=[name for _path, name in PROOFS])
def test_the_proof_of_a_promise_exists(path, name) -> None:
    tree = ast.parse((ROOT / path).read_text())
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
