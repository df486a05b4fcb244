"""Signature Version 4 of requests to object stores, for plain reads.

Source: "Authenticating Requests (AWS Signature Version 4)" in the Amazon S3 API reference. The body
is empty, the method GET, and only headers that are named here are signed.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime

_EMPTY = hashlib.sha256(b"").hexdigest()
_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Keys:
    """Who asks.

    Attributes:
        access_key: The public half.
        secret: The other half; never shown.
        token: Of a session; None for lasting keys.
        region: Where the bucket lies.
    """

    access_key: str
    secret: str = field(repr=False)
    token: str | None = field(repr=False)
    region: str


def sign(
    keys: Keys, host: str, path: str, now: datetime, extra: dict[str, str] | None = None
) -> dict[str, str]:
    """Return the headers that sign a GET.

    Args:
        keys: Who asks.
        host: The header Host, with the port when it is an unusual one.
        path: The path as it is sent, percent-encoded once.
        now: The time in UTC; stores refuse one that is a quarter of an hour off.
        extra: More headers to sign, by their names in lower case.
    """
    moment = now.strftime("%Y%m%dT%H%M%SZ")
    scope = f"{moment[:8]}/{keys.region}/s3/aws4_request"
    sent = {"x-amz-content-sha256": _EMPTY, "x-amz-date": moment}
    if keys.token is not None:
        sent["x-amz-security-token"] = keys.token
    signed = dict(sorted({"host": host, **sent, **(extra or {})}.items()))
    names = ";".join(signed)
    lines = "".join(f"{name}:{value}\n" for name, value in signed.items())
    request = f"GET\n{path}\n\n{lines}\n{names}\n{_EMPTY}"
    digest = hashlib.sha256(request.encode()).hexdigest()
    signature = _signature(keys, scope, f"{_ALGORITHM}\n{moment}\n{scope}\n{digest}")
    credential = f"Credential={keys.access_key}/{scope}"
    authorization = f"{_ALGORITHM} {credential}, SignedHeaders={names}, Signature={signature}"
    return {**sent, "Authorization": authorization}


def _signature(keys: Keys, scope: str, text: str) -> str:
    key = f"AWS4{keys.secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()
