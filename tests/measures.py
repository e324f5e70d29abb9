"""Reads the source without running it: who imports whom, how long things are. Used by test_architecture.py."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {"var", "node_modules", "__pycache__"}
SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore|fmt:\s*(?:off|skip))")
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def python_files(root: Path = ROOT) -> list[Path]:
    """Every Python file of the project but migrations, relative to `root`."""
    found = []
    for path in root.rglob("*.py"):
        parts = path.relative_to(root).parts
        if "migrations" in parts or any(part in NOT_OURS or part.startswith(".") for part in parts):
            continue
        found.append(path.relative_to(root))
    return sorted(found)


def imports(source: str, module: Path) -> Iterator[str]:
    """Dotted name of each thing that a module imports when it runs, also inside functions.

    What stands under `if TYPE_CHECKING` is left out. `from a import b` gives `a.b`; relative imports
    are made absolute.
    """
    yield from _imports(ast.parse(source), list(module.parent.parts))


def _imports(node: ast.AST, package: list[str]) -> Iterator[str]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = package[: len(package) - node.level + 1] if node.level else []
        base = [*base, *([node.module] if node.module else [])]
        yield from (".".join([*base, alias.name]) for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, package)


def cycle(graph: dict[str, set[str]]) -> list[str]:
    """One way round in a graph, if there is any."""
    done: set[str] = set()

    def walk(node: str, trail: list[str]) -> list[str]:
        if node in trail:
            return trail[trail.index(node) :]
        if node in done:
            return []
        for other in sorted(graph.get(node, ())):
            if found := walk(other, [*trail, node]):
                return found
        done.add(node)
        return []

    return next((found for node in sorted(graph) if (found := walk(node, []))), [])


def functions(source: str) -> Iterator[tuple[str, int]]:
    """(name, number of lines) of each function and method, decorators left out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def public_definitions(source: str) -> Iterator[Definition]:
    """Public classes and functions of a module, and the public methods of those classes."""
    for node in ast.parse(source).body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                methods = (child for child in node.body if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))
                yield from (method for method in methods if not method.name.startswith("_"))


def lines(text: str) -> int:
    return text.count("\n")


def p90(numbers: Iterable[int]) -> int:
    """The value that nine of ten do not exceed."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.9))] if ordered else 0
