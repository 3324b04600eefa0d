"""Risks, controls and actions as tables: what goes out comes in again, and what was changed in it changes them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.risks.models import Risk, RiskMeasure, RiskScore
from pollwright.risks.operations.importing import RisksUnreadable, import_risks
from pollwright.risks.operations.measures_taken import MeasuresUnreadable, import_measures
from pollwright.risks.states import SchemeKind
from tests.fixtures.people import TODAY
from tests.risks.test_registers import register_in, risk_in

CLASSES = "Ref,Title,Service,Financial,Reputation,Legal,People,Likelihood,Owner,Treatment required,Date closed\n"
ROW = {
    SchemeKind.CLASSES: CLASSES + "1,=Staff,IV,IV,IV,IV,III,D,A. Person,yes,--\n",
    SchemeKind.NUMERIC: "Ref,Title,Impact,Likelihood,Owner,Treatment required,Date closed\n1,=Staff,3,2,A. Person,yes,--\n",
}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("scheme", SchemeKind)
def test_the_file_of_a_register_comes_in_again_and_scores_what_was_changed_in_it(
    officer: Actor, client_as: Callable[[Role], Client], scheme: SchemeKind, form: str
) -> None:
    register = register_in(officer, scheme)
    import_risks(actor=officer, reference=register.reference, content=ROW[scheme].encode(), on=TODAY)
    out = b"".join(client_as(Role.OFFICER).get(f"/risks/registers/{register.reference}/file/?form={form}"))

    again = import_risks(actor=officer, reference=register.reference, content=out, on=TODAY)

    held = Risk.objects.get()
    row = f"Risk,Title,Owner\n{held.reference},Too few staff,B. Person\n"
    changed = import_risks(actor=officer, reference=register.reference, content=row.encode(), on=TODAY)
    held.refresh_from_db()
    assert (again, changed, RiskScore.objects.count()) == (0, 1, 1)
    assert (held.title, held.owner_text, held.treatment_required, held.closed_text) == (
        "Too few staff", "B. Person", True, "--",
    )  # fmt: skip


def test_a_file_that_is_handed_in_twice_or_has_a_risk_twice_doubles_nothing(officer: Actor) -> None:
    register = register_in(officer)
    given = ROW[SchemeKind.NUMERIC]
    with pytest.raises(RisksUnreadable):
        import_risks(
            actor=officer, reference=register.reference, content=f"{given}1,=Staff,1,1,,,\n".encode(), on=TODAY
        )
    import_risks(actor=officer, reference=register.reference, content=given.encode(), on=TODAY)

    with pytest.raises(RisksUnreadable):
        import_risks(actor=officer, reference=register.reference, content=given.encode(), on=TODAY)

    assert Risk.objects.count() == 1


def test_a_row_scores_the_risk_that_it_names_and_no_other_register_s(officer: Actor) -> None:
    register, other = register_in(officer), register_in(officer, title="Other elections")
    risk = risk_in(officer, register)
    row = f"Risk,Title,Impact,Likelihood,Score\n{risk.reference},Too few staff,4,2,8\n".encode()

    with pytest.raises(RisksUnreadable):
        import_risks(actor=officer, reference=other.reference, content=row, on=TODAY)
    assert import_risks(actor=officer, reference=register.reference, content=row, on=TODAY) == 1

    risk.refresh_from_db()
    assert (risk.ref, risk.score, risk.level) == ("1", 8, "High")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_controls_and_actions_leave_as_a_file_and_come_in_again(
    officer: Actor, client_as: Callable[[Role], Client], form: str
) -> None:
    risk = risk_in(officer, register_in(officer))
    head = "Risk,Kind,What,Owner,Due,Cost,Effect,Done\n"
    table = f"{head}{risk.reference},control,Reserve list,,,,Works in part,\n{risk.reference},action,Train,A. P.,1/2/2027,12.50,,\n"
    assert import_measures(actor=officer, content=table.encode(), on=TODAY) == 2

    out = b"".join(client_as(Role.OFFICER).get(f"/risks/measures/?as={form}"))
    assert import_measures(actor=officer, content=out, on=TODAY) == 0

    action = RiskMeasure.objects.get(kind="action")
    done = f"Measure,Risk,Kind,What,Done\n{action.reference},{risk.reference},action,Train all,{TODAY.isoformat()}\n"
    assert import_measures(actor=officer, content=done.encode(), on=TODAY) == 1
    action.refresh_from_db()
    assert (action.text, action.owner_text, action.due_on, action.cost_pence, action.done_on) == (
        "Train all", "A. P.", date(2027, 2, 1), 1_250, TODAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    "bad", ["RK9999999,control,X,,", "{},hope,X,,", "{},control,,,", "{},action,X,-1,", "{},action,X,,1/1/2099"]
)
def test_nothing_of_a_table_of_measures_with_a_fault_is_taken_over(officer: Actor, bad: str) -> None:
    risk = risk_in(officer, register_in(officer))
    table = f"Risk,Kind,What,Cost,Done\n{risk.reference},control,Reserve list,,\n{bad.format(risk.reference)}\n"

    with pytest.raises(MeasuresUnreadable) as refused:
        import_measures(actor=officer, content=table.encode(), on=TODAY)

    assert (refused.value.values["row"], RiskMeasure.objects.count()) == (3, 0)
