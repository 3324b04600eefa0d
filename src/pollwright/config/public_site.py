"""What differs where only residents are served: `POLLWRIGHT_SITE=public`, as `pollwright serve-public` sets it.

The public site is processes of their own under a host name of their own (`POLLWRIGHT_PUBLIC_HOSTS`). It has addresses for
residents only, neither session nor cookie, and a database role that can read the views of what is public and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OF_SIGNING_IN = (
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
)
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "pollwright.public.web.middleware.PublicMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CONTEXT = ["django.template.context_processors.request", "pollwright.public.web.shell.shell"]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "pollwright.pages.environment.environment", "context_processors": CONTEXT},
    }
]


def public_settings(environment: Mapping[str, str], officers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that the public site has in place of the officers'.

    :param officers: the officers' settings; the site has their apps without those of signing in.
    """
    return {
        "ROOT_URLCONF": "pollwright.config.public_urls",
        "ALLOWED_HOSTS": environment.get("POLLWRIGHT_PUBLIC_HOSTS", "localhost 127.0.0.1 [::1] testserver").split(),
        "INSTALLED_APPS": [name for name in officers["INSTALLED_APPS"] if name not in OF_SIGNING_IN],
        "MIDDLEWARE": MIDDLEWARE,
        "TEMPLATES": TEMPLATES,
        "SECURE_REFERRER_POLICY": "no-referrer",
    }
