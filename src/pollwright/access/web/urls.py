"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.access.web import account, authority, delegations, helping, holidays, kept_settings, people, roles

app_name = "access"
urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", account.account, name="account"),
    path("authority/", account.choose_authority, name="choose_authority"),
    path("unsent/", account.unsent, name="unsent"),
    path("unsent/forget/", account.forget_unsent, name="forget_unsent"),
    path("roles/", roles.roles, name="roles"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="add_person"),
    path("people/<uuid:handle>/", people.person, name="person"),
    path("people/<uuid:handle>/role/", people.role, name="change_role"),
    path("people/<uuid:handle>/end/", helping.end, name="end_membership"),
    path("people/<uuid:handle>/stop/", helping.stop, name="deactivate_person"),
    path("people/<uuid:handle>/let-in/", helping.let_in, name="reactivate_person"),
    path("people/<uuid:handle>/password/", helping.password, name="reset_password"),
    path("people/<uuid:handle>/second-factor/", helping.second_factor, name="reset_second_factor"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/add/", delegations.add, name="add_delegation"),
    path("delegations/<str:reference>/", delegations.delegation, name="delegation"),
    path("delegations/<str:reference>/revoke/", delegations.revoke, name="revoke_delegation"),
    path("settings/", authority.settings, name="settings"),
    path("settings/<str:name>/", authority.setting, name="setting"),
    path("settings-over-time/", kept_settings.history, name="settings_history"),
    path("days/", kept_settings.days, name="days"),
    path("days/add/", authority.add_day, name="add_day"),
    path("days/<str:day>/remove/", authority.remove_day, name="remove_day"),
    path("bank-holidays/", holidays.bank_holidays, name="bank_holidays"),
    path("bank-holidays/newer/", holidays.choose, name="choose_holidays"),
    path("bank-holidays/accept/", holidays.accept, name="accept_holidays"),
    path("clock/", authority.clock, name="clock"),
]
