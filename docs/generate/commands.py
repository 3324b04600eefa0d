"""The installed command and all that is under it, as its own help describes it."""

import typing
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import typer

from docs.generate.markdown import code, first_line, page, table
from pollwright.cli.main import app

INTRODUCTION = """Exit codes: 0 done, 1 findings or failure, 2 wrong usage, 3 refused by a rule. Answers go to standard
output, everything else to standard error, so that `--format json` can be piped. Commands that act take
`--authority CODE` and `--as E-MAIL`; either may be left out where there is only one. `./dev pollwright …` runs the
installed command in a checkout."""

WORDS = {int: "NUMBER", float: "NUMBER", Path: "FILE", date: "DAY", datetime: "DAY"}


def commands() -> str:
    """Return the page of commands."""
    group = typer.main.get_command(app)
    return page("Commands", INTRODUCTION, *(_section(path, command) for path, command in leaves("pollwright", group)))


def leaves(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Yield every command that does something, with what is typed to reach it."""
    names = command.list_commands(None) if hasattr(command, "list_commands") else None
    if names is None:
        yield path, command
        return
    for name in names:
        yield from leaves(f"{path} {name}", command.get_command(None, name))


def _section(path: str, command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and "--help" not in one.opts]
    usage = " ".join([path, *(_place(one) for one in arguments), *(["[OPTIONS]"] if options else [])])
    parts = [f"## {path}", f"```text\n{usage}\n```", _words(command.help)]
    if arguments or options:
        rows = [(_typed(one), _meaning(one)) for one in (*arguments, *options)]
        parts.append(table(("Argument or option", "What it means"), rows))
    return "\n\n".join(part for part in parts if part)


def _words(text: str | None) -> str:
    paragraphs = [first_line(paragraph) for paragraph in (text or "").split("\n\n")]
    return "\n\n".join(paragraph for paragraph in paragraphs if not paragraph.startswith(":"))


def _place(argument: Any) -> str:
    name = str(argument.name).upper()
    shown = f"{name}..." if argument.nargs != 1 else name
    return shown if argument.required else f"[{shown}]"


def _typed(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return code(_place(parameter))
    shown = ", ".join((*parameter.opts, *parameter.secondary_opts))
    return code(shown if parameter.is_flag else f"{shown} {_values(parameter)}")


def _values(option: Any) -> str:
    """Return what an option takes: its values where they are few, else what they are."""
    if option.metavar:
        return str(option.metavar)
    taken = [one for one in _alternatives(option.type_descriptor.annotation) if one is not type(None)]
    words = (_word(one) for one in taken)
    return "|".join(words)


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    inner = typing.get_args(annotation)
    return inner if inner and typing.get_origin(annotation) is not typing.Literal else (annotation,)


def _word(taken: Any) -> str:
    if isinstance(taken, type) and issubclass(taken, Enum):
        return "|".join(str(one.value) for one in taken)
    if typing.get_origin(taken) is typing.Literal:
        return "|".join(str(one) for one in typing.get_args(taken))
    return WORDS.get(taken, "TEXT")


def _meaning(parameter: Any) -> str:
    words = getattr(parameter, "help", "") or ""
    if parameter.required and parameter.param_type_name == "option":
        words += " Must be given."
    default = parameter.default
    if default not in (None, False, "", ()) and not callable(default) and not parameter.required:
        words += f" Default: {getattr(default, 'value', default)}."
    return words.strip()
