"""Amounts of money as forms take and show them: pounds and pence on the page, whole pence everywhere else."""


def pence_of(typed: str) -> int:
    """Return the pence of an amount such as `125` or `-0.50` that a form's pattern let through, never by a fraction."""
    pounds, _point, pence = typed.removeprefix("-").partition(".")
    amount = int(pounds) * 100 + int(pence or 0)
    return -amount if typed.startswith("-") else amount


def pounds_of(pence: int | None) -> str:
    """Return an amount as a form shows it; nothing where there is none."""
    if pence is None:
        return ""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"
