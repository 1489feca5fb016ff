"""A pytest plugin that is loaded before Django's settings are read."""

import os

os.environ["NEWSROOM_MODE"] = "test"
# Playwright's driver runs an event loop in the test's thread; Django's guard against that is not meant for it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
