"""What a translator is given of Python: marked texts, and the words of refusals, labels and calls that carry none.

Rooms below the framework (`law`, `refusals`) can't mark their texts with gettext. Babel reads them here, by what they
are: the `problem` and `remedy` of a class; dictionaries of labels, by the names in the option `labels`; the keyword
arguments in the option `arguments`, as `function.keyword`; those without a keyword in the option `positions`, as
`function:place,place` counted from nought. Pages translate them where they show them.
"""

import ast
import io
from collections.abc import Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python

Message = tuple[int, Any, Any, Any]
PATTERNS = {"problem", "remedy"}


def python(
    file: IO[bytes], keywords: Mapping[str, Any], tags: list[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Yield the messages of a Python file for Babel: line, function, message, comments."""
    content = file.read()
    yield from extract_python(io.BytesIO(content), keywords, tags, options)  # type: ignore[arg-type]
    for text in _carried(ast.parse(content), options):
        if text.value.strip():
            yield text.lineno, None, text.value, []


def _carried(tree: ast.Module, options: Mapping[str, str]) -> Iterator[Any]:
    labels, arguments = options.get("labels", "").split(), options.get("arguments", "").split()
    positions = dict(one.split(":") for one in options.get("positions", "").split())
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from _patterns(node)
        elif isinstance(node, ast.Call):
            yield from _given(node, arguments)
            yield from _placed(node, positions)
    for statement in tree.body:
        if _names(statement) & set(labels) and isinstance(value := getattr(statement, "value", None), ast.Dict):
            yield from filter(_is_text, value.values)


def _patterns(node: ast.ClassDef) -> Iterator[Any]:
    for statement in node.body:
        value = getattr(statement, "value", None)
        if _names(statement) & PATTERNS and _is_text(value):
            yield value


def _given(node: ast.Call, arguments: list[str]) -> Iterator[ast.expr]:
    called = _called(node)
    for keyword in node.keywords:
        if f"{called}.{keyword.arg}" in arguments and _is_text(keyword.value):
            yield keyword.value


def _placed(node: ast.Call, positions: Mapping[str, str]) -> Iterator[Any]:
    places = positions.get(_called(node), "")
    wanted = {int(place) for place in places.split(",") if place}
    yield from (value for place, value in enumerate(node.args) if place in wanted and _is_text(value))


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def _names(statement: ast.stmt) -> set[str]:
    targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _is_text(value: Any) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)
