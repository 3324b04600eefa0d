"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.elections.web.poll_links import (
    declare_card_run_link,
    declare_combination_link,
    declare_poll_link,
    declare_vacancy_link,
)
from pollwright.printing.web import (
    acts,
    card_samples,
    changes,
    documents,
    issues,
    openings,
    orders,
    packs,
    postings,
    together,
    vacancies,
    welsh,
)

app_name = "printing"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", documents.every, name="list"),
    path("places/", postings.places, name="places"),
    path("places/add/", postings.place_new, name="place-new"),
    path("places/<str:reference>/withdraw/", postings.place_withdraw, name="place-withdraw"),
    path("welsh/", welsh.words, name="welsh"),
    path("welsh/forms/", welsh.fixed, name="welsh-fixed"),
    path("welsh/forms/<str:group>/", welsh.enter_fixed, name="welsh-fixed-enter"),
    path("welsh/<str:reference>/correct/", welsh.correct, name="welsh-correct"),
    path("poll-cards/<str:reference>/sample/", card_samples.sample, name="card-sample"),
    path("emblems/", postings.emblems, name="emblems"),
    path("emblems/add/", postings.emblem_new, name="emblem-new"),
    path("polls/<str:reference>/", documents.documents, name="documents"),
    path("polls/<str:reference>/versions/", documents.of_poll, name="of-poll"),
    path("polls/<str:reference>/prepare/<str:kind>/", documents.prepare, name="prepare"),
    path("polls/<str:reference>/together/<str:kind>/<str:name>/", acts.bulk, name="bulk"),
    path("polls/<str:reference>/ballot-papers/", orders.ballots, name="ballots"),
    path("polls/<str:reference>/order/", orders.orders_new, name="orders-new"),
    path("polls/<str:reference>/packs/", packs.packs_of_poll, name="packs-of-poll"),
    path("polls/<str:reference>/packs/prepare/", packs.packs_new, name="packs-new"),
    path("polls/<str:reference>/openings/", openings.openings, name="openings"),
    path("polls/<str:reference>/openings/fix/", openings.opening_new, name="opening-new"),
    path("openings/<str:reference>/withdraw/", openings.opening_withdraw, name="opening-withdraw"),
    path("vacancies/<str:reference>/", vacancies.vacancy, name="vacancy"),
    path("vacancies/<str:reference>/prepare/", vacancies.vacancy_prepare, name="vacancy-prepare"),
    path("combined/<str:reference>/", together.together, name="together"),
    path("combined/<str:reference>/prepare/<str:kind>/", together.prepare, name="together-prepare"),
    path("combined/<str:reference>/all/<str:kind>/<str:name>/", together.decide, name="together-decide"),
    path("combined/<str:reference>/order/", together.order, name="together-order"),
    path("combined/<str:reference>/release/", together.release, name="together-release"),
    path("packs/", packs.packs_list, name="packs"),
    path("packs/<str:reference>/", packs.packs, name="pack"),
    path("packs/<str:reference>/act/<str:name>/", packs.packs_act, name="pack-act"),
    path("packs/<str:reference>/file/", packs.packs_file, name="pack-file"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<str:reference>/<int:number>/", changes.change, name="change"),
    path("changes/<str:reference>/<int:number>/letters/", changes.letters_new, name="letters-new"),
    path("letters/<str:reference>/", changes.letters, name="letters"),
    path("letters/<str:reference>/release/", changes.letters_release, name="letters-release"),
    path("letters/<str:reference>/file/<str:form>/", changes.letters_file, name="letters-file"),
    path("contests/<str:reference>/order/", orders.order_new, name="order-new"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<str:reference>/", orders.order, name="order"),
    path("orders/<str:reference>/act/<str:name>/", orders.order_act, name="order-act"),
    path("orders/<str:reference>/file/<str:form>/", orders.order_file, name="order-file"),
    path("orders/<str:reference>/issue.xlsx", issues.order_issue, name="order-issue"),
    path("orders/<str:reference>/packets/", orders.packet_counts, name="packet-counts"),
    path("orders/<str:reference>/packets/<int:station>/", orders.packet_count, name="packet-count"),
    path("<str:reference>/", documents.document, name="document"),
    path("documents/<str:reference>/welsh/", welsh.enter, name="welsh-enter"),
    path("<str:reference>/act/<str:name>/", acts.document_act, name="document-act"),
    path("<str:reference>/file/<str:form>/", documents.document_file, name="file"),
    path("<str:reference>/post/", postings.post, name="post"),
    path("<str:reference>/posting-list/", postings.posting_list_file, name="posting-list"),
    path("<str:reference>/proof-of-publication/", postings.publication_proof, name="publication-proof"),
]
declare_poll_link(_("Documents"), "printing:documents", Permission.POLLS_VIEW)
declare_vacancy_link(_("Notice of vacancy"), "printing:vacancy", Permission.POLLS_VIEW)
declare_card_run_link(_("Sample cards (PDF)"), "printing:card-sample", Permission.POLL_CARDS_PREPARE)
declare_combination_link(_("Documents"), "printing:together", Permission.POLLS_VIEW)
declare_combination_link(_("Station packs"), "printing:packs-of-poll", Permission.POLLS_VIEW)
