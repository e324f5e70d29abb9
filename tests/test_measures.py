"""The measures that test_architecture.py rests on see what they should."""

from pathlib import Path

import pytest

from tests.measures import cycle, functions, imports, p90, public_definitions, python_files

HERE = Path("translations/views/edit.py")


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import articles.models", ["articles.models"]),
        ("from articles import models, views", ["articles.models", "articles.views"]),
        ("from . import forms", ["translations.views.forms"]),
        ("from ..models import QueueItem", ["translations.models.QueueItem"]),
        ("from .. import services", ["translations.services"]),
        ("def f():\n    from articles.models import Work", ["articles.models.Work"]),
        ("class A:\n    def f(self):\n        if x:\n            import articles", ["articles"]),
        ("try:\n    import articles\nexcept ImportError:\n    pass", ["articles"]),
        ("if TYPE_CHECKING:\n    import articles", []),
        ("from typing import TYPE_CHECKING\nif typing.TYPE_CHECKING:\n    import articles", ["typing.TYPE_CHECKING"]),
    ],
)
def test_an_import_is_seen_wherever_it_stands(source, names):
    assert list(imports(source, HERE)) == names


@pytest.mark.parametrize(
    ("graph", "way"),
    [
        ({}, []),
        ({"a": {"b", "c"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a"}}, ["a", "b"]),
        ({"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"b"}}, ["b", "c", "d"]),
    ],
)
def test_a_way_round_is_found(graph, way):
    assert cycle(graph) == way


def test_the_length_of_a_function_counts_its_body_and_not_its_decorators():
    source = "@a\n@b\ndef f():\n    x = 1\n\n    return x\n\nclass C:\n    def g(self): pass\n"
    assert list(functions(source)) == [("f", 4), ("g", 1)]


def test_only_public_definitions_need_a_docstring():
    source = "def a(): pass\ndef _b(): pass\nclass C:\n    def d(self): pass\n    def _e(self): pass\n    x = 1\n"
    assert [node.name for node in public_definitions(source)] == ["a", "C", "d"]


@pytest.mark.parametrize(("numbers", "value"), [([], 0), ([5], 5), (range(1, 101), 91), ([1] * 9 + [50], 50)])
def test_p90_is_what_nine_of_ten_do_not_exceed(numbers, value):
    assert p90(numbers) == value


def test_migrations_and_foreign_code_are_not_measured(tmp_path):
    for name in ["app/models.py", "app/migrations/0001.py", ".venv/lib/x.py", "var/x.py"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert python_files(tmp_path) == [Path("app/models.py")]
