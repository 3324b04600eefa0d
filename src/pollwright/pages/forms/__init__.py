"""Forms whose fields draw GOV.UK components and say in plain words what is wrong."""

from pollwright.pages.forms.choices import Checkboxes, Choice, Confirmation, Radios, Select
from pollwright.pages.forms.dates import DateField
from pollwright.pages.forms.fields import (
    EmailField,
    Field,
    HiddenField,
    Invalid,
    NumberField,
    PasswordField,
    TextArea,
    TextField,
)
from pollwright.pages.forms.form import BoundField, BoundForm, Form, Problem
from pollwright.pages.forms.uploads import FileField

__all__ = [
    "BoundField",
    "BoundForm",
    "Checkboxes",
    "Choice",
    "Confirmation",
    "DateField",
    "EmailField",
    "Field",
    "FileField",
    "Form",
    "HiddenField",
    "Invalid",
    "NumberField",
    "PasswordField",
    "Problem",
    "Radios",
    "Select",
    "TextArea",
    "TextField",
]
