"""Who is told when a run failed or a check did not pass, and how: pure of Dagster, so that the CLI and the sensors share it.

Sinks are configured by ``CT_ALERTS``, a YAML file, or by a few environment variables (docs/operations.md). Secrets are named, never written:
``url_from`` and ``password_from`` are names of environment variables.
"""

from __future__ import annotations

import json
import logging
import os
import smtplib
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ct_pipeline.config import ConfigError, Settings
from ct_pipeline.quality.results import CheckResult

Severity = Literal["critical", "warning"]
log = logging.getLogger("ct_pipeline.alerts")
ATTEMPTS, TIMEOUT = 3, 10.0


@dataclass(frozen=True, slots=True)
class Alert:
    """One message about one run. ``lines`` are what happened, most important first."""

    severity: Severity
    title: str
    lines: tuple[str, ...]
    run_id: str
    job: str
    landed_on: str | None = None
    link: str | None = None
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    def text(self) -> str:
        """The message as plain text."""
        where = f"run {self.run_id} of {self.job}" + (f", landing day {self.landed_on}" if self.landed_on else "")
        return "\n".join([self.title, "", *self.lines, "", where, *([self.link] if self.link else [])])


def check_lines(results: Sequence[CheckResult]) -> tuple[str, ...]:
    """The failed checks, critical ones first, each with what was seen, what was expected and how to look at a failing row."""
    out = []
    for r in sorted((r for r in results if not r.success), key=lambda r: (r.severity != "critical", r.table_name, r.check_name)):
        ids = json.loads(r.failing_ids) if r.failing_ids else []
        look = f"; look at one: ct-pipeline explain {ids[0]}" if ids else ""
        out.append(f"{r.severity.upper()} {r.table_name} {r.check_name}: observed {r.observed}, expected {r.bound}{look}")
    return tuple(out)


class Sink(Protocol):
    """Where alerts go. ``deliver`` raises OSError (smtplib's and urllib's errors are) when it did not work."""

    def deliver(self, alert: Alert) -> None: ...


class _Sink(BaseModel):
    model_config = ConfigDict(extra="forbid")
    minimum: Severity = "warning"  # critical: leave warnings out


class LogSink(_Sink):
    """The log of the process."""

    kind: Literal["log"]

    def deliver(self, alert: Alert) -> None:
        log.log(logging.ERROR if alert.severity == "critical" else logging.WARNING, "%s", alert.text())


class FileSink(_Sink):
    """One JSON line an alert."""

    kind: Literal["file"]
    path: Path

    def deliver(self, alert: Alert) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as handle:
            handle.write(json.dumps(asdict(alert), ensure_ascii=False) + "\n")


class WebhookSink(_Sink):
    """A POST of JSON: the alert's fields, and ``text`` as chat services read it."""

    kind: Literal["webhook"]
    url: str | None = None
    url_from: str | None = None  # name of the environment variable that holds it

    @model_validator(mode="after")
    def _one_address(self) -> WebhookSink:
        if (self.url is None) == (self.url_from is None):
            raise ValueError("a webhook needs either url, or url_from (the name of an environment variable that holds it)")
        return self

    def deliver(self, alert: Alert) -> None:
        url = self.url or _secret(self.url_from or "")
        if not url.startswith(("http://", "https://")):
            raise ConfigError("a webhook's address must begin with http:// or https://")
        body = json.dumps({"text": alert.text(), **asdict(alert)}, ensure_ascii=False).encode()
        request = urllib.request.Request(url, body, {"Content-Type": "application/json; charset=utf-8", "User-Agent": "ct-pipeline"})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            answer.read()


class EmailSink(_Sink):
    """A plain-text e-mail in UTF-8."""

    kind: Literal["email"]
    to: list[str] = Field(min_length=1)
    sender: str = "ct-pipeline@localhost"
    host: str = "localhost"
    port: int = 25
    starttls: bool = False
    user: str | None = None
    password_from: str | None = None

    def deliver(self, alert: Alert) -> None:
        message = EmailMessage()
        message["Subject"] = f"[ct_pipeline] {alert.severity}: {alert.title}"
        message["From"], message["To"] = self.sender, ", ".join(self.to)
        message.set_content(alert.text())
        with smtplib.SMTP(self.host, self.port, timeout=TIMEOUT) as server:
            if self.starttls:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, _secret(self.password_from or ""))
            server.send_message(message)


def _secret(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ConfigError(f"the environment variable {name or '(none named)'} that alerts need is not set")
    return value


AnySink = Annotated[LogSink | FileSink | WebhookSink | EmailSink, Field(discriminator="kind")]


class _Config(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sinks: list[AnySink] = Field(min_length=1)


def configured_sinks(settings: Settings, environment: Mapping[str, str] | None = None) -> list[Any]:
    """The sinks of ``CT_ALERTS`` (a YAML file), or of ``CT_ALERT_WEBHOOK``, ``CT_ALERT_EMAIL`` (with ``CT_ALERT_SMTP`` host:port), ``CT_ALERT_FILE``.

    Whatever is configured, every alert is also logged and kept in ``<warehouse>/alerts.jsonl``. Raises ConfigError for a file that cannot work.
    """
    env = os.environ if environment is None else environment
    sinks: list[Any] = [LogSink(kind="log"), FileSink(kind="file", path=settings.warehouse / "alerts.jsonl")]
    if name := env.get("CT_ALERTS"):
        try:
            config = _Config.model_validate(yaml.safe_load(Path(name).read_text(encoding="utf-8")))
        except OSError as error:
            raise ConfigError(f"CT_ALERTS={name} cannot be read: {error.strerror}") from error
        except yaml.YAMLError as error:
            raise ConfigError(f"{name}: not valid YAML: {error}") from error
        except ValidationError as error:
            first = error.errors()[0]
            raise ConfigError(f"{name}: at {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        sinks += [s for s in config.sinks if s.kind != "log"]
    if url := env.get("CT_ALERT_WEBHOOK"):
        sinks.append(WebhookSink(kind="webhook", url=url))
    if to := env.get("CT_ALERT_EMAIL"):
        host, _, port = env.get("CT_ALERT_SMTP", "localhost:25").partition(":")
        if port and not port.isdigit():
            raise ConfigError(f"CT_ALERT_SMTP={env.get('CT_ALERT_SMTP')}: give host:port, for example localhost:25")
        sinks.append(EmailSink(kind="email", to=[t.strip() for t in to.split(",")], host=host, port=int(port or 25)))
    if path := env.get("CT_ALERT_FILE"):
        sinks.append(FileSink(kind="file", path=Path(path)))
    return sinks


def send(alert: Alert, sinks: Sequence[Any], wait: Callable[[float], None] = time.sleep) -> list[str]:
    """Deliver to every sink that wants this severity, three tries each; one that is down does not keep the others from theirs.

    Returns what went wrong, one line a sink (empty: all delivered).
    """
    problems = []
    for sink in sinks:
        if sink.minimum == "critical" and alert.severity != "critical":
            continue
        for attempt in range(ATTEMPTS):
            try:
                sink.deliver(alert)
                break
            except ConfigError as error:
                problems.append(f"{sink.kind}: {error}")
                break
            except OSError as error:
                refused = isinstance(error, urllib.error.HTTPError) and error.code < 500
                if refused or attempt == ATTEMPTS - 1:
                    problems.append(f"{sink.kind}: {error}")
                    break
                wait(2.0**attempt)
    for problem in problems:
        log.error("an alert was not delivered: %s", problem)
    return problems
