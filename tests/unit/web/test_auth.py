"""Where a sign-in may lead."""

import pytest

from sangfroid.web.auth import safe_next


@pytest.mark.parametrize("address", ["/", "/queue", "/queue?status=all", "/pair/3f?x=//y", "/é"])
def test_paths_of_our_own(address):
    assert safe_next(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "queue",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil",
        "http:/evil",
        "javascript:alert(1)",
        "/\n/evil.example",
        "/\t/evil.example",
        "/queue\r\nSet-Cookie: a",
    ],
)
def test_nowhere_else(address):
    assert safe_next(address) is None
