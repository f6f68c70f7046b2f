"""Which other origins may call the API: the configured extensions, and nobody else."""

from flask import Flask, Response, request
from flask_cors import CORS

from sangfroid.config import Settings


def install(app: Flask, settings: Settings) -> None:
    """Answers CORS on the API, on failures too. Never with credentials: an extension sends its token."""
    CORS(
        app,
        resources={r"/api/.*": {}},
        origins=list(settings.extension_origins),
        methods=["GET", "POST", "PATCH", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key"],
        expose_headers=["Retry-After"],
        supports_credentials=False,
        max_age=600,
    )
    # Most requests come from no other origin; for them the library's rules would be worked out in vain.
    answer = app.after_request_funcs[None].pop()

    @app.after_request
    def _answer_other_origins(response: Response) -> Response:
        return answer(response) if "Origin" in request.headers else response  # type: ignore[return-value]
