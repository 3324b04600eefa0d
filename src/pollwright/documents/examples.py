"""Fictitious examples of the papers, for previews, rehearsals and tests."""

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pollwright.documents.typesetting import ROOT, Paper

P = TypeVar("P")


def examples_of(paper: type[Paper]) -> tuple[Path, ...]:
    """Return the example files of a paper, in name order: the `examples` folder beside its template."""
    return tuple(sorted((ROOT / paper.template).parent.glob("examples/*.json")))


def read_example(paper: type[P], path: Path) -> P:
    """Return the example as a paper.

    :raises TypeError: where a value is of a kind that papers do not hold.
    :raises KeyError: where a field is missing that has no value of its own.
    """
    made: P = _made(paper, json.loads(path.read_text(encoding="utf-8")))
    return made


def _made(kind: Any, data: Any) -> Any:
    """Make a value of the annotated kind from what JSON gave."""
    if get_origin(kind) in (Union, types.UnionType):
        return None if data is None else _made(next(one for one in get_args(kind) if one is not type(None)), data)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), data)
    if isinstance(kind, type):
        return _maker(kind)(data)
    raise TypeError(f"A paper can't hold {kind}.")


def _maker(kind: type) -> Callable[[Any], Any]:
    """Return what makes a value of a plain class."""
    if is_dataclass(kind):
        return partial(_dataclass, kind)
    if issubclass(kind, tuple):
        return partial(_named_tuple, kind)
    if issubclass(kind, date | time):
        return kind.fromisoformat
    if issubclass(kind, bytes):
        return bytes
    if issubclass(kind, Enum | str | int):
        return kind
    raise TypeError(f"A paper can't hold a {kind.__name__}.")


def _dataclass(kind: type, data: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    given = [field for field in fields(kind) if field.init and (field.name in data or not _has_default(field))]
    return kind(**{field.name: _made(hints[field.name], data[field.name]) for field in given})


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _named_tuple(kind: type, data: list[Any]) -> Any:
    return kind(*(_made(hint, value) for hint, value in zip(get_type_hints(kind).values(), data, strict=True)))


def _tuple(parts: tuple[Any, ...], data: list[Any]) -> tuple[Any, ...]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_made(parts[0], value) for value in data)
    return tuple(_made(part, value) for part, value in zip(parts, data, strict=True))
