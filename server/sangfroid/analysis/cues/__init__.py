"""Signals of pressure: a threat about a review, a demand for an advantage, and a link between the two.

`lexicon` finds the words, `segments` cuts the text where one thing ends and the next begins, `features` and
`weights` judge how they stand together, `decision` says what that means and shows the words.
"""

from sangfroid.analysis.cues.decision import cues, decide, has_ingredients
from sangfroid.analysis.cues.features import features
from sangfroid.analysis.cues.lexicon import LANGUAGES, lexicon
from sangfroid.analysis.cues.segments import requests_once, segments
from sangfroid.analysis.cues.weights import weights
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Blackmail, Cue


def find(text: NormalizedText, language: str) -> tuple[tuple[Cue, ...], Blackmail]:
    """The cues of a text with their exact spans, and the decision they lead to.

    Nothing but the text decides: a rating or a channel threatens nobody.
    """
    if language not in LANGUAGES:
        return (), Blackmail()
    words = lexicon(language)
    scan = words.scan(text)
    # Most reviews end here: nobody mentions a review and asks for something.
    if not has_ingredients(scan.slots()):
        return (), Blackmail()
    reading = requests_once(words.read(text, scan))
    cut = segments(reading)
    learnt = weights()
    found = features(reading, cut, language)
    score = learnt.score(found)
    if score < learnt.threshold:
        return (), Blackmail(score=round(score, 3))
    blackmail = decide(reading, cut, score, learnt.pattern(found), learnt.threshold)
    return cues(text, reading, cut, blackmail), blackmail


def explain_score(text: str, language: str) -> list[tuple[str, float]]:
    """What each feature of a text adds to its score (log-odds), weightiest first."""
    reading = requests_once(lexicon(language).read(NormalizedText(text)))
    return weights().shares(features(reading, segments(reading), language))
