"""Addresses of rolls."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.elections.web.poll_links import declare_found_link
from pollwright.rolls.web import rolls
from pollwright.rolls.web.terms import roll_of_poll

app_name = "rolls"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:reference>/", rolls.roll, name="roll"),
    path("<str:reference>/take/", rolls.take, name="take"),
    path("<str:reference>/add/", rolls.add, name="add"),
    path("<str:reference>/freeze/", rolls.freeze, name="freeze"),
    path("<str:reference>/open/", rolls.open_again, name="open"),
    path("<str:reference>/remove/", rolls.remove, name="remove"),
    path("<str:reference>/roll.pdf", rolls.roll_file, name="file"),
    path("<str:reference>/votes/<int:number>/", rolls.vote, name="vote"),
    path("<str:reference>/votes/<int:number>/<str:name>/", rolls.vote_act, name="vote-act"),
]

declare_found_link(_("Roll of voters"), roll_of_poll, Permission.POLLS_VIEW)
