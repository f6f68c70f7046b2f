"""Settings: every bad value is named, secrets are not shown."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from sangfroid.config import Settings, read_settings, unknown_variables
from sangfroid.domain.errors import InvalidSetting


def test_an_empty_environment_gives_the_defaults():
    settings = read_settings({})
    assert settings == Settings()
    assert settings.port == 8707


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SANGFROID_PORT", "eighty"),
        ("SANGFROID_PORT", "0"),
        ("SANGFROID_PORT", "65536"),
        ("SANGFROID_PORT", "٨٧٠٧"),
        ("SANGFROID_THREADS", "-1"),
        ("SANGFROID_PUBLIC_URL", "replies.example"),
        ("SANGFROID_PUBLIC_URL", "https://[broken"),
        ("SANGFROID_DATABASE_URL", "mysql://db"),
        ("SANGFROID_DATABASE_URL", "postgresql"),
        ("SANGFROID_REDIS_URL", "http://redis"),
        ("SANGFROID_EXTENSION_ORIGINS", "*"),
        ("SANGFROID_EXTENSION_ORIGINS", "https://*.example"),
        ("SANGFROID_EXTENSION_ORIGINS", "chrome-extension://abc/path"),
        ("SANGFROID_MODEL_BASE_URL", "localhost:11434"),
        ("SANGFROID_MODEL_TIMEOUT", "nan"),
        ("SANGFROID_MODEL_TIMEOUT", "0"),
        ("SANGFROID_SECRET_KEY", "short"),
        ("SANGFROID_LOG_LEVEL", "loud"),
    ],
)
def test_a_bad_value_is_named(variable: str, value: str):
    with pytest.raises(InvalidSetting, match=variable):
        read_settings({variable: value})


def test_a_bad_database_address_is_named_without_its_password():
    with pytest.raises(InvalidSetting) as raised:
        read_settings({"SANGFROID_DATABASE_URL": "mysql://owner:hunter2@db/replies"})
    assert "hunter2" not in raised.value.message


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_uses_the_shipped_driver(scheme: str):
    settings = read_settings({"SANGFROID_DATABASE_URL": f"{scheme}://a:b@db/x"})
    assert settings.database_url == "postgresql+psycopg://a:b@db/x"


def test_a_model_address_without_a_name_is_refused():
    with pytest.raises(InvalidSetting, match="SANGFROID_MODEL_NAME"):
        read_settings({"SANGFROID_MODEL_BASE_URL": "http://127.0.0.1:1/v1"})


def test_the_key_may_stand_in_a_file(tmp_path: Path):
    file = tmp_path / "key"
    file.write_text("sk-1\n")
    assert read_settings({"SANGFROID_MODEL_API_KEY_FILE": str(file)}).model_api_key == "sk-1"
    with pytest.raises(InvalidSetting, match="not both"):
        read_settings({"SANGFROID_MODEL_API_KEY_FILE": str(file), "SANGFROID_MODEL_API_KEY": "sk-2"})
    with pytest.raises(InvalidSetting, match="cannot be read"):
        read_settings({"SANGFROID_MODEL_API_KEY_FILE": str(tmp_path / "none")})


def test_secrets_are_not_shown():
    settings = read_settings(
        {
            "SANGFROID_MODEL_API_KEY": "sk-secret",
            "SANGFROID_SECRET_KEY": "k" * 40,
            "SANGFROID_DATABASE_URL": "postgresql://a:hunter2@db/x",
            "SANGFROID_REDIS_URL": "redis://:hunter3@cache",
        }
    )
    assert not re.search(r"sk-secret|kkk|hunter", repr(settings))


def test_a_slip_of_the_keyboard_is_found():
    assert unknown_variables({"SANGFROID_PROT": "1", "SANGFROID_PORT": "1", "HOME": "/"}) == [
        "SANGFROID_PROT"
    ]


def test_every_setting_says_what_it_means():
    for f in fields(Settings):
        assert f.metadata["variable"] == "SANGFROID_" + f.name.upper()
        assert f.metadata["meaning"]
