"""Two small recurrent networks that read a text word by word, both ways, and say how much pressure they hear.

The linear weights count what stands in a text; these hear the order it stands in: who does what to whom,
and what comes after the "if"; and whether threat and demand are linked by what is said, or only stand side by
side. They are asked only where the weights hesitate or say yes. `network.npz` is made by
`sangfroid.analysis.cues.network_training` from the same texts; what they know of a word is what its pieces,
its meaning, the fields of that and the phrases it stands in say, so that they read words nobody wrote down.

The architecture: a gated recurrent unit in each direction (Cho et al. 2014, "Learning Phrase Representations
using RNN Encoder-Decoder", arXiv:1406.1078), pooled by attention and by maximum.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sangfroid.analysis.cues.lexicon import Reading
from sangfroid.analysis.cues.words import MOST_KEPT, pieces
from sangfroid.analysis.meanings import fields, meanings
from sangfroid.domain.errors import InvalidData

#: Units read of a text: as many as a person reads of a review.
MOST_READ = 400
#: What is heard where nothing is said (log-odds).
NOTHING = -30.0
#: What takes the place of a word of which nothing is known.
UNKNOWN = ""
#: Marks of a unit that no phrase gives.
BEGINS_SENTENCE, BEGINS_CLAUSE, ASKED, FIELD = "^sentence", "^clause", "^asked", "^field "

Matrix = npt.NDArray[np.float32]

_HALF = np.float32(0.5)


class Unit(NamedTuple):
    """What a network is told of one unit: its pieces, its meaning, and its marks: the phrases it stands in
    and the fields of its meaning.
    """

    pieces: tuple[str, ...]
    meaning: str
    marks: tuple[str, ...]


class Heard(NamedTuple):
    """What is heard in a text (log-odds): pressure, and where there is some, that its link is said."""

    pressure: float
    linked: float


def told(reading: Reading, language: str) -> list[Unit]:
    """What is told of each unit of a text, in order."""
    known, of = meanings(language), fields()
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
    units = []
    for word, marked in zip(words, marks, strict=True):
        meaning = known.get(word, UNKNOWN)
        told_by_meaning = [FIELD + field for field in of.get(meaning, ())]
        units.append(Unit(_parts(word), meaning, (*marked, *told_by_meaning)))
    return units


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


class Ensemble:
    """Networks learnt from other parts of the texts, heard together: each errs elsewhere, so that their mean
    errs less than either (Hansen and Salamon 1990, "Neural network ensembles", doi:10.1109/34.58871).
    """

    def __init__(self, networks: Sequence[Network]) -> None:
        self.networks = networks

    def hear(self, units: Sequence[Unit]) -> Heard:
        """What is heard in a text, at the mean."""
        heard = [network.hear(units) for network in self.networks]
        return Heard(*(sum(answers) / len(heard) for answers in zip(*heard, strict=True)))

    def shares(self, units: Sequence[Unit]) -> list[float]:
        """What each unit adds (log-odds), at the mean."""
        each = [network.shares(units) for network in self.networks]
        return [sum(added) / len(each) for added in zip(*each, strict=True)]


@cache
def ensemble() -> Ensemble:
    """The shipped networks, read on first use.

    Raises:
        InvalidData: the file does not have its shape.
    """
    source = resources.files("sangfroid.analysis.cues") / "network.npz"
    try:
        with source.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return shaped(kept)
    except (KeyError, OSError, ValueError) as error:
        raise InvalidData(f"analysis/cues/network.npz: {error}", {"file": "network.npz"}) from error


def shaped(kept: Mapping[str, Any]) -> Ensemble:
    """The networks a file's arrays stand for: the names of those of the first begin with `0_`, and so on.

    Beside a table in whole numbers stand its `_scale`, one for each row, and its `_names`, one a line.
    """
    arrays: dict[str, dict[str, Any]] = {}
    names: dict[str, dict[str, list[str]]] = {}
    for key in kept:
        number, _, name = key.partition("_")
        if name.endswith("_names"):
            written = bytes(kept[key]).decode("utf-8").split("\n")
            names.setdefault(number, {})[name.removesuffix("_names")] = written
        elif not name.endswith("_scale"):
            array = kept[key]
            scaled = array * kept[f"{key}_scale"] if f"{key}_scale" in kept else array
            arrays.setdefault(number, {})[name] = scaled
    if not arrays:
        raise ValueError("holds no network")
    return Ensemble([Network(arrays[number], names[number]) for number in sorted(arrays)])
