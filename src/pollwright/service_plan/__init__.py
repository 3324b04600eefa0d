"""The service plan: sections and tables as typed, what is understood of them, versions, and what lives in them."""
