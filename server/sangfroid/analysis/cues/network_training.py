"""Learns the networks of `network.npz` from texts read for `training`.

Besides whether a text puts pressure, it learns which of its units are threat, demand and link, and the
pattern: what is asked in passing makes it listen to the right words. Whether the link is said it learns from
texts that put pressure and from the same ones without the words that link. jax and optax are needed here and
nowhere at run time.
"""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sangfroid.analysis.cues.lexicon import Reading
from sangfroid.analysis.cues.network import UNKNOWN, Heard, Network, Unit, told
from sangfroid.analysis.text import NormalizedText

#: Numbers kept of a word, and in each direction of what was read so far.
WIDTH, STATE = 80, 96
#: Ways of heeding a text.
HEEDS = 4
#: A piece, and a meaning, of fewer texts says nothing about the next one.
PIECES_FROM, MEANINGS_FROM = 30, 3
#: Times every text is read, texts read at once, units read of each.
ROUNDS, AT_ONCE, LONGEST = 8, 64, 160
#: Lengths texts are filled up to, each with the different words that many texts may have: every size is a
#: program of its own to compile.
SIZES = {32: 2048, 80: 5120, LONGEST: 10240}
#: The steepest step, how much weights fade, and how much is left out at random: of what is known of a word,
#: of its meaning, of whole words, of what was read.
STEP, FADING = 2e-3, 0.02
LEFT_OUT, MEANING_LEFT_OUT, WORD_LEFT_OUT = 0.35, 0.15, 0.1
#: How much an ordinary review counts.
ORDINARY_COUNTS = 2.0
#: How much the roles of units and the patterns count beside the question itself.
ROLES_COUNT, PATTERNS_COUNT = 0.5, 0.2
#: And whether the link is said.
LINKED_COUNTS = 0.5
#: How much the units of a near-miss count for the roles: it often says the very words.
NEAR_MISS_UNITS = 0.1
ROLES = ("threat", "demand", "link")


class Learnt(NamedTuple):
    """The arrays of a network and the names of its rows, as `Network` takes them."""

    arrays: dict[str, Any]
    names: dict[str, list[str]]


class Lesson:
    """A text as it is learnt from: its units, their roles, whether it puts pressure, how, and its weight."""

    def __init__(self, row: dict[str, Any], reading: Reading, counts: float = 1.0) -> None:
        self.counts = counts
        self.units = told(reading, row["lang"])[:LONGEST] or [Unit((), UNKNOWN, ())]
        self.pressure = row["label"] == "blackmail"
        self.ordinary = row["pattern"] == "ordinary"
        self.pattern = row["pattern"]
        self.unlinked = bool(row.get("unlinked"))
        self.linked = self.pressure and not self.unlinked and row["severity"] != "implied"
        self.roles = np.zeros((len(self.units), len(ROLES)), np.float32)
        text = NormalizedText(row["text"])
        for span in row.get("cue_spans", ()):
            if span["kind"] not in ROLES:
                continue
            start = row["text"].index(span["quote"])
            stop = start + len(span["quote"])
            for at in range(min(len(reading.words), len(self.units))):
                begin, end = text.span(reading.starts[at], reading.starts[at] + len(reading.words[at]))
                if begin < stop and end > start:
                    self.roles[at, ROLES.index(span["kind"])] = 1.0


