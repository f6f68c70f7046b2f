"""What is made ready before the first request."""

from dataclasses import replace
from typing import Any

from sangfroid.config import Settings
from sangfroid.drafting.model import ModelClient
from sangfroid.services.engines import engines, warm

ADDRESS = "http://somebody@models.example:8080/v1"


class Ready(ModelClient):
    """A client that only notes what is asked of it."""

    def __init__(self) -> None:
        super().__init__(ADDRESS, "tiny")
        self.calls: list[str] = []

    def prepare(self) -> None:
        self.calls.append("prepare")

    def answer(self, *_: Any, **__: Any) -> Any:
        self.calls.append("answer")
        return iter(())


def test_the_client_is_loaded_and_asked_nothing() -> None:
    client = Ready()
    real = engines(Settings(), client)

    def fails(*_: Any) -> Any:
        raise OSError("no lexicon")

    warm(replace(real, draft=fails))
    assert client.calls == ["prepare"]


def test_without_a_model_there_is_nothing_to_load() -> None:
    real = engines(Settings())
    real.prepare()
    assert real.model_host is None


def test_the_host_is_named_as_the_client_names_it() -> None:
    assert engines(Settings(), Ready()).model_host == "models.example"
    configured = Settings(model_base_url=ADDRESS, model_name="tiny")
    assert engines(configured).model_host == "models.example"
