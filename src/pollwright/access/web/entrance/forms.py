"""The forms of signing in, drawn by our own fields around the library's checks."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pollwright.pages.forms import BoundForm, Confirmation, EmailField, Form, HiddenField, PasswordField, TextField

SIGN_IN = Form(
    EmailField("login", _("Email address"), autocomplete="username"),
    PasswordField("password", _("Password"), noun=_("your password")),
)
CODE = Form(
    TextField(
        "code",
        _("Code"),
        hint=_("Six digits from your authenticator app, or one of your recovery codes."),
        noun=_("the code"),
        autocomplete="one-time-code",
        width=10,
    )
)
FIRST_CODE = Form(
    TextField(
        "code",
        _("Code"),
        hint=_("The six digits that your authenticator app shows now."),
        noun=_("the code"),
        autocomplete="one-time-code",
        inputmode="numeric",
        width=10,
    )
)
PASSWORD = Form(PasswordField("password", _("Password"), noun=_("your password")))
CHANGE_PASSWORD = Form(
    PasswordField("oldpassword", _("Present password"), noun=_("your present password")),
    PasswordField(
        "password1",
        _("New password"),
        hint=_("At least 12 characters. Three or four words that you can remember are good."),
        noun=_("a new password"),
        autocomplete="new-password",
    ),
    PasswordField("password2", _("New password again"), noun=_("the new password again"), autocomplete="new-password"),
)
NEW_PASSKEY = Form(
    TextField("name", _("Name of the passkey"), hint=_("Such as: my phone, the blue key."), required=False, width=20),
    Confirmation("passwordless", _("Let me sign in with this passkey alone, without my password"), required=False),
    HiddenField("credential"),
)
NOTHING = Form()


def shown(form: Form, checked: BaseForm) -> BoundForm:
    """Return our form with what was typed into the library's, and what the library found wrong with it."""
    if not checked.is_bound:
        return form.blank(checked.initial)
    data: Any = checked.data
    if not isinstance(data, QueryDict):
        data = QueryDict(mutable=False)
    bound = BoundForm(form, {field.name: field.read(data, {}) for field in form.every_field()}, {}, {})
    fields = {field.name: field for field in form.every_field()}
    for name, problems in checked.errors.as_data().items():
        field = fields.get(name)
        if field is not None and problems[0].code == "required":
            bound = bound.with_problem(name, field.missing())
        else:
            words = " ".join(str(word) for problem in problems for word in problem.messages)
            bound = bound.with_problem(name if field is not None else "", words)
    return bound