class Encoder:
    """Numbers for what is told of units; row 0 of each table stands for nothing known."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        seen = {"pieces": Counter[str](), "meanings": Counter[str](), "marks": Counter[str]()}
        for lesson in lessons:
            seen["pieces"].update({part for unit in lesson.units for part in unit.pieces})
            seen["meanings"].update({unit.meaning for unit in lesson.units})
            seen["marks"].update({mark for unit in lesson.units for mark in unit.marks})
        least = {"pieces": PIECES_FROM, "meanings": MEANINGS_FROM, "marks": MEANINGS_FROM}
        self.names = {
            kind: ["", *sorted(name for name, times in counted.items() if name and times >= least[kind])]
            for kind, counted in seen.items()
        }
        self.rows = {kind: {name: at for at, name in enumerate(names)} for kind, names in self.names.items()}
        self._pieces: dict[tuple[str, ...], list[int]] = {}

    def parts(self, unit: Unit) -> list[int]:
        """The rows of the known pieces of a unit."""
        found = self._pieces.get(unit.pieces)
        if found is None:
            found = [self.rows["pieces"][part] for part in unit.pieces if part in self.rows["pieces"]]
            self._pieces[unit.pieces] = found
        return found

    def batch(self, lessons: Sequence[Lesson]) -> dict[str, np.ndarray[Any, Any]]:
        """Padded arrays of some lessons; each different word is written once."""
        length = max(len(lesson.units) for lesson in lessons)
        length = next(size for size in SIZES if size >= length)
        words: dict[tuple[str, ...], int] = {(): 0}
        count = len(lessons)
        made = {
            "word": np.zeros((count, length), np.int32),
            "meaning": np.zeros((count, length), np.int32),
            "marks": np.zeros((count, length, len(self.names["marks"])), np.float32),
            "there": np.zeros((count, length), np.float32),
            "roles": np.zeros((count, length, len(ROLES)), np.float32),
        }
        for number, lesson in enumerate(lessons):
            for at, unit in enumerate(lesson.units):
                made["word"][number, at] = words.setdefault(unit.pieces, len(words))
                made["meaning"][number, at] = self.rows["meanings"].get(unit.meaning, 0)
                for mark in unit.marks:
                    if mark in self.rows["marks"]:
                        made["marks"][number, at, self.rows["marks"][mark]] = 1.0
            made["there"][number, : len(lesson.units)] = 1.0
            made["roles"][number, : len(lesson.units)] = lesson.roles
        parts = [self._pieces.get(word) or self.parts(Unit(word, "", ())) for word in words]
        most = 40
        table = np.zeros((SIZES[length], most), np.int32)
        for at, found in enumerate(parts):
            table[at, : len(found[:most])] = found[:most]
        made["pieces"] = table
        made["pressure"] = np.array([lesson.pressure for lesson in lessons], np.float32)
        made["counts"] = np.array(
            [lesson.counts * (ORDINARY_COUNTS if lesson.ordinary else 1.0) for lesson in lessons], np.float32
        )
        made["whole"] = np.array([not lesson.unlinked for lesson in lessons], np.float32)
        made["linked"] = np.array([lesson.linked for lesson in lessons], np.float32)
        made["heard"] = np.array(
            [1.0 if lesson.pressure or lesson.ordinary else NEAR_MISS_UNITS for lesson in lessons],
            np.float32,
        )
        return made


def learn(lessons: Sequence[Lesson], seed: int = 0) -> Learnt:
    """A network learnt from texts; learning twice from the same ones gives the same network."""
    import jax
    import jax.numpy as jnp
    import optax

    encoder = Encoder(lessons)
    patterns = sorted({lesson.pattern for lesson in lessons if lesson.pressure})
    draw = np.random.default_rng(seed)

    def spread(*shape: int, size: float) -> Any:
        return jnp.asarray(draw.normal(0, size, shape), jnp.float32)

    seen = 2 * STATE * (HEEDS + 1)
    weights: dict[str, Any] = {
        "pieces": spread(len(encoder.names["pieces"]), WIDTH, size=0.3),
        "meanings": spread(len(encoder.names["meanings"]), WIDTH, size=0.3),
        "marks": spread(len(encoder.names["marks"]), WIDTH, size=0.1),
        "input": spread(2, WIDTH, 3 * STATE, size=WIDTH**-0.5 * 0.6),
        "bias": jnp.zeros((2, 3 * STATE)),
        "recurrent": spread(2, STATE, 3 * STATE, size=STATE**-0.5 * 0.6),
        "recurrent_bias": jnp.zeros((2, 3 * STATE)),
        "roles": spread(2 * STATE, len(ROLES), size=0.1),
        "roles_bias": jnp.zeros(len(ROLES)),
        "heed": spread(2 * STATE, HEEDS, size=0.1),
        "pressure": spread(seen + 2 * len(ROLES), size=0.05),
        "pressure_bias": jnp.zeros(()),
        "linked": spread(seen + 2 * len(ROLES), size=0.05),
        "linked_bias": jnp.zeros(()),
        "pattern": spread(seen, len(patterns), size=0.05),
    }
    weights["pieces"] = weights["pieces"].at[0].set(0.0)

    def read(weights: Any, said: Any, there: Any, way: int) -> Any:
        given = said @ weights["input"][way] + weights["bias"][way]

        def step(state: Any, now: Any) -> Any:
            given, present = now
            kept = state @ weights["recurrent"][way] + weights["recurrent_bias"][way]
            gates = jax.nn.sigmoid(given[:, : 2 * STATE] + kept[:, : 2 * STATE])
            new = jnp.tanh(given[:, 2 * STATE :] + gates[:, :STATE] * kept[:, 2 * STATE :])
            state = jnp.where(present[:, None] > 0, new + gates[:, STATE:] * (state - new), state)
            return state, state

        first = jnp.zeros((said.shape[0], STATE))
        _, states = jax.lax.scan(step, first, (given.swapaxes(0, 1), there.T), reverse=bool(way))
        return states.swapaxes(0, 1)

    def drop(key: Any, values: Any, share: float, shape: Any) -> Any:
        return values * jax.random.bernoulli(key, 1 - share, shape) / (1 - share)

    def loss(weights: Any, batch: Any, key: Any) -> Any:
        keys = jax.random.split(key, 6)
        known = (batch["pieces"] > 0).astype(jnp.float32)
        rows = (weights["pieces"][batch["pieces"]] * known[..., None]).sum(1)
        rows = rows / jnp.maximum(known.sum(1), 1.0)[:, None]
        size = batch["word"].shape
        present = jax.random.bernoulli(keys[0], 1 - MEANING_LEFT_OUT, (*size, 1))
        said = rows[batch["word"]] + weights["meanings"][batch["meaning"]] * present
        said = said + batch["marks"] @ weights["marks"]
        said = drop(keys[1], said, LEFT_OUT, said.shape)
        said = said * jax.random.bernoulli(keys[2], 1 - WORD_LEFT_OUT, (*size, 1))
        there = batch["there"]
        states = jnp.concatenate([read(weights, said, there, way) for way in (0, 1)], axis=2)
        states = drop(keys[3], states, LEFT_OUT, states.shape)
        absent = (there[..., None] - 1) * 1e4
        roles = states @ weights["roles"] + weights["roles_bias"]
        heeded = jax.nn.softmax(states @ weights["heed"] + absent, axis=1)
        pooled = jnp.einsum("tuh,tud->thd", heeded, states).reshape(size[0], -1)
        whole = jnp.concatenate([pooled, (states + absent).max(1)], axis=1)
        whole = drop(keys[4], whole, LEFT_OUT, whole.shape)
        heard = [(roles + absent).max(1), jax.nn.logsumexp(roles + absent, axis=1)]
        whole_heard = jnp.concatenate([whole, *heard], axis=1)
        judged, linked = (
            whole_heard @ weights[question] + weights[f"{question}_bias"] for question in Heard._fields
        )
        wrong = optax.sigmoid_binary_cross_entropy(judged, batch["pressure"])
        wrong = wrong * batch["counts"] * batch["whole"]
        put = batch["pressure"] * batch["counts"]
        unlinked = optax.sigmoid_binary_cross_entropy(linked, batch["linked"]) * put
        counted = there * (batch["heard"] * batch["whole"])[:, None]
        unheard = optax.sigmoid_binary_cross_entropy(roles, batch["roles"]).sum(2) * counted
        mistaken = optax.softmax_cross_entropy_with_integer_labels(
            whole @ weights["pattern"], batch["pattern"]
        )
        told = batch["pressure"] * batch["whole"]
        return (
            wrong.sum() / jnp.maximum(batch["whole"].sum(), 1)
            + ROLES_COUNT * unheard.sum() / counted.sum()
            + PATTERNS_COUNT * (mistaken * told).sum() / jnp.maximum(told.sum(), 1)
            + LINKED_COUNTS * unlinked.sum() / jnp.maximum(put.sum(), 1)
        )

    order = random.Random(seed)
    batches = -(-len(lessons) // AT_ONCE)
    pace = optax.cosine_onecycle_schedule(ROUNDS * batches, STEP, pct_start=0.15)
    rule = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(pace, weight_decay=FADING))

    def taught(weights: Any, state: Any, batch: Any, key: Any) -> Any:
        slope = jax.grad(loss)(weights, batch, key)
        change, state = rule.update(slope, state, weights)
        return optax.apply_updates(weights, change), state

    teach = jax.jit(taught)
    state = rule.init(weights)
    key = jax.random.key(seed)
    for _ in range(ROUNDS):
        near = sorted(lessons, key=lambda lesson: len(lesson.units) + 12 * order.random())
        groups = [near[at : at + AT_ONCE] for at in range(0, len(near), AT_ONCE)]
        order.shuffle(groups)
        for group in groups:
            batch = encoder.batch(group)
            batch["pattern"] = np.array(
                [patterns.index(lesson.pattern) if lesson.pressure else 0 for lesson in group], np.int32
            )
            key, used = jax.random.split(key)
            weights, state = teach(weights, state, batch, used)
    learnt = {name: np.asarray(array, np.float32) for name, array in weights.items() if name != "pattern"}
    return Learnt(learnt, encoder.names)


def hear(learnt: Learnt, lessons: Sequence[Lesson]) -> list[Heard]:
    """What a network hears in each lesson."""
    network = Network(*learnt)
    return [network.hear(lesson.units) for lesson in lessons]


def write(target: Path, networks: Sequence[Learnt]) -> None:
    """Writes the file.

    Tables are whole numbers of one byte with a scale for each row; the rest are floats of two bytes.
    """
    kept: dict[str, Any] = {}
    for number, learnt in enumerate(networks):
        for name, array in learnt.arrays.items():
            key = f"{number}_{name}"
            if name in learnt.names:
                scale = np.maximum(np.abs(array).max(axis=1, keepdims=True), 1e-6) / 127
                kept[key] = np.round(array / scale).astype(np.int8)
                kept[f"{key}_scale"] = scale.astype(np.float16)
                kept[f"{key}_names"] = np.frombuffer("\n".join(learnt.names[name]).encode("utf-8"), np.uint8)
            else:
                kept[key] = array.astype(np.float16)
    with target.open("wb") as file:
        np.savez_compressed(file, **kept)
