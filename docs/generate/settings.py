"""What can be set: by the installation through its environment, and by each authority on its page of settings."""

from itertools import groupby

from docs.generate.markdown import code, page, table
from pollwright.authorities.settings import SETTINGS

INTRODUCTION = """Nothing secret stands in the code, and nothing about one council either. The installation is set by its
environment; what varies by council is a dated row, changed on the page *Settings* with a reason, and every earlier value
is kept, so that last year's notice still explains itself. Rules of law are not settings."""

ENVIRONMENT = {
    "DATABASE_URL": (
        "",
        "Address of the PostgreSQL to use (version 15 or later). Without it, a private server is started.",
    ),
    "POLLWRIGHT_HOME": (
        "`.local` in the working folder",
        "Folder of everything local: stored files, the private server, secrets that were made on first use.",
    ),
    "POLLWRIGHT_SECRET_KEY": ("made on first use", "Signs sessions and forms. At least 50 random characters."),
    "POLLWRIGHT_FIELD_KEY": (
        "made on first use",
        "Encrypts National Insurance numbers and the particulars of anonymous electors. Without it they can't be read"
        " again: keep a copy apart from the backups, which never hold it.",
    ),
    "POLLWRIGHT_HOSTS": ("`localhost 127.0.0.1 [::1]`", "The names under which pages are served, with spaces between."),
    "POLLWRIGHT_DB_ROLE": (
        "`pollwright_app`",
        "The database role that pages, work and commands assume; empty for the owner, as migrations need.",
    ),
    "POLLWRIGHT_SITE": (
        "",
        "`public` serves the pages for residents alone: no session, no cookie, and a database role that reads the views of"
        " what is public. `pollwright serve-public` sets it.",
    ),
    "POLLWRIGHT_PUBLIC_HOSTS": (
        "`localhost 127.0.0.1 [::1]`",
        "The names under which the public site is served, with spaces between: others than the officers'.",
    ),
    "POLLWRIGHT_TRUSTED_PROXIES": (
        "",
        "Addresses or networks of the proxies before the server, with spaces between. Only from them is `X-Forwarded-For`"
        " read, so that tries are counted by the visitor's address.",
    ),
    "POLLWRIGHT_POOL": ("", "`1` keeps connections open in a pool, as `pollwright serve` does of itself."),
    "POLLWRIGHT_POOL_SIZE": ("`8`", "Connections in the pool of one process."),
    "POLLWRIGHT_IDLE_MINUTES": ("`30`", "Minutes without a request after which a session ends."),
    "POLLWRIGHT_INSECURE_COOKIES": (
        "",
        "`1` sends cookies without TLS too: on this machine only, for trying things out.",
    ),
    "POLLWRIGHT_LOG": ("`WARNING`", "How much is logged: `INFO`, `WARNING` or `ERROR`. No level logs personal data."),
    "POLLWRIGHT_SMTP": (
        "",
        "`host:port` of the mail server that takes the weekly digest; without it no e-mail leaves. TLS is used.",
    ),
    "POLLWRIGHT_SMTP_PLAIN": ("", "`1` speaks to the mail server without TLS: on this machine only."),
    "POLLWRIGHT_EMAIL_FROM": ("`pollwright@localhost`", "The address that e-mail comes from."),
    "POLLWRIGHT_DEMONSTRATION": (
        "",
        "`1` shows the demonstration's banner, lets anybody on this machine sign in with one click, and lets the clock"
        " be set. Served on loopback only, and `pollwright check` fails where it is found elsewhere.",
    ),
    "POLLWRIGHT_PG_BIN": ("", "Folder of the PostgreSQL programs for the private server and for backups."),
    "POLLWRIGHT_PG_USER": (
        "`postgres` or `nobody`",
        "When started as root: the system user that runs the private server.",
    ),
    "POLLWRIGHT_PG_FOLDER": (
        "",
        "Folder that holds private servers in place of their own: one in memory makes tests quicker. As root it must be"
        " open to the user above.",
    ),
    "POLLWRIGHT_CHROMIUM": ("", "For the tests: the Chromium that the browser stories use."),
}
"""Every variable of the environment: its default and its meaning."""


def settings() -> str:
    """Return the page of settings."""
    variables = [(code(name), default, words) for name, (default, words) in ENVIRONMENT.items()]
    parts = [f"## The installation's environment\n\n{table(('Variable', 'Default', 'Meaning'), variables)}"]
    parts.append("## An authority's settings")
    for group, members in groupby(SETTINGS, key=lambda setting: setting.group):
        rows = [(code(one.name), one.label, one.words(one.default), one.help, one.source) for one in members]
        head = ("Name", "Setting", "Default", "Meaning", "Source")
        parts.append(f"### {group}\n\n{table(head, rows)}")
    return page("Settings", INTRODUCTION, *parts)
