"""Settings, all from the environment. Nothing secret stands here.

`DATABASE_URL` (PostgreSQL), `POLLWRIGHT_HOME` (local data: files, keys), `POLLWRIGHT_SECRET_KEY`,
`POLLWRIGHT_FIELD_KEY` (encryption of protected fields), `POLLWRIGHT_HOSTS`, `POLLWRIGHT_DEMONSTRATION` (`1` only on
loopback demonstration installations), `POLLWRIGHT_DB_ROLE` (the role assumed by web, jobs and tests),
`POLLWRIGHT_TRUSTED_PROXIES`; `POLLWRIGHT_SITE` is `public` in the processes that serve residents (`public_site`).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pollwright.config.environment import PUBLIC, database_from, networks_from, secret
from pollwright.config.public_site import public_settings

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("POLLWRIGHT_HOME", Path.cwd() / ".local"))
DEMONSTRATION = os.environ.get("POLLWRIGHT_DEMONSTRATION") == "1"
DEBUG = False
SECRET_KEY = secret("POLLWRIGHT_SECRET_KEY", HOME)
FIELD_KEY = secret("POLLWRIGHT_FIELD_KEY", HOME)
TRUSTED_PROXIES = networks_from(os.environ.get("POLLWRIGHT_TRUSTED_PROXIES", ""))
ALLOWED_HOSTS = os.environ.get("POLLWRIGHT_HOSTS", "localhost 127.0.0.1 [::1] testserver").split()

INSTALLED_APPS = [
    "pollwright.pages",
    "pollwright.audit",
    "pollwright.authorities",
    "pollwright.access",
    "pollwright.files",
    "pollwright.jobs",
    "pollwright.oversight",
    "pollwright.risks",
    "pollwright.places",
    "pollwright.register",
    "pollwright.elections",
    "pollwright.stations",
    "pollwright.nominations",
    "pollwright.rolls",
    "pollwright.casework",
    "pollwright.place_reviews",
    "pollwright.performance",
    "pollwright.opendata",
    "pollwright.service_plan",
    "pollwright.projects",
    "pollwright.people",
    "pollwright.budgets",
    "pollwright.polling_day",
    "pollwright.printing",
    "pollwright.public",
    "pollwright.staffing",
    "pollwright.office",
    "pollwright.year",
    "pollwright.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pollwright.access.web.sessions.SessionAgeMiddleware",
    "pollwright.access.web.middleware.ActorMiddleware",
    "pollwright.access.web.sent_once.SentOnceMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "pollwright.config.urls"
WSGI_APPLICATION = "pollwright.config.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "pollwright.config.context.shell",
    "pollwright.access.web.sent_once.form_marks",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "pollwright.pages.environment.environment",
            "context_processors": _CONTEXT,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

DATABASES = {"default": database_from(os.environ)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_shared_memory",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILES_ROOT = HOME / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "pollwright.access.web.accounts.StaffOnlyAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login_failed": False, "login": "300/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "pollwright.access.web.accounts.SealedFactorsAdapter"
MFA_TOTP_ISSUER = "Pollwright"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in/login/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "pollwright.access.web.client.client_address"
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "pollwright.access.web.signing_in.attempted_as"
AXES_SENSITIVE_PARAMETERS = ["login", "code", "credential", "next", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "pollwright.access.web.accounts.locked_out"
AXES_RESET_ON_SUCCESS = True
SILENCED_SYSTEM_CHECKS = ["axes.W003"]

SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = False
POLLWRIGHT_IDLE_MINUTES = float(os.environ.get("POLLWRIGHT_IDLE_MINUTES", "30"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not DEMONSTRATION and os.environ.get("POLLWRIGHT_INSECURE_COOKIES") != "1"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_FAILURE_VIEW = "pollwright.pages.errors.form_out_of_date"
# Many phones share one address of their network, most of all on the day of a poll.
FINDER_QUESTIONS, FINDER_SECONDS = 300, 600
# How often one key may read the released stations; the national finder asks three times for each poll.
STATION_DATA_QUESTIONS, STATION_DATA_SECONDS = 120, 600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PGHISTORY_APPEND_ONLY = False
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
EMAIL_HOST, _, _port = os.environ.get("POLLWRIGHT_SMTP", "").partition(":")
EMAIL_PORT = int(_port or "25")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'locmem'}.EmailBackend"
EMAIL_USE_TLS = bool(EMAIL_HOST) and os.environ.get("POLLWRIGHT_SMTP_PLAIN") != "1"
DEFAULT_FROM_EMAIL = os.environ.get("POLLWRIGHT_EMAIL_FROM", "pollwright@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"axes": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": os.environ.get("POLLWRIGHT_LOG", "WARNING")},
}

if os.environ.get("POLLWRIGHT_SITE") == PUBLIC:
    globals().update(public_settings(os.environ, globals()))
