"""Which errors are worth another try. Reading and writing may fail for a moment; a wrong rule, a broken file or a full disk will not mend by itself."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

MAX_RETRIES = 3
FIRST_WAIT = 5.0  # seconds; doubled with every try

_PASSING = {
    errno.EIO, errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.ENFILE, errno.EMFILE, errno.ESTALE, errno.ETIMEDOUT, errno.ETXTBSY,
    errno.ENETDOWN, errno.ENETUNREACH, errno.ENETRESET, errno.ECONNABORTED, errno.ECONNRESET, errno.ECONNREFUSED, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.EREMOTEIO,
}  # fmt: skip
_HINTS = {
    errno.ENOSPC: "the disk is full: free space, then run again",
    errno.EDQUOT: "the disk quota is used up: free space, then run again",
    errno.EACCES: "permission is missing: let this user read and write there",
    errno.EPERM: "permission is missing: let this user read and write there",
    errno.EROFS: "the file system is read-only: choose another CT_WAREHOUSE",
    errno.ENOENT: "the file is gone: was it moved while the run was reading?",
}
_LATER = "see to the disk, share or service that it names; the landing sensor asks for the run again, at most once an hour"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def is_transient(error: BaseException) -> bool:
    """Whether trying again may help: an error of reading or writing that passes, or one raised because of such an error."""
    for one in _chain(error):
        if isinstance(one, TimeoutError | ConnectionError | BlockingIOError | InterruptedError):
            return True
        if isinstance(one, OSError) and one.errno in _PASSING:
            return True
    return False


def advice(error: BaseException) -> str:
    """What to do about a permanent failure, in one sentence."""
    for one in _chain(error):
        if isinstance(one, OSError) and one.errno in _HINTS:
            return _HINTS[one.errno]
        if type(one).__name__ == "BrokenProcessPool":
            return "a worker process was killed, most likely for want of memory: run again with fewer workers"
        if type(one).__name__ in {"SeedError", "StoreError", "BuildError", "ConfigError", "MappingError", "NoWarehouse", "RunBusy"}:
            return "the message says what to mend; then run again"
    return "this is a bug or broken data: the trace below says where; what was published is as it was"


@contextmanager
def permanent_or_retried(attempts_so_far: int) -> Iterator[None]:
    """Around the work of a step: what passes is retried with growing waits, anything else fails at once and says so. After the last try the sensor asks for the run again, later."""
    from dagster import Failure, MetadataValue, RetryRequested

    try:
        yield
    except (Failure, RetryRequested):
        raise
    except Exception as error:
        text = " ".join(str(error).split()) or type(error).__name__
        if is_transient(error):
            if attempts_so_far < MAX_RETRIES:
                raise RetryRequested(max_retries=MAX_RETRIES, seconds_to_wait=FIRST_WAIT * 2**attempts_so_far) from error
            raise Failure(
                f"Still failing after {MAX_RETRIES} retries: {text}", {"error": type(error).__name__, "what_to_do": MetadataValue.md(_LATER), "retried": True}, allow_retries=False
            ) from error
        what_to_do = advice(error)
        raise Failure(
            f"Permanent failure, not retried: {text}", {"error": type(error).__name__, "what_to_do": MetadataValue.md(what_to_do), "retried": False}, allow_retries=False
        ) from error
