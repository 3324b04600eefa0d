"""The web side of access: who the request acts for, and what each page asks of them."""
