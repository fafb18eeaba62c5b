"""HTTP digest authentication that signs ahead: a challenge once answered serves for the requests that follow.

Without that every update would be sent twice, first in vain (https://www.rfc-editor.org/rfc/rfc7616#section-3.3).
"""

from __future__ import annotations

from http.client import HTTPMessage
from typing import IO
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)
from urllib.response import addinfourl


class SigningAhead(HTTPDigestAuthHandler):
    """Answers a challenge once a request; a wrong password is not tried again and again."""

    def __init__(self, user: str, password: str, urls: tuple[str, ...]) -> None:
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, urls, user, password)
        super().__init__(passwords)
        self._challenge: dict[str, str] = {}
        self._answered: Request | None = None

    def http_request(self, request: Request) -> Request:
        """Signs the request by the last challenge, where there was one."""
        if self._challenge:
            signature = self.get_authorization(request, self._challenge)
            if signature:
                request.add_unredirected_header("Authorization", f"Digest {signature}")
        return request

    https_request = http_request

    def http_error_401(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> addinfourl | None:
        """Answers the challenge, where it is one and the first for this request."""
        if self._answered is req or not headers.get("www-authenticate", "").lower().startswith("digest"):
            return None
        fp.close()
        return super().http_error_401(req, fp, code, msg, headers)

    def retry_http_digest_auth(self, req: Request, auth: str) -> addinfourl | None:
        """Sends the request once more, signed for the new challenge."""
        self._answered = req
        self._challenge = parse_keqv_list(list(filter(None, parse_http_list(auth.partition(" ")[2]))))
        answer: addinfourl | None = self.parent.open(req, timeout=req.timeout)
        return answer
