"""The permission matrix, against what the issue asks of each role."""

from pollwright.access.matrix import MATRIX, TITLES, WORDS, markdown
from pollwright.acting import Permission, Role

P = Permission


def test_every_role_and_permission_has_its_words() -> None:
    assert (set(MATRIX), set(TITLES), set(WORDS)) == (set(Role), set(Role), set(Permission))


def test_every_permission_is_carried_by_some_role() -> None:
    assert set().union(*MATRIX.values()) == set(Permission)


def test_customer_service_reads_and_logs_contact_and_no_more() -> None:
    assert MATRIX[Role.CUSTOMER_SERVICE] == {P.OWN_ACCOUNT, P.PLACES_VIEW, P.REGISTER_VIEW, P.POLLS_VIEW, P.CONTACT_LOG}


def test_the_auditor_reads_all_but_protected_data_and_changes_nothing() -> None:
    reading = {
        P.OWN_ACCOUNT,
        P.PLACES_VIEW,
        P.REGISTER_VIEW,
        P.POLLS_VIEW,
        P.STAFF_VIEW,
        P.AUDIT_VIEW,
        P.USERS_VIEW,
        P.JOBS_VIEW,
        P.RETENTION_VIEW,
        P.ARCHIVE_READ,
        P.RISKS_VIEW,
        P.PERFORMANCE_VIEW,
        P.PLAN_VIEW,
        P.YEAR_VIEW,
        P.OFFICE_VIEW,
        P.CASE_VIEW,
        P.BUDGETS_VIEW,
    }

    assert MATRIX[Role.AUDITOR] == reading


def test_nobody_who_manages_people_decides_about_electors() -> None:
    deciding = {P.APPLICATIONS_DETERMINE, P.DELETIONS_DETERMINE, P.NOTICES_APPROVE, P.PROTECTED_REVEAL}
    both = [role for role, carried in MATRIX.items() if P.USERS_MANAGE in carried and deciding & carried]

    assert both == []


def test_the_page_of_the_documentation_has_a_row_for_each_permission() -> None:
    rows = [line for line in markdown().splitlines() if line.startswith("| ") and "`" in line]

    assert [row.split("`")[1] for row in rows] == [permission.value for permission in Permission]
    assert rows[0] == "| Change their own password and second factors | `own-account.change` |" + " yes |" * len(Role)
