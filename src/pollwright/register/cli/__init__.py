"""`pollwright register`: one group of commands, a module a subject."""

from __future__ import annotations

import typer

from pollwright.register.cli import figures, importing, releasing

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)
app.command("import", short_help="Take a register over from a file.")(importing.import_)
app.command("publish", short_help="Publish a revised register.")(releasing.publish)
app.command("notice", short_help="Issue a notice of alteration.")(releasing.notice)
app.command("open", short_help="Publish the month's open register.")(releasing.open_register)
app.command("export", short_help="Write a copy of a published register.")(figures.export)
app.command("stats", short_help="Count electors.")(figures.stats)
app.command("verify", short_help="Find changes to sealed events and files.")(figures.verify)
