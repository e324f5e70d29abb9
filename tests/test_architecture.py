"""The house rules of docs/architecture.md, held by reading the source: who imports whom, and how long things are."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from tests.measures import (
    ROOT,
    SUPPRESSION,
    cycle,
    functions,
    imports,
    lines,
    p90,
    public_definitions,
    python_files,
)

# An app may import what stands in a later row; those of one row never import each other.
ROWS = [
    {"mysite"},
    {"home", "search"},
    {"articles", "translations"},
    {"core", "accounts"},
    {"language", "outbound", "outbox"},
]
ROW = {app: number for number, apps in enumerate(ROWS) for app in apps}
BESIDE = {"tests", "tools", "manage.py"}  # they may import what they need

# Inside an app: the first may not import the second.
LAYERS = [
    # A workflow task names its form: that is Wagtail's way.
    ({"models"}, {"views", "wagtail_hooks", "urls", "services", "middleware"}),
    ({"services", "queue", "querysets", "drafts", "comparison"}, {"views", "wagtail_hooks", "forms", "urls"}),
]

# Each says "Pure." in its docstring, and so may others: these must stay so.
PURE = {"articles/doi.py", "core/addresses.py", "translations/digests.py", "translations/comparison.py"}
IMPURE = ("django.db", "django.contrib", "django.apps", "wagtail.models", "wagtail.admin", "modelcluster")

# The one door into wagtail-localize; elsewhere only the classes by which a model says what is translated.
LOCALIZE_DOOR = "translations/localize.py"

# HTML made in Python, each with its reason.
HTML_MAKERS = {"mark_safe", "format_html", "format_html_join", "SafeString"}
MAKES_HTML = {
    "articles/citing/references.py": "a reference as citeproc-py writes it: its text escaped, its only element <i>",
    "articles/templatetags/article_tags.py": "a link whose lang attribute is there or not",
    "articles/works/form.py": "a sentence of a form with a link to the work that it names",
    "articles/templatetags/linked_tags.py": "a data block for programs, and the empty element of COinS",
    "translations/wagtail_hooks.py": "the one <link> that Wagtail's hook for stylesheets asks for",
}

# Texts and drawings of the demo are data: their length says nothing about how hard they are to read.
DATA = "home/demo/"


@cache
def source(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


FILES = python_files()
CODE = [path for path in FILES if path.parts[0] != "tests"]
TESTS = [path for path in FILES if path.parts[0] == "tests"]


def imported_apps(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(source(path), path)} & ROW.keys()


def failures(found: list[str]) -> str:
    return "\n".join(["", *found])


# ---------------------------------------------------------------- who imports whom
def test_every_folder_of_code_has_its_row():
    unknown = {path.parts[0] for path in CODE} - ROW.keys() - BESIDE
    assert not unknown, f"Give {unknown} a place in ROWS and in docs/architecture.md"


def test_imports_point_downwards():
    wrong = [
        f"{path} imports {other}"
        for path in CODE
        if (app := path.parts[0]) in ROW
        for other in imported_apps(path) - {app}
        if ROW[other] <= ROW[app]
    ]
    assert not wrong, failures(wrong)


def test_no_app_is_in_a_cycle():
    graph: dict[str, set[str]] = defaultdict(set)
    for path in CODE:
        graph[path.parts[0]] |= imported_apps(path) - {path.parts[0]}
    assert cycle(graph) == []


@pytest.mark.parametrize(("upper", "lower"), LAYERS, ids=["models", "services"])
def test_inside_an_app_models_and_services_know_no_screen(upper, lower):
    wrong = []
    for path in CODE:
        if len(path.parts) < 2 or path.parts[1].removesuffix(".py") not in upper:
            continue
        for name in imports(source(path), path):
            parts = name.split(".")
            if parts[0] == path.parts[0] and len(parts) > 1 and parts[1] in lower:
                wrong.append(f"{path} imports {name}")
    assert not wrong, failures(wrong)


def says_pure(path: Path) -> bool:
    docstring = ast.get_docstring(ast.parse(source(path))) or ""
    return docstring.endswith("Pure.") or "Pure. " in docstring or "Pure.\n" in docstring


def test_the_modules_that_must_stay_pure_say_so():
    missing = [path for path in sorted(PURE) if not says_pure(Path(path))]
    assert not missing, failures(missing)


def test_pure_modules_import_no_models():
    pure = [path for path in CODE if says_pure(path)]
    own = {".".join(path.with_suffix("").parts) for path in pure}
    wrong = []
    for path in pure:
        for name in imports(source(path), path):
            first_party = name.split(".")[0] in ROW
            known = any(name == module or name.startswith(f"{module}.") for module in own)
            if name.startswith(IMPURE) or (first_party and not known):
                wrong.append(f"{path} says it is pure and imports {name}")
    assert not wrong, failures(wrong)


def test_one_module_opens_the_door_to_wagtail_localize():
    wrong = [
        f"{path} imports {name}"
        for path in CODE
        if str(path) != LOCALIZE_DOOR
        for name in imports(source(path), path)
        if name.split(".")[0] == "wagtail_localize"
        and not (name.startswith("wagtail_localize.fields.") and "models" in path.with_suffix("").parts)
    ]
    assert not wrong, failures(wrong)


def test_html_is_made_in_python_only_where_it_is_listed():
    makers = {str(path) for path in CODE if HTML_MAKERS & {name.split(".")[-1] for name in imports(source(path), path)}}
    assert makers == set(MAKES_HTML)


# ---------------------------------------------------------------- the budget
def test_files_are_short():
    sizes = {path: lines(source(path)) for path in CODE if source(path).strip()}
    long = [f"{size} {path}" for path, size in sizes.items() if size > 350]
    assert not long, failures(long)
    assert p90(size for path, size in sizes.items() if not str(path).startswith(DATA)) <= 180


def test_functions_are_short():
    sizes = [(size, f"{path} {name}") for path in CODE for name, size in functions(source(path))]
    long = [f"{size} {where}" for size, where in sizes if size > 45]
    assert not long, failures(long)
    assert p90(size for size, _where in sizes) <= 20


def test_templates_are_short():
    sizes = {path: lines(path.read_text()) for path in ROOT.glob("*/templates/**/*.html")}
    long = [f"{size} {path}" for path, size in sizes.items() if size > 110]
    assert not long, failures(long)


def test_scripts_are_short():
    sizes = {path: lines(path.read_text()) for path in ROOT.glob("static/js/**/*.js")}
    long = [f"{size} {path}" for path, size in sizes.items() if size > 180]
    assert not long, failures(long)


def test_what_is_public_says_what_it_is_for():
    documented = [ast.get_docstring(node) is not None for path in CODE for node in public_definitions(source(path))]
    share = sum(documented) / len(documented)
    assert share >= 0.7, f"{share:.0%} of public classes and functions have a docstring"


def test_every_module_with_code_says_what_it_is():
    silent = [str(path) for path in CODE if source(path).strip() and not ast.get_docstring(ast.parse(source(path)))]
    silent = [path for path in silent if not path.endswith("management/__init__.py")]
    assert not silent, failures(silent)


def test_warnings_are_hardly_ever_silenced():
    found = [str(path) for path in CODE for line in source(path).splitlines() if SUPPRESSION.search(line)]
    assert len(found) <= sum(lines(source(path)) for path in CODE) / 1000, failures(found)


def test_there_are_more_lines_of_tests_than_of_code():
    rules = [path for path in CODE if not str(path).startswith(DATA)]
    code, tests = (sum(lines(source(path)) for path in paths) for paths in (rules, TESTS))
    assert tests / (code + tests) >= 0.55, f"{tests} of {code + tests} lines are tests"
