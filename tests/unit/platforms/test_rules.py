"""The reply rules of the platforms."""

import json
from pathlib import Path

from sangfroid.platforms.rules import platform_rules, platforms

EXTENSION = Path(__file__).parents[3] / "extension" / "platforms" / "index.json"


def test_every_platform_the_extension_reads_has_rules() -> None:
    read = set(json.loads(EXTENSION.read_text(encoding="utf-8"))["platforms"])
    assert read | {"other"} == set(platforms())


def test_every_rule_names_its_source() -> None:
    for rules in platforms().values():
        assert rules.sources, rules.id
        if rules.limit is not None and rules.limit.hard:
            assert rules.limit.source.startswith("https://"), rules.id


def test_documented_limits() -> None:
    google, play = platform_rules("google-business"), platform_rules("google-play")
    assert google is not None
    assert google.limit is not None
    assert (google.limit.maximum, google.limit.unit, google.limit.hard) == (4096, "bytes", True)
    assert play is not None
    assert play.limit is not None
    assert (play.limit.maximum, play.limit.unit) == (350, "characters")


def test_an_unknown_platform_has_no_rules() -> None:
    assert platform_rules("nowhere") is None
    assert platform_rules(None) is None
