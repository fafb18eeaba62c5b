"""Who the publisher is to a store: from the environment or a file, never from the command line, never shown."""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from publisher.core.errors import UsageError

VARIABLE = "PUBLISHER_STORE_"
FILE_VARIABLE = VARIABLE + "CREDENTIALS"
SCHEMES = ("basic", "digest", "bearer")
_TEXTS = ("user", "password", "token")
_LONG, _SHORT = 8, 4
_NAMES = ("bearer", "basic", "authorization", "password", "passwd", "pwd", "token", "secret", "key")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER_VALUE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]*")


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """A user's name with a password, or a bearer token, or neither; and headers that go with every request."""

    user: str = ""
    password: str = ""
    token: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.user or self.token or self.headers)

    def scheme(self, wanted: str | None, usual: str) -> str | None:
        """How the request is signed: as wanted, else by what there is; None where there is nothing to sign with.

        Raises UsageError where what the wanted scheme needs is not there.
        """
        chosen = wanted or ("bearer" if self.token else usual if self.user else None)
        if (chosen == "bearer" and not self.token) or (chosen in {"basic", "digest"} and not self.user):
            needed = "TOKEN" if chosen == "bearer" else f"USER and {VARIABLE}PASSWORD"
            raise UsageError(
                f"--auth {chosen} needs {VARIABLE}{needed} in the environment, or a file with --credentials"
            )
        return chosen

    def signed_headers(self, scheme: str | None) -> dict[str, str]:
        """The headers of a request. A digest is no header yet: it answers what the store asks."""
        headers = dict(self.headers)
        if scheme == "bearer":
            headers["Authorization"] = f"Bearer {self.token}"
        elif scheme == "basic":
            headers["Authorization"] = f"Basic {self._basic()}"
        return headers

    def redact(self, text: str) -> str:
        """The text of another with every secret in it replaced by three asterisks.

        A long one is replaced wherever it stands, a short one where it is a whole word. One of a letter or three is
        replaced only where it stands as a secret, as in ``password: x``: elsewhere the asterisks would give it away.
        """
        secrets = {self.password, self.token, self._basic(), *self.headers.values()} - {""}
        for secret in sorted(secrets, key=len, reverse=True):
            text = re.sub(self._pattern_of(secret), lambda found: f"{found['before']}***", text)
        return text

    def _pattern_of(self, secret: str) -> str:
        exactly = re.escape(secret)
        if len(secret) >= _LONG:
            return f"(?P<before>){exactly}"
        whole = f"{exactly}(?!\\w)"
        if len(secret) >= _SHORT:
            return f"(?P<before>)(?<!\\w){whole}"
        names = "|".join([*_NAMES, *map(re.escape, self.headers)])
        return f"(?P<before>(?i:\\b(?:{names}))\\b[\"']?(?:\\s*[:=]\\s*|\\s+)[\"']?){whole}"

    def _basic(self) -> str:
        return b64encode(f"{self.user}:{self.password}".encode()).decode() if self.user else ""


def read_credentials(environment: Mapping[str, str], file: str | None = None) -> Credentials:
    """The file's credentials, or those that the environment names or holds.

    The file is TOML with the keys ``user``, ``password``, ``token`` and a table ``headers``; in the environment these
    are PUBLISHER_STORE_USER and so on, the headers a line each. Raises UsageError, which shows no value.
    """
    file = file or environment.get(FILE_VARIABLE)
    if file:
        return _checked(_read_file(Path(file)), f"the credentials in {file!r}")
    found: dict[str, object] = {key: environment.get(VARIABLE + key.upper(), "") for key in _TEXTS}
    found["headers"] = _header_lines(environment.get(VARIABLE + "HEADERS", ""))
    return _checked(found, f"{VARIABLE}… in the environment")


def _read_file(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except OSError as problem:
        raise UsageError(f"the credentials in {str(file)!r} cannot be read: {problem.strerror}") from problem
    except ValueError:
        message = f"the credentials in {str(file)!r} are no TOML: write user = 'NAME' and password = '…', a line each"
        raise UsageError(message) from None


def _header_lines(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line.strip()]
    if any(":" not in line for line in lines):
        raise UsageError(f"{VARIABLE}HEADERS takes NAME: VALUE, a line each")
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _checked(found: Mapping[str, object], where: str) -> Credentials:
    unknown = set(found) - {*_TEXTS, "headers"}
    if unknown:
        raise UsageError(f"{where}: unknown key {min(unknown)!r}; known are {', '.join(_TEXTS)} and headers")
    headers = found.get("headers", {})
    texts = {key: found.get(key, "") for key in _TEXTS}
    if not isinstance(headers, dict) or not all(isinstance(each, str) for each in (*texts.values(), *headers.values())):
        raise UsageError(f"{where}: every value must be a text in quotes")
    for name, value in headers.items():
        if not (_HEADER_NAME.fullmatch(name) and _HEADER_VALUE.fullmatch(value) and _is_latin(value)):
            raise UsageError(f"{where}: {name!r} cannot be sent as a header")
    user, password, token = (str(texts[key]) for key in _TEXTS)
    if not _HEADER_VALUE.fullmatch(token) or not token.isascii():
        raise UsageError(f"{where}: the token has characters that cannot be sent")
    if ":" in user:
        raise UsageError(f"{where}: a user's name has no colon")
    if password and not user:
        raise UsageError(f"{where}: there is a password, but no user's name")
    return Credentials(user, password, token.strip(), MappingProxyType(dict(headers)))


def _is_latin(text: str) -> bool:
    return all(ord(character) < 256 for character in text)
