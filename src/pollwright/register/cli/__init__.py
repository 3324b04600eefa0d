"""`pollwright register`: one group of commands, a module a subject."""

from __future__ import annotations

import typer

from pollwright.register.cli import figures, importing, releasing

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)
app.command("import")(importing.import_)
app.command("publish")(releasing.publish)
app.command("notice")(releasing.notice)
app.command("open")(releasing.open_register)
app.command("export")(figures.export)
app.command("stats")(figures.stats)
app.command("verify")(figures.verify)
