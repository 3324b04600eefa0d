"""For each operation that names a record: a maker of one in the world's authority, which returns how it is named."""

from collections.abc import Callable
from typing import Any

from tests.walk import kinds, poll_kinds
from tests.walk.world import World

Maker = Callable[[World], Any]


def person(world: World) -> str:
    return str(world.person().handle)


RECORDS: dict[str, Maker] = {
    "access.change_role": person,
    "access.deactivate_person": person,
    "access.end_membership": person,
    "access.reactivate_person": person,
    "access.record_delegation": person,
    "access.reset_password": person,
    "access.reset_second_factor": person,
    "access.revoke_delegation": World.delegation,
    "elections.accept_recount": poll_kinds.poll,
    "elections.call_vacancy_poll": poll_kinds.vacancy,
    "elections.change_seats": poll_kinds.contest,
    "elections.mark_step": poll_kinds.poll,
    "elections.note_cards_asked": poll_kinds.contest,
    "elections.note_vacancy_notice": poll_kinds.vacancy,
    "elections.record_request": poll_kinds.vacancy,
    "elections.settle_vacancy": poll_kinds.vacancy,
    "elections.shift_steps": poll_kinds.poll,
    "elections.unmark_step": poll_kinds.poll,
    "elections.withdraw_poll": poll_kinds.poll,
    "elections.ask_to_freeze_electorate": kinds.poll_reference,
    "elections.ask_to_prepare_cards": kinds.poll_reference,
    "elections.enter_printer_count": kinds.card_run,
    "elections.hand_out_batch": kinds.card_run,
    "elections.release_cards": kinds.card_run,
    "elections.withdraw_cards": kinds.card_run,
    "files.download": World.file,
    "jobs.begin_work": World.work,
    "jobs.cancel_work": World.work,
    "jobs.fail_work": World.work,
    "jobs.finish_work": World.work,
    "jobs.put_back_work": World.work,
    "jobs.refuse_work": World.work,
    "jobs.stop_work": World.work,
    "places.change_polling_place": kinds.polling_place,
    "places.change_use": kinds.property_reference,
    "places.correct_address": kinds.property_reference,
    "places.demolish_property": kinds.property_reference,
    "places.import_checked": kinds.places_import,
    "places.make_effective": kinds.district_change,
    "places.move_property": kinds.property_reference,
    "places.plan_moves": kinds.district_change,
    "places.publish_notice": kinds.district_change,
    "places.split_property": kinds.property_reference,
    "places.take_out_moves": kinds.district_change,
    "places.withdraw_change": kinds.district_change,
    "register.accept_risk": kinds.application,
    "register.add_source": kinds.deletion,
    "register.allow_application": kinds.application,
    "register.approve_checked_publication": kinds.publication,
    "register.approve_notice": kinds.notice,
    "register.approve_publication": kinds.publication,
    "register.ask_for_evidence": kinds.application,
    "register.ask_to_issue_publication": kinds.publication,
    "register.ask_to_make_copy": kinds.issued_publication,
    "register.ask_to_prepare_notice": kinds.notice,
    "register.ask_to_prepare_publication": kinds.publication,
    "register.attest_application": kinds.application,
    "register.choose_property": kinds.application,
    "register.close_review": kinds.review,
    "register.confirm_application": kinds.application,
    "register.copy_notice": kinds.notice,
    "register.correct_misplaced_property": kinds.property_reference,
    "register.decide_objection": kinds.objection,
    "register.fix_objection_hearing": kinds.objection,
    "register.go_on_to_type_a": kinds.review,
    "register.import_checked": kinds.register_import,
    "register.issue_checked_notice": kinds.notice,
    "register.issue_notice": kinds.notice,
    "register.issue_publication": kinds.publication,
    "register.judge_sources": kinds.deletion,
    "register.keep_entry": kinds.deletion,
    "register.link_elector": kinds.application,
    "register.propose_district_change": kinds.district_change,
    "register.receive_evidence": kinds.application,
    "register.record_prepared_notice": kinds.notice,
    "register.record_prepared_publication": kinds.publication,
    "register.reject_application": kinds.application,
    "register.reopen_application": kinds.application,
    "register.reveal_protected": kinds.elector,
    "register.send_review_notice": kinds.review,
    "register.set_aside": kinds.tray_item,
    "register.settle_duplicate": kinds.application,
    "register.supply_items": kinds.application,
    "register.undo_deletion": kinds.deletion,
    "register.withdraw_application": kinds.application,
    "register.withdraw_notice": kinds.notice,
    "register.withdraw_objection": kinds.objection,
    "register.withdraw_publication": kinds.publication,
    "retention.lift_hold": World.hold,
    "stations.add_contact": kinds.venue,
    "stations.add_station": kinds.scheme,
    "stations.adopt_scheme": kinds.scheme,
    "stations.allot_districts": kinds.scheme,
    "stations.answer_booking": kinds.booking,
    "stations.ask_for_venue": kinds.venue,
    "stations.ask_for_venues": kinds.scheme,
    "stations.assess_access": kinds.venue,
    "stations.change_station": kinds.scheme,
    "stations.change_venue": kinds.venue,
    "stations.count_electors": kinds.scheme,
    "stations.divide_district": kinds.scheme,
    "stations.end_contact": kinds.venue,
    "stations.list_affected": kinds.scheme,
    "stations.move_district": kinds.scheme,
    "stations.move_station": kinds.scheme,
    "stations.remove_station": kinds.scheme,
    "stations.use_backup": kinds.scheme,
    "stations.withdraw_venue": kinds.venue,
}
"""A new operation that names a record is covered by adding a line here; the walk fails while one is missing."""

NO_RECORD = frozenset({"places.add_polling_place", "places.add_property", "places.record_check"})
"""Operations whose reference names what they make, or only stands in the event."""

GIVEN: dict[str, dict[str, Any]] = {
    "places.split_property": {"parts": [None, None]},
    "register.ask_to_make_copy": {"edition": "full", "format": "csv"},
}
"""What an operation looks at before it looks for its record."""

SAID_OTHERWISE = frozenset({"register.judge_sources"})
"""Operations that refuse a record that is not there in the same words as one that is closed."""
