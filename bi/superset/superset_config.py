"""A Superset of one process on this machine, for a look or a test: no Redis, no Celery, nothing leaves the machine."""

import os

SECRET_KEY = os.environ.get("SUPERSET_SECRET_KEY", "of a test that is thrown away, 0123456789")
SQLALCHEMY_DATABASE_URI = os.environ["SUPERSET_META_URI"]
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False  # plain http on loopback
SESSION_COOKIE_SECURE = False
SCARF_ANALYTICS = False
UPDATE_CHECK_INTERVAL = 0
BABEL_DEFAULT_LOCALE = os.environ.get("SUPERSET_LANG", "en")
LANGUAGES = {"en": {"flag": "us", "name": "English"}, "zh": {"flag": "cn", "name": "简体中文"}}
RATELIMIT_ENABLED = False
