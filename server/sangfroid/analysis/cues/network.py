"""A small recurrent network that reads a text word by word, both ways, and says how much pressure it hears.

The linear weights count what stands in a text; this one hears the order it stands in: who does what to whom,
and what comes after the "if"; and whether threat and demand are linked by what is said, or only stand side by
side. It is asked only where they hesitate or say yes. `network.npz` is made by
`sangfroid.analysis.cues.network_training` from the same texts; what it knows of a word is what its pieces,
its meaning and the phrases it stands in say, so that it reads words nobody wrote down too.

The architecture: a gated recurrent unit in each direction (Cho et al. 2014, "Learning Phrase Representations
using RNN Encoder-Decoder", arXiv:1406.1078), pooled by attention and by maximum.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sangfroid.analysis.cues.glosses import glosses
from sangfroid.analysis.cues.lexicon import Reading
from sangfroid.analysis.cues.words import MOST_KEPT, pieces
from sangfroid.domain.errors import InvalidData

#: Units read of a text: as many as a person reads of a review.
MOST_READ = 400
#: What is heard where nothing is said (log-odds).
NOTHING = -30.0
#: What takes the place of a word of which nothing is known.
UNKNOWN = ""
#: Marks of a unit that no phrase gives.
BEGINS_SENTENCE, BEGINS_CLAUSE, ASKED = "^sentence", "^clause", "^asked"

Matrix = npt.NDArray[np.float32]

_HALF = np.float32(0.5)


class Unit(NamedTuple):
    """What the network is told of one unit: its pieces, its meaning, and the phrases it stands in."""

    pieces: tuple[str, ...]
    meaning: str
    marks: tuple[str, ...]


class Heard(NamedTuple):
    """What is heard in a text (log-odds): pressure, and where there is some, that its link is said."""

    pressure: float
    linked: float


def told(reading: Reading, language: str) -> list[Unit]:
    """What is told of each unit of a text, in order."""
    known = glosses(language)
    words = reading.words[:MOST_READ]
    marks: list[list[str]] = [[] for _ in words]
    for first, last, slot in reading.hits:
        for at in range(first, min(last + 1, len(words))):
            if slot not in marks[at]:
                marks[at].append(slot)
    sentence = clause = -1
    for at in range(len(words)):
        if reading.sentences[at] != sentence:
            sentence = reading.sentences[at]
            marks[at].append(BEGINS_SENTENCE)
        if reading.clauses[at] != clause:
            clause = reading.clauses[at]
            marks[at].append(BEGINS_CLAUSE)
        if reading.ends.get(sentence) == "?":
            marks[at].append(ASKED)
    return [
        Unit(_parts(word), known.get(word, UNKNOWN), tuple(marked))
        for word, marked in zip(words, marks, strict=True)
    ]


@lru_cache(MOST_KEPT)
def _parts(word: str) -> tuple[str, ...]:
    """The pieces of a word, and the whole."""
    return (*pieces(word), f"<{word}>")


class Network:
    """The learnt arrays, and the names of the rows of three of them: pieces, meanings and marks.

    Raises:
        ValueError: an array is missing, or has not the shape the others ask for.
    """

    def __init__(self, arrays: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> None:
        self.arrays = {name: np.asarray(array, np.float32) for name, array in arrays.items()}
        self.rows = {kind: {name: at for at, name in enumerate(given)} for kind, given in names.items()}
        width, size = (self.arrays[name].shape[-2] for name in ("input", "recurrent"))
        roles, heeds = (self.arrays[name].shape[-1] for name in ("roles", "heed"))
        expected = {
            **{kind: (len(self.rows[kind]), width) for kind in ("pieces", "meanings", "marks")},
            "input": (2, width, 3 * size),
            "bias": (2, 3 * size),
            "recurrent": (2, size, 3 * size),
            "recurrent_bias": (2, 3 * size),
            "roles": (2 * size, roles),
            "roles_bias": (roles,),
            "heed": (2 * size, heeds),
            "pressure": (2 * size * (heeds + 1) + 2 * roles,),
            "pressure_bias": (),
            "linked": (2 * size * (heeds + 1) + 2 * roles,),
            "linked_bias": (),
        }
        for name, shape in expected.items():
            if self.arrays[name].shape != shape:
                raise ValueError(f"{name} is {self.arrays[name].shape}, not {shape}")
        # By gate (reset, update, new state), by way, by what goes in and what comes out. A sigmoid is taken
        # by the hyperbolic tangent of half its argument, which is halved here once.
        halved = np.array([0.5, 0.5, 1.0], np.float32).reshape(3, 1, 1, 1)
        given, kept, bias, kept_bias = (
            np.ascontiguousarray(self.arrays[name].reshape(2, -1, 3, size).transpose(2, 0, 1, 3) * halved)
            for name in ("input", "recurrent", "bias", "recurrent_bias")
        )
        # What is kept of a state is added to the gates at once; to the new state only after a gate.
        bias[:2] += kept_bias[:2]
        self._input, self._bias = given[:, :, None], bias[:, :, None]
        self._recurrent, self._new_bias = kept, kept_bias[2]
        self._known: dict[tuple[tuple[str, ...], str], Matrix] = {}

    def hear(self, units: Sequence[Unit]) -> Heard:
        """What is heard in a text."""
        if not units:
            return Heard(NOTHING, NOTHING)
        seen = self._seen(self._said(units)[None])
        return Heard(*(float(self._answer(seen, question)[0]) for question in Heard._fields))

    def shares(self, units: Sequence[Unit]) -> list[float]:
        """What each unit adds (log-odds): how much less would be heard were nothing known of it."""
        if not units:
            return []
        said = self._said(units)
        without = np.repeat(said[None], len(units) + 1, axis=0)
        without[np.arange(len(units)), np.arange(len(units))] = 0.0
        judged = self._answer(self._seen(without), "pressure")
        return [float(judged[-1] - one) for one in judged[:-1]]

    def _said(self, units: Sequence[Unit]) -> Matrix:
        """A row for each unit."""
        table, rows = self.arrays["marks"], self.rows["marks"]
        marked = np.zeros((len(units), len(table)), np.float32)
        for at, unit in enumerate(units):
            marked[at, [rows[mark] for mark in unit.marks if mark in rows]] = 1.0
        said: Matrix = np.array([self._word(unit.pieces, unit.meaning) for unit in units]) + marked @ table
        return said

    def _word(self, parts: tuple[str, ...], meaning: str) -> Matrix:
        known = self._known.get((parts, meaning))
        if known is None:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            rows = self.rows["pieces"]
            found = [rows[part] for part in parts if part in rows]
            known = self.arrays["meanings"][self.rows["meanings"].get(meaning, 0)].copy()
            if found:
                known += self.arrays["pieces"][found].mean(axis=0)
            self._known[parts, meaning] = known
        return known

    def _answer(self, seen: Matrix, question: str) -> Matrix:
        """Log-odds of each text."""
        answered: Matrix = seen @ self.arrays[question] + self.arrays[f"{question}_bias"]
        return answered

    def _seen(self, said: Matrix) -> Matrix:
        """What is seen in each text: texts, units and dimensions in, one row a text out."""
        forth, back = self._read(np.stack([said, said[:, ::-1]]))
        states = np.concatenate([forth, back[:, ::-1]], axis=2, dtype=np.float32)
        roles = states @ self.arrays["roles"] + self.arrays["roles_bias"]
        heeded = states @ self.arrays["heed"]
        heeded = np.exp(heeded - heeded.max(axis=1, keepdims=True))
        heeded /= heeded.sum(axis=1, keepdims=True)
        pooled = np.einsum("tuh,tud->thd", heeded, states).reshape(len(said), -1)
        loudest = roles.max(axis=1)
        summed = loudest + np.log(np.exp(roles - loudest[:, None]).sum(axis=1))
        return np.concatenate([pooled, states.max(axis=1), loudest, summed], axis=1, dtype=np.float32)

    def _read(self, said: Matrix) -> Matrix:
        """The state after each unit, for each of the two ways the texts are read."""
        ways, texts, units, _ = said.shape
        size = self._recurrent.shape[-1]
        given = np.ascontiguousarray((said @ self._input + self._bias).transpose(3, 0, 1, 2, 4))
        state = np.zeros((ways, texts, size), np.float32)
        states = np.empty((units, ways, texts, size), np.float32)
        # Written over at every step: a text is short, and making arrays would take most of the time.
        kept = np.empty((3, ways, texts, size), np.float32)
        gates, (reset, update, new) = kept[:2], kept
        for fresh, after in zip(given, states, strict=True):
            np.matmul(state, self._recurrent, out=kept)
            gates += fresh[:2]
            np.tanh(gates, out=gates)
            gates *= _HALF
            gates += _HALF
            new += self._new_bias
            new *= reset
            new += fresh[2]
            np.tanh(new, out=new)
            state -= new
            state *= update
            state += new
            after[...] = state
        return states.transpose(1, 2, 0, 3)


@cache
def network() -> Network:
    """The shipped network, read on first use.

    Raises:
        InvalidData: the file does not have its shape.
    """
    source = resources.files("sangfroid.analysis.cues") / "network.npz"
    try:
        with source.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return shaped(kept)
    except (KeyError, OSError, ValueError) as error:
        raise InvalidData(f"analysis/cues/network.npz: {error}", {"file": "network.npz"}) from error


def shaped(kept: Mapping[str, Any]) -> Network:
    """The network a file's arrays stand for.

    Beside a table in whole numbers stand its `_scale`, one for each row, and its `_names`, one a line.
    """
    arrays, names = {}, {}
    for name in kept:
        if name.endswith("_names"):
            names[name.removesuffix("_names")] = bytes(kept[name]).decode("utf-8").split("\n")
        elif not name.endswith("_scale"):
            array = kept[name]
            arrays[name] = array * kept[f"{name}_scale"] if f"{name}_scale" in kept else array
    return Network(arrays, names)
