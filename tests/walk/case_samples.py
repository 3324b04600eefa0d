"""What each address and operation of casework is tried with."""

from collections.abc import Callable

from tests.walk import case_kinds
from tests.walk.sampling import Sample, act_on, by_reference
from tests.walk.world import World

SAMPLES: dict[str, Sample] = {
    "casework:answer": by_reference(case_kinds.standard_answer),
    "casework:answer-act": act_on(case_kinds.standard_answer, "change"),
    "casework:activity-change": by_reference(case_kinds.activity),
    "casework:campaign": by_reference(case_kinds.campaign),
    "casework:campaign-act": act_on(case_kinds.campaign, "add"),
    "casework:table-take": lambda _world: {"table": "cases"},
    "casework:case": by_reference(case_kinds.case),
    "casework:case-act": act_on(case_kinds.case, "propose"),
}
RECORDS: dict[str, Callable[[World], str]] = {
    "casework.acknowledge_case": case_kinds.case,
    "casework.add_activity": case_kinds.campaign,
    "casework.add_note": case_kinds.case,
    "casework.ask_requester": case_kinds.case,
    "casework.attach_file": case_kinds.case,
    "casework.change_answer": case_kinds.standard_answer,
    "casework.change_activity": case_kinds.activity,
    "casework.change_campaign": case_kinds.campaign,
    "casework.close_campaign": case_kinds.campaign,
    "casework.close_case": case_kinds.case,
    "casework.correct_case": case_kinds.case,
    "casework.disclose_case": case_kinds.answered,
    "casework.estimate_cost": case_kinds.case,
    "casework.extend_case": case_kinds.case,
    "casework.hand_evidence_on": case_kinds.allegation,
    "casework.make_letter": case_kinds.case,
    "casework.note_satisfaction": case_kinds.answered,
    "casework.propose_answer": case_kinds.case,
    "casework.receive_evidence": case_kinds.allegation,
    "casework.refer_allegation": case_kinds.allegation,
    "casework.release_answer": case_kinds.proposed,
    "casework.reopen_case": case_kinds.case,
    "casework.retire_answer": case_kinds.standard_answer,
    "casework.return_answer": case_kinds.proposed,
    "casework.take_further": case_kinds.case,
    "casework.take_reply": case_kinds.case,
}
