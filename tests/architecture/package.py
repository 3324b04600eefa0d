"""The package under test, as files, syntax trees and modules."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pollwright

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "pollwright"
NOT_OURS_TO_WRITE = {"migrations"}


@dataclass(frozen=True)
class Source:
    """A Python file of the repository, and what it says."""

    path: Path

    @property
    def name(self) -> str:
        """Its path from the repository's root, for messages."""
        return str(self.path.relative_to(ROOT))

    @property
    def text(self) -> str:
        return self.path.read_text()

    @property
    def tree(self) -> ast.Module:
        return parsed(self.path)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def product() -> Iterator[Source]:
    """Yield every file of the package but generated migrations."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if not NOT_OURS_TO_WRITE & set(path.relative_to(PACKAGE).parts):
            yield Source(path)


def everything() -> Iterator[Source]:
    """Yield the package, the tests, the benchmarks, the tools of the documentation and the launcher."""
    yield from product()
    for folder in ("tests", "benchmarks", "docs"):
        yield from (Source(path) for path in sorted((ROOT / folder).rglob("*.py")))
    yield Source(ROOT / "dev")


def import_everything() -> None:
    """Import every module of the package, so that what registers itself on import has done so."""
    for module in pkgutil.walk_packages(pollwright.__path__, "pollwright."):
        if not module.name.endswith(("__main__", ".wsgi")):
            importlib.import_module(module.name)


def module_name(source: Source) -> str:
    """Return the dotted name of a file of the package."""
    parts = source.path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a tree."""
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
