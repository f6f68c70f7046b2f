"""Every setting on one screen: variable, type, default. A bad value stops start-up and is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sangfroid.domain.errors import InvalidSetting

#: Identifier Chromium gives the extension: it follows from the public key in extension/manifest.json.
CHROMIUM_EXTENSION_ORIGIN = "chrome-extension://pchilbggkkhhgkpnepbnhlaabfiadgjo"


_SECRETS = frozenset({"model_api_key", "secret_key", "database_url", "redis_url"})
_KEY_FILE = "SANGFROID_MODEL_API_KEY_FILE"


def setting(variable: str, meaning: str, default: Any) -> Any:
    """A field read from `variable`; `meaning` is the sentence README shows."""
    return field(default=default, metadata={"variable": variable, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the program was told. `read_settings` is the only place that looks at the environment."""

    data_dir: Path | None = setting(
        "SANGFROID_DATA_DIR",
        "Folder of the database and the secret key (default: the user's data folder)",
        None,
    )
    host: str = setting("SANGFROID_HOST", "Address the server listens on", "127.0.0.1")
    port: int = setting("SANGFROID_PORT", "Port the server listens on", 8707)
    processes: int = setting("SANGFROID_PROCESSES", "Server processes", 1)
    threads: int = setting("SANGFROID_THREADS", "Threads of each process; a streamed draft holds one", 256)
    public_url: str | None = setting(
        "SANGFROID_PUBLIC_URL",
        "Address people use, when a proxy stands in front (https://replies.example)",
        None,
    )
    database_url: str | None = setting(
        "SANGFROID_DATABASE_URL", "Database (default: SQLite in the data folder)", None
    )
    redis_url: str | None = setting(
        "SANGFROID_REDIS_URL", "Redis for limits shared by several processes (default: in memory)", None
    )
    secret_key: str | None = setting(
        "SANGFROID_SECRET_KEY",
        "Signs the sessions; several machines need the same one (default: made once in the data folder)",
        None,
    )
    extension_origins: tuple[str, ...] = setting(
        "SANGFROID_EXTENSION_ORIGINS",
        "Origins of the browser extension that may call the API, separated by commas",
        (CHROMIUM_EXTENSION_ORIGIN,),
    )
    model_base_url: str | None = setting(
        "SANGFROID_MODEL_BASE_URL",
        "Address of an OpenAI-compatible server; none means the composer writes",
        None,
    )
    model_api_key: str | None = setting(
        "SANGFROID_MODEL_API_KEY", "Key for the model's server (or SANGFROID_MODEL_API_KEY_FILE)", None
    )
    model_name: str | None = setting("SANGFROID_MODEL_NAME", "Name of the model", None)
    model_timeout: float = setting(
        "SANGFROID_MODEL_TIMEOUT", "Seconds a model may take before the composer answers", 20.0
    )
    model_daily_requests: int = setting(
        "SANGFROID_MODEL_DAILY_REQUESTS", "Model requests a day for each establishment", 1000
    )
    model_daily_tokens: int = setting(
        "SANGFROID_MODEL_DAILY_TOKENS", "Model tokens a day for each establishment", 2_000_000
    )
    max_body_bytes: int = setting("SANGFROID_MAX_BODY_BYTES", "Largest request body accepted", 262_144)
    log_level: str = setting("SANGFROID_LOG_LEVEL", "debug, info, warning or error", "info")

    def __repr__(self) -> str:
        """Keys and passwords never reach a log."""
        shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.name not in _SECRETS)
        return f"Settings({', '.join(shown)})"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Reads every setting from `environment`.

    Raises:
        InvalidSetting: a value cannot be used; the message names the variable.
    """
    known = {f.metadata["variable"]: f for f in fields(Settings)}
    values: dict[str, Any] = {}
    for variable, f in known.items():
        raw = environment.get(variable, "").strip()
        if raw:
            values[f.name] = _READERS[f.name](variable, raw)
    if environment.get(_KEY_FILE):
        if "model_api_key" in values:
            raise InvalidSetting(
                f"set SANGFROID_MODEL_API_KEY or {_KEY_FILE}, not both", {"setting": _KEY_FILE}
            )
        path = Path(environment[_KEY_FILE])
        try:
            values["model_api_key"] = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidSetting(
                f"{_KEY_FILE}: {path} cannot be read ({error})", {"setting": _KEY_FILE}
            ) from error
    settings = Settings(**values)
    if settings.model_base_url and not settings.model_name:
        raise InvalidSetting(
            "SANGFROID_MODEL_BASE_URL is set but SANGFROID_MODEL_NAME is not: name the model to use",
            {"setting": "SANGFROID_MODEL_NAME"},
        )
    return settings


@dataclass(frozen=True, slots=True)
class DescribedSetting:
    """One row of the list of settings; `default` is empty where there is none."""

    variable: str
    default: str
    meaning: str


def described_settings() -> list[DescribedSetting]:
    """Every setting in the order of this file, for the command line and README."""

    def written(default: Any) -> str:
        return ",".join(default) if isinstance(default, tuple) else "" if default is None else str(default)

    return [
        DescribedSetting(f.metadata["variable"], written(f.default), f.metadata["meaning"])
        for f in fields(Settings)
    ]


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """Variables of this program's prefix that no setting reads: usually a slip of the keyboard."""
    known = {f.metadata["variable"] for f in fields(Settings)} | {_KEY_FILE}
    return sorted(name for name in environment if name.startswith("SANGFROID_") and name not in known)


