"""A review in, an analysis out."""

from sangfroid.analysis import cues, language, personal_data, risks, situation, themes, tone
from sangfroid.analysis.lexicon import Hit, lexicon
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.languages import UNKNOWN
from sangfroid.domain.review import Analysis, Review

#: Below this length, in characters, the title helps to tell the language.
FEW = 60


def analyze(review: Review) -> Analysis:
    """All that is read in a review without a model; never fails, whatever the text.

    Findings of risks stand among the cues, with kinds that begin with `risk.`; the words that decided on
    the tone stand in `Analysis.tone.evidence`.
    """
    text = NormalizedText(review.text)
    title = NormalizedText(review.title) if review.title else None
    # A few words are easier to place together with their title.
    whole = (
        text if title is None or len(text.plain) > FEW else NormalizedText(f"{review.title}. {review.text}")
    )
    guess = language.guess(whole, review.language)
    # Without an answer the page's own hint still chooses the rules, and without one no rule applies.
    spoken = guess.tag if guess.tag != UNKNOWN else language.hinted(review.language)
    words = lexicon(spoken) if spoken != UNKNOWN else None
    hits: dict[str, list[Hit]] = words.find(text) if words else {}
    found_cues, blackmail = cues.find(text, spoken)
    titled = tone.judgements(title, words.find(title).get("tone", ())) if words and title else ()
    heard = tone.hear(text, hits.get("tone", ()), hits.get("label", ()), review, titled, "row" in hits)
    found_risks = risks.find(text, hits, heard.tone.polarity)
    subjects = themes.subjects(text, hits.get("theme", ()), heard.voices, heard.tone.polarity)
    about = themes.judged(text, spoken, subjects, heard.tone.polarity, tone.stars_of(review))
    return Analysis(
        language=guess,
        tone=heard.tone,
        blackmail=blackmail,
        cues=tuple(sorted((*found_cues, *found_risks.cues), key=lambda cue: (cue.start, cue.end, cue.kind))),
        themes=about,
        personal_data=personal_data.find(text, words, hits, review),
        situation=situation.decide(review, heard.tone, blackmail, found_risks.risks, subjects, hits, about),
        risks=found_risks.risks,
        elsewhere=situation.elsewhere(hits),
    )
