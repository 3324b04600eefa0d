"""Which template is rendered with which page, and what it asks of it: read from the source, without running a view."""

import ast
import dataclasses
import importlib
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.template import engines
from jinja2 import nodes

from tests.architecture.package import PACKAGE, Source, functions, module_name, product

# name of the function: the place of the template and of the page among its arguments
RENDERERS = {"render": (1, 2), "table_response": (1, 2)}


@dataclass(frozen=True)
class Rendered:
    """A call that renders a template with a page; `page` is None where its class can't be told."""

    where: str
    template: str
    page: type | None

    @property
    def declared(self) -> set[str]:
        """What a template may ask of the page: its fields, properties and methods."""
        assert self.page is not None
        fields = (
            {field.name for field in dataclasses.fields(self.page)} if dataclasses.is_dataclass(self.page) else set()
        )
        return fields | {name for name in dir(self.page) if not name.startswith("_")}


def templates() -> list[str]:
    """Return the name of every template of the package, as the loader knows it."""
    found = (path.relative_to(PACKAGE).parts for path in sorted(PACKAGE.rglob("*.jinja")))
    return ["/".join(parts[parts.index("jinja2") + 1 :]) for parts in found if "jinja2" in parts]


@cache
def rendered() -> tuple[Rendered, ...]:
    """Return every rendering of a template with a page in the package."""
    return tuple(found for source in product() if "web" in source.path.parts for found in _in_source(source))


def _in_source(source: Source) -> Iterator[Rendered]:
    module = importlib.import_module(module_name(source))
    for function in functions(source.tree):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in RENDERERS:
                template, page = (call.args[place] for place in RENDERERS[call.func.id])
                given = _page_in_context(page) if call.func.id == "render" else page
                if given is not None:
                    where = f"{source.name}:{call.lineno}"
                    known = _class_of(given, function, module)
                    yield from (Rendered(where, name, known) for name in _literals(template))


def _page_in_context(context: ast.expr) -> ast.expr | None:
    if not isinstance(context, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in context.keys]
    return context.values[keys.index("page")] if "page" in keys else None


def _literals(template: ast.expr) -> Iterator[str]:
    for node in ast.walk(template):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(".jinja"):
            yield node.value


def _class_of(given: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef, module: Any) -> type | None:
    """Return the class of an expression: from the call that makes it, its assignment, or the parameter that it is."""
    hints = _hints(function, module)
    match given:
        case ast.Call(func=ast.Name(id=name)) if name in hints:
            return _as_class(typing.get_args(hints[name])[-1])
        case ast.Call():
            return _as_class(_result_of(given.func, module))
        case ast.Name(id=name) if name in hints:
            return _as_class(hints[name])
        case ast.Name(id=name):
            found = (_assigned(name, node, function, module) for node in ast.walk(function))
            return next((one for one in found if one is not None), None)
    return None


def _assigned(name: str, node: ast.AST, function: ast.FunctionDef | ast.AsyncFunctionDef, module: Any) -> type | None:
    match node:
        case ast.Assign(targets=[ast.Name(id=target)]) if target == name:
            return _class_of(node.value, function, module)
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Call(func=called)):
            names = [one.id if isinstance(one, ast.Name) else "" for one in targets]
            parts = typing.get_args(_result_of(called, module))
            return _as_class(parts[names.index(name)]) if name in names and parts else None
    return None


def _hints(function: ast.FunctionDef | ast.AsyncFunctionDef, module: Any) -> dict[str, Any]:
    named = vars(module).get(function.name)
    return typing.get_type_hints(named) if callable(named) else {}


def _result_of(called: ast.expr, module: Any) -> Any:
    thing = _evaluated(called, module)
    if thing is None or isinstance(thing, type) or thing is dataclasses.replace:
        return thing if isinstance(thing, type) else None
    return typing.get_type_hints(thing).get("return")


def _evaluated(expression: ast.expr, module: Any) -> Any:
    """Return what a dotted name stands for in a module, or None."""
    parts = ast.unparse(expression).split(".")
    thing = vars(module).get(parts[0])
    for part in parts[1:]:
        thing = getattr(thing, part, None)
    return thing


def _as_class(hint: Any) -> type | None:
    """Return the class that an annotation names, `X | None` included."""
    some = [one for one in typing.get_args(hint) if one is not type(None)]
    if len(some) == 1 and len(typing.get_args(hint)) == 2:
        return _as_class(some[0])
    return hint if isinstance(hint, type) else None


@cache
def asked_of_page(template: str) -> frozenset[str]:
    """Return the attributes that a template, and what it extends and includes, asks `page` for without a test."""
    environment = engines["jinja2"].env  # type: ignore[attr-defined]
    text, _, _ = environment.loader.get_source(environment, template)
    tree = environment.parse(text)
    asked = {node.attr for node in tree.find_all(nodes.Getattr) if _is_page(node.node)}
    tested = {
        test.node.attr
        for test in tree.find_all(nodes.Test)
        if test.name == "defined" and isinstance(test.node, nodes.Getattr) and _is_page(test.node.node)
    }
    names = [node.template for node in tree.find_all((nodes.Extends, nodes.Include))]
    around = {name.value for name in names if isinstance(name, nodes.Const)}
    above = {asked for name in around for asked in asked_of_page(name)}
    return frozenset((asked - tested) | above)


def _is_page(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "page"
