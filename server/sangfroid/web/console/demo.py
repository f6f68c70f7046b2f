"""The demonstration: a review site of an invented hotel, on which the extension's own scripts run."""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from sangfroid.web import auth
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.extension_files import content_scripts

#: The demonstration brings its own bridge; this one needs an extension around it.
_NOT_HERE = {"content/bridge.js"}


@blueprint.get("/demo")
@auth.signed_in
def demo() -> Any:
    """The review page."""
    reviews = demo_reviews()
    rated = [review["rating"] for review in reviews]
    return page(
        "demo.html",
        reviews=reviews,
        average=round(sum(rated) / len(rated), 1),
        spread=[(stars, rated.count(stars)) for stars in (5, 4, 3, 2, 1)],
        scripts=[script for script in content_scripts() if script not in _NOT_HERE],
    )


@cache
def demo_reviews() -> list[dict[str, Any]]:
    """The invented reviews."""
    file = resources.files("sangfroid.web") / "demo_reviews.yaml"
    reviews: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [{**review, "published": review["published"].isoformat()} for review in reviews]
