"""What each address and operation of posts and people is tried with."""

from typing import Any

from tests.walk import people_kinds, plan_kinds
from tests.walk.sampling import Sample, act_on, by_reference

SAMPLES: dict[str, Sample] = {
    "people:file": by_reference(people_kinds.staff_file),
    "people:file-act": act_on(people_kinds.staff_file, "appoint"),
    "people:import": lambda world: {"kind": "staff"},
    "people:mine-act": lambda world: {"name": "development"},
    "people:point": by_reference(people_kinds.point),
    "people:point-change": by_reference(people_kinds.point),
    "people:point-print": lambda world: {
        "reference": people_kinds.plan_with_point(world),
        "point": people_kinds.point(world),
    },
    "people:points-adopt": by_reference(people_kinds.plan_with_point),
    "people:points-plan": by_reference(people_kinds.plan_with_point),
    "people:post": by_reference(plan_kinds.post),
    "people:post-act": act_on(plan_kinds.post, "terms"),
    "people:skill": by_reference(people_kinds.skill),
}
RECORDS: dict[str, Any] = {
    "people.appoint": people_kinds.staff_file,
    "people.change_file": people_kinds.staff_file,
    "people.change_point": people_kinds.point,
    "people.correct_hours": people_kinds.staff_file,
    "people.decide_hours": people_kinds.staff_file,
    "people.end_employment": people_kinds.staff_file,
    "people.end_holding": people_kinds.staff_file,
    "people.enter_hours": people_kinds.staff_file,
    "people.hold_appraisal": people_kinds.staff_file,
    "people.list_skill": people_kinds.skill,
    "people.log_development": people_kinds.staff_file,
    "people.need_skill": plan_kinds.post,
    "people.note_skill": people_kinds.staff_file,
    "people.print_point": people_kinds.point,
    "people.record_check": people_kinds.staff_file,
    "people.release_skill": plan_kinds.post,
    "people.set_appraisal": people_kinds.staff_file,
    "people.set_terms": plan_kinds.post,
    "people.strike_development": people_kinds.staff_file,
    "people.write_off_lapsed": people_kinds.staff_file,
}
