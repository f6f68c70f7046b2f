"""Sentences in their paragraphs, and where each stands in the text they make."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from sangfroid.domain.draft import Sentence

BETWEEN_SENTENCES = " "
BETWEEN_PARAGRAPHS = "\n\n"


@dataclass(frozen=True, slots=True)
class Layout:
    """`paragraphs` counts the sentences of each paragraph, in order."""

    sentences: tuple[Sentence, ...]
    paragraphs: tuple[int, ...]

    @property
    def text(self) -> str:
        """The text as it would be posted."""
        parts, start = [], 0
        for count in self.paragraphs:
            of_it = self.sentences[start : start + count]
            parts.append(BETWEEN_SENTENCES.join(sentence.text for sentence in of_it))
            start += count
        return BETWEEN_PARAGRAPHS.join(parts)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence in `text`, in code points."""
        position = number = 0
        for count in self.paragraphs:
            for _ in range(count):
                end = position + len(self.sentences[number].text)
                yield position, end
                position = end + len(BETWEEN_SENTENCES)
                number += 1
            position += len(BETWEEN_PARAGRAPHS) - (len(BETWEEN_SENTENCES) if count else 0)

    def without(self, left_out: Set[int]) -> "Layout":
        """The same without the sentences of these numbers; a paragraph that becomes empty goes."""
        paragraphs, number = [], 0
        for count in self.paragraphs:
            paragraphs.append(sum(1 for at in range(number, number + count) if at not in left_out))
            number += count
        kept = tuple(sentence for at, sentence in enumerate(self.sentences) if at not in left_out)
        return Layout(kept, tuple(count for count in paragraphs if count))
