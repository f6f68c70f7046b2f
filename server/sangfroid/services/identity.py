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


def id_of_words(author: str | None, published: str | None, text: str) -> str:
    """What stands for a review whose platform gives no id: the same for the same words by the same author."""
    return "fp-" + fingerprint(f"{author}\n{published}\n{text}")[:24]
