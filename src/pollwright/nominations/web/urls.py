"""Addresses of nominations."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.elections.web.poll_links import declare_combination_link, declare_poll_link
from pollwright.nominations.web import (
    agents,
    candidates,
    clerks,
    contests,
    deposits,
    invitations,
    papers,
    portal,
    registers,
    together,
)

app_name = "nominations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", candidates.candidates, name="candidates"),
    path("clerks/", clerks.clerks, name="clerks"),
    path("clerks/import/", clerks.clerks_import, name="clerks-import"),
    path("clerks/list.pdf", clerks.clerks_file, name="clerks-file"),
    path("parties/", registers.parties, name="parties"),
    path("parties/import/", registers.parties_import, name="parties-import"),
    path("polls/<str:reference>/", contests.board, name="board"),
    path("polls/<str:reference>/all/", together.together, name="together"),
    path("polls/<str:reference>/all/<str:name>/", together.act, name="together-act"),
    path("polls/<str:reference>/diary/", registers.diary, name="diary"),
    path("polls/<str:reference>/diary/book/", registers.book, name="book"),
    path("polls/<str:reference>/several-wards/", contests.deem, name="deem"),
    path("polls/<str:reference>/agents/", agents.agents, name="agents"),
    path("polls/<str:reference>/agents/secrecy/", agents.agents_secrecy, name="agents-secrecy"),
    path("polls/<str:reference>/agents/<str:kind>.pdf", agents.agents_file, name="agents-file"),
    path("polls/<str:reference>/contacts.pdf", agents.contacts_file, name="contacts-file"),
    path("polls/<str:reference>/deposits/", deposits.deposits, name="deposits"),
    path("polls/<str:reference>/portal/", invitations.invitations, name="invitations"),
    path("polls/<str:reference>/diary/offer/", invitations.slots, name="slots"),
    path("contests/<str:reference>/councils/", registers.councils, name="councils"),
    path("contests/<str:reference>/fresh-election/", registers.fresh_election, name="fresh-election"),
    path("contests/<str:reference>/carry-over/", registers.carry_over, name="carry-over"),
    path("contests/<str:reference>/invite/", invitations.invite, name="invite"),
    path("invitations/<str:reference>/", invitations.invitation, name="invitation"),
    path("invitations/<str:reference>/<str:name>/", invitations.invitation_act, name="invitation-act"),
    path("portal/", portal.home, name="portal"),
    path("portal/enter/<str:code>/<str:token>/", portal.enter, name="portal-enter"),
    path("portal/draft/", portal.draft, name="portal-draft"),
    path("portal/send/", portal.send, name="portal-send"),
    path("portal/scan/", portal.scan, name="portal-scan"),
    path("portal/write/", portal.write, name="portal-write"),
    path("portal/appointment/", portal.slot, name="portal-slot"),
    path("portal/leave/", portal.leave, name="portal-leave"),
    path("deposits/<str:reference>/", deposits.deposit_end, name="deposit-end"),
    path("agents/<str:reference>/", agents.agent_page, name="agent-page"),
    path("agents/<str:reference>/<str:name>/", agents.agent_act, name="agent-act"),
    path("appointments/<str:reference>/", registers.appointment, name="appointment"),
    path("contests/<str:reference>/", contests.contest, name="contest"),
    path("contests/<str:reference>/enter/", papers.candidate_new, name="candidate-new"),
    path("contests/<str:reference>/order/", contests.order, name="order"),
    path("contests/<str:reference>/agents/numbers/", agents.agent_numbers, name="agent-numbers"),
    path("contests/<str:reference>/agents/lots/", agents.agent_lots, name="agent-lots"),
    path("contests/<str:reference>/agents/<str:kind>.pdf", agents.agents_notice, name="agents-notice"),
    path("contests/<str:reference>/decide/<str:name>/", contests.contest_decide, name="contest-decide"),
    path("candidates/<str:reference>/", candidates.candidate, name="candidate"),
    path("candidates/<str:reference>/agent/", candidates.agent, name="agent"),
    path("candidates/<str:reference>/agent/end/", agents.election_agent_end, name="election-agent-end"),
    path("candidates/<str:reference>/agents/new/", agents.agent_new, name="agent-new"),
    path("candidates/<str:reference>/paper/", papers.paper_new, name="paper-new"),
    path("candidates/<str:reference>/decide/<str:name>/", candidates.decide, name="candidate-decide"),
    path("papers/<str:reference>/", papers.paper, name="paper"),
    path("papers/<str:reference>/receipt.pdf", deposits.receipt, name="receipt"),
    path("papers/<str:reference>/change/", papers.paper_change, name="paper-change"),
    path("papers/<str:reference>/act/<str:name>/", papers.paper_act, name="paper-act"),
    path("papers/<str:reference>/decide/<str:name>/", papers.paper_decide, name="paper-decide"),
    path("statements/<str:reference>/", contests.statement, name="statement"),
    path("statements/<str:reference>/approve/", contests.statement_approve, name="statement-approve"),
    path("statements/<str:reference>/publish/", contests.statement_publish, name="statement-publish"),
    path("statements/<str:reference>/file/<str:form>/", contests.statement_file, name="statement-file"),
]
declare_poll_link(_("Nominations"), "nominations:board", Permission.NOMINATIONS_ENTER)
declare_combination_link(_("Nominations"), "nominations:together", Permission.NOMINATIONS_ENTER)
