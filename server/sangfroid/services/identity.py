"""Opaque ids and secrets."""

import hashlib
import secrets
import uuid


def new_id() -> str:
    """An id that says nothing and cannot be guessed."""
    return uuid.uuid4().hex


def new_secret(prefix: str) -> str:
    """A secret of 256 bits; the prefix lets a leaked one be recognised."""
    return prefix + secrets.token_urlsafe(32)


def fingerprint(text: str) -> str:
    """SHA-256 in hexadecimal; what is stored of a secret, and what binds an approval to its text."""
    return hashlib.sha256(text.encode()).hexdigest()
