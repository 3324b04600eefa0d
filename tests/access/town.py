"""A town for the browser stories: an authority and its people, made by the operations in a database of its own.

Run as a program with DATABASE_URL and the names of the people; prints what they sign in with, as JSON.
"""

import json
import sys
from datetime import date

import django

django.setup()

from allauth.mfa.totp.internal.auth import TOTP  # noqa: E402

from pollwright.access.operations.founding import Charter, found_authority, founder  # noqa: E402
from pollwright.access.operations.people import add_person  # noqa: E402
from pollwright.acting import Channel, Role, system  # noqa: E402

PASSWORD = "four hazel gates 71"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
DAY = date(2020, 1, 1)


def main(names: list[str]) -> None:
    """Make the town; a person called `new` has a temporary password and no second factor."""
    founded = found_authority(
        actor=founder(),
        charter=Charter("quantock", "Quantock Council", "E06999901", demonstration=True),
        email="administrator@example.org",
        name="Ada Lock",
        on=DAY,
        password=PASSWORD,
    )
    actor = system(founded.authority.pk, "quantock", Channel.COMMAND)
    passwords = {}
    for name in names:
        given = "" if name == "new" else PASSWORD
        added = add_person(
            actor=actor,
            email=f"{name}@example.org",
            name=f"{name.title()} Hazel",
            role=Role.HEAD,
            on=DAY,
            password=given,
        )
        passwords[name] = added.password
        if name != "new":
            TOTP.activate(added.person, SECRET)
    sys.stdout.write(json.dumps(passwords))


if __name__ == "__main__":
    main(sys.argv[1:])
