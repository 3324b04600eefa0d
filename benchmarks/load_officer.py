"""An officer at work: a browser's requests, one after another, with the time each took."""

from __future__ import annotations

import http.client
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from pollwright.pages.shell import QUICK_RESULTS

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
VERSION = re.compile(r'name="version" value="([^"]*)"')
SEARCHES, OPENINGS, MISSPELT, TODAY = 0.6, 0.9, 0.1, 0.1


@dataclass(frozen=True, slots=True)
class Answered:
    """One request as its browser met it."""

    kind: str
    seconds: float
    well: bool
    warming: bool


class Officer:
    """One officer, with a connection and a session of their own."""

    def __init__(self, port: int, handle: str, sought: Sequence[tuple[str, str, str, str]], chance: random.Random):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._handle, self._sought, self._chance = handle, sought, chance
        self._cookies: dict[str, str] = {}
        self.answers: list[Answered] = []

    def sign_in(self) -> None:
        """Sign in by the demonstration's button.

        :raises RuntimeError: where the server does not let them in.
        """
        _, page = self._ask("GET", "/sign-in/demonstration/")
        self._ask("POST", "/sign-in/demonstration/", self._form(page, person=self._handle))
        status, page = self._ask("GET", "/")
        if status != 200:
            raise RuntimeError(f"an officer could not sign in: {status}")
        self._token = self._cookies["csrftoken"]

    def work(self, *, begin: float, period: float, warm: float, until: float) -> None:
        """Make a request each period from `begin` to `until` (monotonic seconds); now and then look at Today too."""
        turn = 0
        while (due := begin + turn * period) < until:
            time.sleep(max(0.0, due - time.monotonic()))
            turn += 1
            warming = due < warm
            self._one(warming)
            if self._chance.random() < TODAY:
                self._take("today", warming, "GET", "/")

    def _one(self, warming: bool) -> None:
        chance, (reference, *_rest) = self._chance.random(), self._chance.choice(self._sought)
        if chance < SEARCHES:
            misspelt = self._chance.random() < MISSPELT
            words = self._words(misspelt)
            body = urlencode({"csrfmiddlewaretoken": self._token, "search": words})
            self._take("misspelt" if misspelt else "search", warming, "POST", "/search/", body, suggestions=True)
        elif chance < OPENINGS:
            self._take("elector", warming, "GET", f"/register/electors/{quote(reference)}/")
        else:
            self._save(reference, warming)

    def _save(self, reference: str, warming: bool) -> None:
        """Log a contact, as the form's fields stand; opening the form is not measured."""
        address = f"/register/changes/log/{quote(reference)}/"
        _, page = self._ask("GET", address)
        found = VERSION.search(page)
        body = self._form(page, version=found[1] if found else "", how="phone", note="Asked when the poll is.")
        self._take("save", warming, "POST", address, body, expected=302)

    def _words(self, misspelt: bool) -> str:
        """Return what an officer types: most of a name, a name and a postcode, or a postcode."""
        _, forenames, surname, postcode = self._chance.choice(self._sought)
        if misspelt and len(surname) > 3:
            at = self._chance.randrange(1, len(surname) - 2)
            surname = surname[:at] + surname[at + 1] + surname[at] + surname[at + 2 :]
            return f"{forenames.split(' ')[0]} {surname}"
        first = forenames.split(" ")[0]
        return self._chance.choice(
            (f"{first} {surname}", f"{surname} {first[:3]}", f"{surname} {postcode}", postcode, surname[:5])
        )

    def _take(
        self,
        kind: str,
        warming: bool,
        method: str,
        address: str,
        body: str = "",
        *,
        suggestions: bool = False,
        expected: int = 200,
    ) -> None:
        started = time.perf_counter()
        status, _ = self._ask(method, address, body, suggestions=suggestions)
        self.answers.append(Answered(kind, time.perf_counter() - started, status == expected, warming))

    def _ask(self, method: str, address: str, body: str = "", *, suggestions: bool = False) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if suggestions:
            headers |= {"HX-Request": "true", "HX-Target": QUICK_RESULTS}
        try:
            self._connection.request(method, address, body or None, headers)
            answer = self._connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return 0, ""
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.split(";")[0]
        return answer.status, page

    @staticmethod
    def _form(page: str, **fields: str) -> str:
        found = TOKEN.search(page)
        return urlencode({"csrfmiddlewaretoken": found[1] if found else "", **fields})
