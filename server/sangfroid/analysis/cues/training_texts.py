"""The texts that weights are learnt from, and what is made of them: with a request at the end, without the
words of their link, and as the same person would have sent them in a hurry.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from sangfroid.analysis.cues.lexicon import LANGUAGES

#: Sources of ordinary reviews whose terms allow weights to be learnt from them and shipped.
PERMITTED = ("yelp_sentences_en", "tripadvisor_hotels_en", "absapt_pt")

#: Pattern of the rows made of ordinary reviews.
ORDINARY = "ordinary"

#: One row in this many is learnt from as it would be sent in a hurry, too.
ROUGHENED_ONE_IN = 4
#: What may stand where the words of a link stood: what was linked stands side by side, or runs on.
GAPS = (". ", ", ", " ")


def held_out(text: str) -> bool:
    """Whether a text of the corpus is kept for reporting."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return int(digest, 16) % 3 == 0


def read_corpus(folder: Path) -> list[dict[str, Any]]:
    """Every row of the project's own corpus."""
    return [
        json.loads(line)
        for language in LANGUAGES
        for line in (folder / "blackmail" / f"{language}.jsonl").read_text("utf-8").splitlines()
    ]


def read_everyday(folder: Path) -> list[dict[str, Any]]:
    """The project's own everyday reviews, as rows without pressure."""
    return [
        {"text": row["text"], "lang": row["lang"], "label": "not", "pattern": ORDINARY}
        for path in sorted((folder / "ordinary").glob("*.jsonl"))
        for row in map(json.loads, path.read_text("utf-8").splitlines())
        if row["lang"] in LANGUAGES
    ]


def read_ordinary(folder: Path) -> list[dict[str, Any]]:
    """Ordinary reviews that may be learnt from, as rows without pressure."""
    return [
        {"text": row["text"], "lang": row["lang"], "label": "not", "pattern": ORDINARY}
        for source in PERMITTED
        for row in map(json.loads, (folder / f"{source}.jsonl").read_text("utf-8").splitlines())
        if row["lang"] in LANGUAGES
    ]


def read_requests(folder: Path) -> dict[str, list[str]]:
    """Plain requests of each language, such as any customer may make."""
    requests: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for line in (folder / "requests.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        requests[row["lang"]].append(row["text"])
    return requests


def with_requests(rows: list[dict[str, Any]], requests: dict[str, list[str]]) -> list[dict[str, Any]]:
    """The rows, near-misses and some of the others followed by themselves with a request at their end.

    Asking for money does not make a threat of what was none, nor anything harmless of one: so of pressure, as
    of ordinary reviews, one row in three is followed.
    """
    asked = {language: [text for text in texts if not held_out(text)] for language, texts in requests.items()}
    more = []
    for row in rows:
        more.append(row)
        number = _number(row["text"])
        near_miss = row["label"] != "blackmail" and row["pattern"] != ORDINARY
        if near_miss or number % 3 == 0:
            choice = asked[row["lang"]]
            text = f"{row['text']} {choice[number // 3 % len(choice)]}"
            more.append({**row, "text": text, "follows": True})
    return more


def without_link(row: dict[str, Any], gap: str) -> str:
    """The text of a row with `gap` in the place of each word group marked as its link."""
    text: str = row["text"]
    for span in row["cue_spans"]:
        if span["kind"] == "link":
            text = re.sub(rf"(?<!\w){re.escape(span['quote'])}(?!\w)", gap, text, count=1)
    return text


def unlinked(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, each whose words say its link followed by itself without them, once with each of `GAPS`.

    What is left hints at most: whether a link is said is learnt from all of them, and nothing else is learnt
    from what is left.
    """
    more = []
    for row in rows:
        more.append(row)
        if row["label"] != "blackmail" or row["severity"] != "explicit" or row.get("follows"):
            continue
        for text in (without_link(row, gap) for gap in GAPS):
            if text != row["text"]:
                spans = [span for span in row["cue_spans"] if span["quote"] in text]
                more.append({**row, "text": text, "cue_spans": spans, "follows": True, "unlinked": True})
    return more


def read_greetings(folder: Path) -> dict[str, list[dict[str, str]]]:
    """What people of each language put in front (`at` is `start`) or at the end of what they write."""
    greetings: dict[str, list[dict[str, str]]] = {language: [] for language in LANGUAGES}
    for line in (folder / "greetings.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        greetings[row["lang"]].append(row)
    return greetings


def greeted(text: str, greeting: dict[str, str]) -> str:
    """The text with a greeting, or a sign, where such a thing stands."""
    return f"{greeting['text']} {text}" if greeting["at"] == "start" else f"{text} {greeting['text']}"


def misspelt(row: dict[str, Any]) -> dict[str, Any]:
    """The row with every fourth of its longer words spelt as in a hurry: two letters exchanged, one left out,
    one doubled. Its marked words are spelt alike.
    """

    def hurried(found: re.Match[str]) -> str:
        word = found[0]
        number = _number(word)
        if number % 4:
            return word
        at = 1 + number // 4 % (len(word) - 2)
        first, second = word[at], word[at + 1]
        return word[:at] + (second + first, second, first + first + second)[number // 64 % 3] + word[at + 2 :]

    def spelt(text: str) -> str:
        return re.sub(r"[^\W\d_]{5,}", hurried, text)

    text = spelt(row["text"])
    spans = [{**span, "quote": spelt(span["quote"])} for span in row.get("cue_spans", ())]
    return {**row, "text": text, "cue_spans": [span for span in spans if span["quote"] in text]}


def roughened(rows: list[dict[str, Any]], greetings: dict[str, list[dict[str, str]]]) -> list[dict[str, Any]]:
    """The rows, some followed by themselves with a greeting or a sign, or misspelt.

    Nothing of that makes a threat, or takes one away.
    """
    kept = {
        language: [one for one in of_language if not held_out(one["text"])]
        for language, of_language in greetings.items()
    }
    more = []
    for row in rows:
        more.append(row)
        number = _number(row["text"]) // 3
        if number % ROUGHENED_ONE_IN == 0:
            number //= ROUGHENED_ONE_IN
            of_language = kept[row["lang"]]
            greeting = of_language[number // 2 % len(of_language)]
            rough = misspelt(row) if number % 2 else {**row, "text": greeted(row["text"], greeting)}
            if rough["text"] != row["text"]:
                more.append({**rough, "follows": True})
    return more


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8], 16)
