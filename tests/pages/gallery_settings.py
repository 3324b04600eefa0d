"""Settings of the gallery: pages and nothing else, without a database, under the policy the product is served with."""

from pathlib import Path

SECRET_KEY = "gallery"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.pages.gallery"
INSTALLED_APPS = [
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "pollwright.pages",
]
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["'self'"]}}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "DIRS": [Path(__file__).parent / "jinja2"],
        "OPTIONS": {
            "environment": "pollwright.pages.environment.environment",
            "context_processors": ["tests.pages.gallery.shell"],
        },
    }
]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
CSRF_FAILURE_VIEW = "pollwright.pages.errors.form_out_of_date"
