"""The learnt weights: read once, summed over a text's features, and shown feature by feature on request.

`weights.json` is made by `sangfroid.analysis.cues.training` from texts written for this project and from
ordinary reviews whose terms allow it; nothing of a text is in it but single words and pairs of words.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sangfroid.domain.errors import InvalidData
from sangfroid.domain.review import Pattern


@dataclass(frozen=True, slots=True)
class Weights:
    """Linear weights of pressure, and of each pattern once there is pressure.

    `threshold` is the score from which a text counts as pressure.
    """

    bias: float
    features: Mapping[str, float]
    patterns: Mapping[Pattern, tuple[float, Mapping[str, float]]]
    threshold: float

    def score(self, found: Mapping[str, float]) -> float:
        """How likely a text with these features puts pressure, from 0 to 1."""
        weights = self.features
        total = self.bias + sum([weights[name] * value for name, value in found.items() if name in weights])
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def shares(self, found: Mapping[str, float]) -> list[tuple[str, float]]:
        """Each known feature of the text with what it adds to the sum (log-odds), weightiest first."""
        known = [
            (name, self.features[name] * value) for name, value in found.items() if name in self.features
        ]
        return sorted(known, key=lambda share: (-abs(share[1]), share[0]))

    def pattern(self, found: Mapping[str, float]) -> Pattern:
        """The likeliest pattern of a text that puts pressure."""
        totals = {
            pattern: bias + sum(weights[name] * value for name, value in found.items() if name in weights)
            for pattern, (bias, weights) in self.patterns.items()
        }
        return max(totals, key=lambda pattern: totals[pattern])


@cache
def weights() -> Weights:
    """The shipped weights.

    Raises:
        InvalidData: the file does not have its shape.
    """
    source = resources.files("sangfroid.analysis.cues") / "weights.json"
    try:
        data = json.loads(source.read_text("utf-8"))
        return Weights(
            bias=float(data["bias"]),
            features=data["features"],
            patterns={
                Pattern(name): (float(entry["bias"]), entry["features"])
                for name, entry in data["patterns"].items()
            },
            threshold=float(data["threshold"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"analysis/cues/weights.json: {error}", {"file": "weights.json"}) from error