def _text(_variable: str, raw: str) -> str:
    return raw


def _path(_variable: str, raw: str) -> Path:
    return Path(raw).expanduser()


def _number(low: int, high: int) -> Any:
    def read(variable: str, raw: str) -> int:
        if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
            raise InvalidSetting(
                f"{variable} must be a whole number from {low} to {high}, not {raw!r}", {"setting": variable}
            )
        return int(raw)

    return read


def _seconds(variable: str, raw: str) -> float:
    try:
        value = float(raw)
    except ValueError:
        value = -1.0
    if not 0.1 <= value <= 600:
        raise InvalidSetting(
            f"{variable} must be a number of seconds from 0.1 to 600, not {raw!r}", {"setting": variable}
        )
    return value


def _address(*schemes: str) -> Any:
    def read(variable: str, raw: str) -> str:
        try:
            parts = urlsplit(raw)
            usable = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            starts = " or ".join(f"{scheme}://" for scheme in schemes)
            raise InvalidSetting(
                f"{variable} must be an address starting with {starts}, not {raw!r}", {"setting": variable}
            )
        return raw.rstrip("/")

    return read


def _database(variable: str, raw: str) -> str:
    scheme = raw.partition(":")[0]
    if "://" not in raw or scheme.partition("+")[0] not in {"sqlite", "postgresql", "postgres"}:
        raise InvalidSetting(
            f"{variable} must start with sqlite:/// or postgresql:// (not shown: it may hold a password)",
            {"setting": variable},
        )
    if scheme in {"postgres", "postgresql"}:
        return "postgresql+psycopg" + raw[len(scheme) :]
    return raw


def _origins(variable: str, raw: str) -> tuple[str, ...]:
    origins = tuple(part.strip() for part in raw.split(",") if part.strip())
    for origin in origins:
        parts = urlsplit(origin)
        known_scheme = parts.scheme in {"chrome-extension", "moz-extension", "https", "http"}
        if not known_scheme or not parts.netloc or parts.path or "*" in origin:
            raise InvalidSetting(
                f"{variable}: {origin!r} is not an origin such as chrome-extension://abcdefghijklmnop",
                {"setting": variable},
            )
    return origins


def _secret(variable: str, raw: str) -> str:
    if len(raw) < 32:
        raise InvalidSetting(f"{variable} must have at least 32 characters", {"setting": variable})
    return raw


def _log_level(variable: str, raw: str) -> str:
    if raw.lower() not in {"debug", "info", "warning", "error"}:
        raise InvalidSetting(
            f"{variable} must be debug, info, warning or error, not {raw!r}", {"setting": variable}
        )
    return raw.lower()


_READERS = {
    "data_dir": _path,
    "host": _text,
    "port": _number(1, 65535),
    "processes": _number(1, 64),
    "threads": _number(1, 4096),
    "public_url": _address("https", "http"),
    "database_url": _database,
    "redis_url": _address("redis", "rediss"),
    "secret_key": _secret,
    "extension_origins": _origins,
    "model_base_url": _address("https", "http"),
    "model_api_key": _text,
    "model_name": _text,
    "model_timeout": _seconds,
    "model_daily_requests": _number(0, 10_000_000),
    "model_daily_tokens": _number(0, 10_000_000_000),
    "max_body_bytes": _number(1_024, 67_108_864),
    "log_level": _log_level,
}
