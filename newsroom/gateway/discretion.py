"""What is not for logs and reports of errors: who a reader is, what a reader sent, and links that open something."""

import logging
import re
from collections.abc import ItemsView
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

# A signed number and a time, in an address.
_KEY = re.compile(r"/[0-9A-Za-z]+:[0-9A-Za-z]+:[0-9A-Za-z_-]{20,}")


class WithoutKeys(logging.Filter):
    """Takes out of a line what opens a private page: whoever reads a log is not its reader."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if _KEY.search(line):
            record.msg, record.args = _KEY.sub("/…", line), ()
        return True


class NothingOfReaders(SafeExceptionReporterFilter):
    """A report says where and how it went wrong. Values of variables, fields and headers are left out of all of it: a
    list of those that are private would be wrong with the next field."""

    # A proxy may give the client's address any name.
    told_of_a_request = ("REQUEST_METHOD", "PATH_INFO", "CONTENT_TYPE", "CONTENT_LENGTH", "SERVER_NAME")

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_safe_request_meta(self, request: HttpRequest | None) -> dict[str, Any]:
        known = {} if request is None else request.META
        return {name: known[name] for name in self.told_of_a_request if name in known}

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_post_parameters(self, request: HttpRequest | None) -> Any:
        return {} if request is None else dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> ItemsView[str, Any]:
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()
