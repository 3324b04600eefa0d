"""Forms: fields together, what was typed into them, and what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from pollwright.pages.forms.choices import Checkboxes, ChoiceField
from pollwright.pages.forms.fields import Field, Files, Invalid, Options
from pollwright.pages.forms.uploads import FileField


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong that one field alone cannot see. An empty ``name`` means the form as a whole."""

    name: str
    message: str


FormCheck = Callable[[Mapping[str, Any]], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class BoundField:
    """A field with what was typed into it."""

    field: Field
    typed: Any
    error: Invalid | None
    revealed: Mapping[str, tuple["BoundField", ...]]

    @property
    def macro(self) -> str:
        """Which macro draws the field."""
        return self.field.macro

    @property
    def options(self) -> Options:
        """The options of that macro."""
        return self.field.options(self.typed, self.error)


@dataclass(frozen=True, slots=True)
class SummaryError:
    """A line of the error summary; ``href`` leads to the box, and is empty for the form as a whole."""

    message: str
    href: str


@dataclass(frozen=True, slots=True)
class BoundForm:
    """A form with what was typed into it, and the values of that where they make sense."""

    form: "Form"
    typed: Mapping[str, Any]
    values: Mapping[str, Any]
    errors: Mapping[str, Invalid]
    overall: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.errors and not self.overall

    @property
    def multipart(self) -> bool:
        """Whether the form sends files."""
        return any(isinstance(field, FileField) for field in self.form.every_field())

    @property
    def fields(self) -> tuple[BoundField, ...]:
        """The fields in order; those that a choice reveals are inside its field."""
        return tuple(self._bound(field) for field in self.form.fields)

    @property
    def summary(self) -> tuple[SummaryError, ...]:
        """What is wrong: the form as a whole first, then the fields in order."""
        lines = [SummaryError(message, "") for message in self.overall]
        for field in self.form.every_field():
            if (error := self.errors.get(field.name)) is not None:
                hidden = field.macro == "hidden"
                lines.append(SummaryError(error.message, "" if hidden else f"#{field.anchor(error.part)}"))
        return tuple(lines)

    def __getitem__(self, name: str) -> BoundField:
        """Return one field, for a template that lays a form out by hand."""
        return self._bound(next(field for field in self.form.every_field() if field.name == name))

    def with_problem(self, name: str, message: str) -> "BoundForm":
        """Return the form with one more thing wrong, such as what an operation refused."""
        if not name:
            return replace(self, overall=(*self.overall, message))
        self[name]
        return replace(self, errors={**self.errors, name: Invalid(message)})

    def _bound(self, field: Field) -> BoundField:
        revealed = {value: tuple(self._bound(inner) for inner in fields) for value, fields in reveals_of(field).items()}
        return BoundField(field, self.typed[field.name], self.errors.get(field.name), revealed)


@dataclass(frozen=True, slots=True, init=False)
class Form:
    """Fields in order, and checks that look at several values at once.

    A check is called with the values of every field, once each field by itself is right.
    """

    fields: tuple[Field, ...]
    checks: tuple[FormCheck, ...]

    def __init__(self, *fields: Field, checks: tuple[FormCheck, ...] = ()) -> None:
        object.__setattr__(self, "fields", fields)
        object.__setattr__(self, "checks", checks)
        names = [field.name for field in self.every_field()]
        if len(set(names)) < len(names):
            raise ValueError("two fields of a form have one name")

    def every_field(self) -> Iterator[Field]:
        """Yield every field, those that choices reveal after the field they belong to."""
        for field in self.fields:
            yield from _with_revealed(field)

    def blank(self, initial: Mapping[str, Any] | None = None) -> BoundForm:
        """Return the form as it is first shown, with ``initial`` values by field name."""
        known = initial or {}
        typed = {field.name: field.blank(known.get(field.name)) for field in self.every_field()}
        return BoundForm(self, typed, {}, {})

    def bind(self, data: QueryDict, files: Files | None = None) -> BoundForm:
        """Return the form with what was sent: values, or what is wrong.

        Fields of choices that were not made are not looked at; their values are None.
        """
        typed = {field.name: field.read(data, files or {}) for field in self.every_field()}
        values: dict[str, Any] = {field.name: None for field in self.every_field()}
        errors: dict[str, Invalid] = {}
        for field in _asked(self.fields, typed):
            try:
                values[field.name] = field.clean(typed[field.name])
            except Invalid as invalid:
                errors[field.name] = invalid
        bound = BoundForm(self, typed, values, errors)
        return bound if errors else self._checked(bound)

    def _checked(self, bound: BoundForm) -> BoundForm:
        for check in self.checks:
            for problem in check(bound.values):
                bound = bound.with_problem(problem.name, problem.message)
        return bound


def reveals_of(field: Field) -> dict[str, tuple[Field, ...]]:
    """Return the fields that each choice of ``field`` reveals, by the choice's value."""
    if not isinstance(field, ChoiceField | Checkboxes):
        return {}
    return {choice.value: choice.reveals for choice in field.choices if choice.reveals}


def _with_revealed(field: Field) -> Iterator[Field]:
    yield field
    for fields in reveals_of(field).values():
        for inner in fields:
            yield from _with_revealed(inner)


def _asked(fields: Iterable[Field], typed: Mapping[str, Any]) -> Iterator[Field]:
    """Yield the fields that count, given the choices made."""
    for field in fields:
        yield field
        chosen = typed[field.name]
        for value, inner in reveals_of(field).items():
            if value == chosen or (isinstance(chosen, list) and value in chosen):
                yield from _asked(inner, typed)
