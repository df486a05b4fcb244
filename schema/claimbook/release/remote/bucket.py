"""A bucket of an object store as a source: openly, or with keys from the usual variables."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote

from claimbook.release.remote.address import Address, parse_address
from claimbook.release.remote.connection import Origin
from claimbook.release.remote.http_source import REGION, HttpSource
from claimbook.release.remote.patience import Patience
from claimbook.release.remote.refusal import AddressError
from claimbook.release.remote.signature import Keys, sign

_KEY = re.compile("[!-~]{1,4096}")


def bucket_source(address: Address, patience: Patience, environ: Mapping[str, str]) -> HttpSource:
    """Return the source behind an `s3:` address.

    Without keys it asks openly, as public buckets allow. An endpoint of one's own is asked by path,
    Amazon's by the bucket's own host name.

    Args:
        address: Bucket and prefix.
        patience: Limits of time.
        environ: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION or
            AWS_DEFAULT_REGION, AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL.

    Raises:
        AddressError: One of these is of no use.
    """
    region = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    if not REGION.fullmatch(region):
        raise AddressError("AWS_REGION is not the name of a region")
    endpoint = environ.get("AWS_ENDPOINT_URL_S3") or environ.get("AWS_ENDPOINT_URL")
    keys = _keys(environ, region)
    signer = None if keys is None else partial(_sign, keys)
    return HttpSource(_over_http(address, region, endpoint), patience, sign=signer)


def _over_http(address: Address, region: str, endpoint: str | None) -> Address:
    path = quote(address.path, safe="/-_.~")
    if endpoint is not None:
        base = parse_address(endpoint)
        if base.scheme not in {"http", "https"}:
            raise AddressError("AWS_ENDPOINT_URL_S3 is not an http: or https: address")
        return Address(base.scheme, base.host, base.port, f"{base.path}/{address.host}{path}")
    if "." in address.host:  # no certificate is made for such a name
        return Address("https", f"s3.{region}.amazonaws.com", None, f"/{address.host}{path}")
    return Address("https", f"{address.host}.s3.{region}.amazonaws.com", None, path)


def _keys(environ: Mapping[str, str], region: str) -> Keys | None:
    access_key = environ.get("AWS_ACCESS_KEY_ID")
    secret = environ.get("AWS_SECRET_ACCESS_KEY")
    token = environ.get("AWS_SESSION_TOKEN") or None
    if not access_key and not secret:
        return None
    if not access_key or not secret:
        raise AddressError("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together")
    if not all(_KEY.fullmatch(part) for part in (access_key, secret, token or "-")):
        raise AddressError("a key of AWS_ACCESS_KEY_ID and the like is malformed")
    return Keys(access_key, secret, token, region)


def _sign(keys: Keys, origin: Origin, path: str) -> dict[str, str]:
    return sign(keys, origin.authority, path, datetime.now(UTC))
