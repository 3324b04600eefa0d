"""What a translator is given of Python: marked texts, and the words of refusals, labels and calls that carry none.

Rooms below the framework (`law`, `refusals`) can't mark their texts with gettext. Babel reads them here, by what they
are: the `problem` and `remedy` of a class; dictionaries of labels, by the names in the option `labels`; the keyword
arguments in the option `arguments`, as `function.keyword`; those without a keyword in the option `positions`, as
`function:place,place` counted from nought. Where the option `sentences` is given, every text of several words is put
before the translators that is no docstring, no citation of a source, not what an exception says and no name of an
instrument, which stands by itself in a constant. Pages translate them where they show them.
"""

import ast
import io
from collections.abc import Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python

Message = tuple[int, Any, Any, Any]
PATTERNS = {"problem", "remedy"}
NEVER_SHOWN = {"Source", "ValueError", "KeyError", "TypeError", "dataclass"}


def python(
    file: IO[bytes], keywords: Mapping[str, Any], tags: list[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Yield the messages of a Python file for Babel: line, function, message, comments."""
    content = file.read()
    yield from extract_python(io.BytesIO(content), keywords, tags, options)  # type: ignore[arg-type]
    tree = ast.parse(content)
    sentences = _sentences(tree) if options.get("sentences") else ()
    for text in (*_carried(tree, options), *sentences):
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
        if _names(statement) & set(labels) and (value := getattr(statement, "value", None)):
            yield from (text for text in ast.walk(value) if _is_label(text, value))


def _sentences(node: ast.AST) -> Iterator[Any]:
    """Yield every text of several words below a node that may be shown."""
    if isinstance(node, ast.Expr | ast.JoinedStr | ast.Raise) or (isinstance(node, ast.Call) and _unseen(node)):
        return
    instrument = _is_text(getattr(node, "value", None)) and not any(name.endswith("SAYS") for name in _names(node))
    if isinstance(node, ast.AnnAssign | ast.Assign) and instrument and _names(node) and _in_capitals(node):
        return
    if _is_text(node) and " " in node.value.strip():  # type: ignore[attr-defined]
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _sentences(child)


def _unseen(node: ast.Call) -> bool:
    return _called(node) in NEVER_SHOWN


def _in_capitals(node: ast.AST) -> bool:
    return all(name == name.upper() for name in _names(node))


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


def _names(statement: ast.AST) -> set[str]:
    targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _is_label(text: Any, value: ast.expr) -> bool:
    """Return whether a text is a label: a value of a dictionary, or any text of several words of a table."""
    if isinstance(value, ast.Dict):
        return _is_text(text) and text in value.values
    return _is_text(text) and " " in text.value.strip()


def _is_text(value: Any) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)
