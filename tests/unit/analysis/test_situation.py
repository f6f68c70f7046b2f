"""What reply is due: words where they are clear, the stars where they go both ways."""

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.review import Review, Situation

BOTH = "Great breakfast but the room was dirty."


@pytest.mark.parametrize(
    ("text", "rating", "scale", "situation"),
    [
        (BOTH, None, 5, Situation.MIXED),
        (BOTH, 3, 5, Situation.MIXED),
        (BOTH, 4, 5, Situation.MIXED),
        (BOTH, 5.5, 10, Situation.MIXED),
        ("Joli cadre, mais plats froids et service désagréable.", 1, 5, Situation.NEGATIVE),
        ("Joli cadre, mais plats froids et service désagréable.", 2, 10, Situation.NEGATIVE),
        ("Todo estupendo, solo que el ascensor es algo lento.", 5, 5, Situation.POSITIVE),
        ("Compré una cafetera en agosto.", 3, 5, Situation.UNCLEAR),
        ("Perfetto, tutto splendido", 1, 5, Situation.UNFAIR),
        ("Perfetto il mare, ma la camera era sporca e rumorosa.", 1, 5, Situation.NEGATIVE),
        ("Une journaliste du quotidien régional m'a rappelée.", 1, 5, Situation.NEGATIVE),
        ("L'assurance refuse, mon père était hospitalisé, sinistre mal géré.", 1, 5, Situation.NEGATIVE),
        ("La salade m'a envoyé à l'hôpital, malaise et fièvre.", 1, 5, Situation.SAFETY),
    ],
)
def test_situation(text: str, rating: float | None, scale: float, situation: Situation) -> None:
    assert analyze(Review(text, rating=rating, rating_max=scale)).situation is situation
