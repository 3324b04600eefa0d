"""Pages on which an act is asked for and done: one form, one operation, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pollwright.access.web.gate import OfficerRequest
from pollwright.acting import Actor
from pollwright.pages.forms import BoundForm, Form
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import FormPage
from pollwright.pages.tables import OnlyLooked
from pollwright.refusals import Refused

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words that depend on how it went, and where to go next, None the way back.

    :param said: None where nothing was done yet, and the page that comes asks for more.
    """

    said: Text | None
    onward: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as its page asks for it.

    :param perform: does it with the form's values; what it returns is where to go next, None the way back, or `Done`.
    :param typed: what the form starts from.
    :param lead: what stands above the form, a paragraph a line.
    :param warning: why the act is grave; its button is red.
    :param said: what is said once it is done, unless `perform` says it.
    """

    title: Text
    form: Form
    submit: Text
    perform: Callable[[Mapping[str, Any]], str | Done | None]
    back: str
    typed: Mapping[str, Any] | None = None
    crumbs: tuple[Crumb, ...] = ()
    lead: Text = ""
    warning: Text = ""
    caption: Text = ""
    said: Text = ""


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts."""
    return cast(OfficerRequest, request).actor


def version_in(values: Mapping[str, Any]) -> int:
    """Return the version that the form was made from; one that nothing has where it was tampered with."""
    seen = str(values["version"] or "")
    return int(seen) if seen.isdigit() else -1


def answered(request: HttpRequest, asked: Asked, *, sent: bool = True) -> HttpResponse:
    """Show the form of an act; sent, do the act, say so and go on. What is refused stands above the form as typed.

    :param sent: false where what was posted is no form of this page yet, but the rows of a list that the act is for.
    """
    bound = asked.form.blank(dict(asked.typed or {}))
    if request.method == "POST" and sent:
        bound = asked.form.bind(request.POST, request.FILES)
        if bound.valid:
            try:
                outcome = asked.perform(bound.values)
            except Refused as refusal:
                bound = bound.with_problem("", f"{refusal.said} {refusal.advice}")
            else:
                done = outcome if isinstance(outcome, Done) else Done(asked.said, outcome)
                if done.said is None:
                    return OnlyLooked(done.onward or asked.back)
                messages.success(request, str(done.said or _("It was recorded.")))
                return redirect(done.onward or asked.back)
    return render(request, "pages/standard/form.jinja", {"page": _page(asked, bound)})


def _page(asked: Asked, bound: BoundForm) -> FormPage:
    return FormPage(
        title=str(asked.title),
        form=bound,
        submit=str(asked.submit),
        cancel=asked.back,
        crumbs=asked.crumbs,
        lead=str(asked.lead),
        warning=str(asked.warning),
        caption=str(asked.caption),
    )
