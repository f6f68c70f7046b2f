"""The networks against a plain reckoning of the same arrays, and the file they are read from."""

import math

import numpy as np
import pytest

from sangfroid.analysis.cues import network as module
from sangfroid.analysis.cues.lexicon import lexicon
from sangfroid.analysis.cues.network import (
    ASKED,
    BEGINS_CLAUSE,
    BEGINS_SENTENCE,
    MOST_READ,
    Ensemble,
    Network,
    ensemble,
    shaped,
    told,
)
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.errors import InvalidData

WIDTH, SIZE, HEEDS, ROLES = 3, 2, 2, 3
NAMES = {"pieces": ["", "<re", "nd>", "<refund>"], "meanings": ["", "refund", "star"], "marks": ["", "if"]}


def arrays(seed: int = 1) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(seed)
    shapes = {
        **{kind: (len(names), WIDTH) for kind, names in NAMES.items()},
        "input": (2, WIDTH, 3 * SIZE),
        "bias": (2, 3 * SIZE),
        "recurrent": (2, SIZE, 3 * SIZE),
        "recurrent_bias": (2, 3 * SIZE),
        "roles": (2 * SIZE, ROLES),
        "roles_bias": (ROLES,),
        "heed": (2 * SIZE, HEEDS),
        "pressure": (2 * SIZE * (HEEDS + 1) + 2 * ROLES,),
        "pressure_bias": (),
        "linked": (2 * SIZE * (HEEDS + 1) + 2 * ROLES,),
        "linked_bias": (),
    }
    return {name: draw.normal(0, 1, shape).astype(np.float32) for name, shape in shapes.items()}


def units(text: str, language: str = "en"):
    return told(lexicon(language).read(NormalizedText(text)), language)


def reckoned(given: dict[str, np.ndarray], said: list) -> tuple[float, float]:
    """The same, unit by unit and number by number."""
    vectors = []
    for unit in said:
        rows = [
            given["pieces"][NAMES["pieces"].index(part)] for part in unit.pieces if part in NAMES["pieces"]
        ]
        meaning = NAMES["meanings"].index(unit.meaning) if unit.meaning in NAMES["meanings"] else 0
        vector = given["meanings"][meaning] + (sum(rows) / len(rows) if rows else 0)
        for mark in unit.marks:
            if mark in NAMES["marks"]:
                vector = vector + given["marks"][NAMES["marks"].index(mark)]
        vectors.append(vector)
    ways = []
    for way, order in ((0, range(len(vectors))), (1, reversed(range(len(vectors))))):
        state, states = np.zeros(SIZE), {}
        for at in order:
            new = vectors[at] @ given["input"][way] + given["bias"][way]
            kept = state @ given["recurrent"][way] + given["recurrent_bias"][way]
            reset, keep = (1 / (1 + np.exp(-(new + kept)[k * SIZE : (k + 1) * SIZE])) for k in (0, 1))
            fresh = np.tanh(new[2 * SIZE :] + reset * kept[2 * SIZE :])
            state = keep * state + (1 - keep) * fresh
            states[at] = state
        ways.append([states[at] for at in range(len(vectors))])
    read = np.array([[*one, *other] for one, other in zip(*ways, strict=True)])
    roles = read @ given["roles"] + given["roles_bias"]
    heeded = np.exp(read @ given["heed"])
    heeded = heeded / heeded.sum(axis=0)
    pooled = [float(heeded[:, head] @ read[:, at]) for head in range(HEEDS) for at in range(2 * SIZE)]
    summed = [math.log(sum(math.exp(value) for value in column)) for column in roles.T]
    seen = [*pooled, *read.max(axis=0), *roles.max(axis=0), *summed]
    return tuple(float(np.dot(seen, given[name]) + given[f"{name}_bias"]) for name in ("pressure", "linked"))


@pytest.mark.parametrize(
    "text", ["Refund", "Refund me or one star", "If you refund, no star; if not, a star."]
)
def test_what_is_heard_is_what_the_arrays_say(text: str) -> None:
    said = units(text)
    heard = Network(arrays(), NAMES).hear(said)
    assert heard == pytest.approx(reckoned(arrays(), said), abs=1e-4)
    assert heard.pressure != pytest.approx(heard.linked, abs=1e-2)


def test_the_order_of_the_words_is_heard() -> None:
    said = units("refund star if")
    heard = Network(arrays(), NAMES)
    assert heard.hear(said).pressure != pytest.approx(heard.hear(said[::-1]).pressure, abs=1e-3)


def test_nothing_is_heard_where_nothing_is_said() -> None:
    heard = Network(arrays(), NAMES)
    assert max(heard.hear([])) < -20
    assert heard.shares([]) == []


def test_a_share_is_what_would_be_missing_without_the_word() -> None:
    heard = Network(arrays(), NAMES)
    said = units("refund star if")
    without = [said[0], said[1]._replace(pieces=(), meaning="?", marks=()), said[2]]
    bare = {**arrays(), "meanings": arrays()["meanings"] * np.array([[0], [1], [1]], np.float32)}
    heard = Network(bare, NAMES)
    lost = heard.hear(said).pressure - heard.hear(without).pressure
    assert heard.shares(said)[1] == pytest.approx(lost, abs=1e-4)


def test_units_are_told_with_what_they_begin_and_whether_they_are_asked() -> None:
    first, second, third, *_, last = units("Well, refund me. Or what?")
    assert {BEGINS_SENTENCE, BEGINS_CLAUSE} <= set(first.marks)
    assert BEGINS_CLAUSE in second.marks
    assert BEGINS_SENTENCE not in second.marks
    assert BEGINS_CLAUSE not in third.marks
    assert ASKED in last.marks
    assert ASKED not in first.marks
    assert second.meaning == "refund"
    assert "<refund>" in second.pieces


def test_units_are_told_the_fields_of_what_they_mean() -> None:
    (radiator,) = units("radiator")
    assert "^field heating" in radiator.marks
    assert not [mark for mark in units("whichever")[0].marks if mark.startswith("^field")]


def test_networks_are_heard_at_their_mean() -> None:
    said = units("refund star if")
    first, second = Network(arrays(1), NAMES), Network(arrays(2), NAMES)
    together = Ensemble([first, second])
    for question in ("pressure", "linked"):
        each = [getattr(one.hear(said), question) for one in (first, second)]
        assert getattr(together.hear(said), question) == pytest.approx(sum(each) / 2)
    shares = zip(first.shares(said), second.shares(said), strict=True)
    assert together.shares(said) == pytest.approx([sum(both) / 2 for both in shares])


def test_a_text_without_end_is_read_to_where_people_stop() -> None:
    assert len(units("refund " * 5000)) == MOST_READ


def test_an_array_of_another_shape_is_named() -> None:
    with pytest.raises(ValueError, match="heed"):
        Network({**arrays(), "heed": np.zeros((3, 3))}, NAMES)
    with pytest.raises(KeyError):
        Network({name: array for name, array in arrays().items() if name != "roles"}, NAMES)


def test_a_file_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("not a network")

    monkeypatch.setattr(module.np, "load", broken)
    with pytest.raises(InvalidData, match=r"network\.npz"):
        ensemble.__wrapped__()


def filed(number: int, seed: int) -> dict[str, np.ndarray]:
    """The arrays of one network as they stand in the file."""
    names = {
        f"{number}_{kind}_names": np.frombuffer("\n".join(names).encode(), np.uint8)
        for kind, names in NAMES.items()
    }
    return {f"{number}_{name}": array for name, array in arrays(seed).items()} | names


def test_a_file_without_a_network_is_none() -> None:
    with pytest.raises(ValueError, match="no network"):
        shaped({})


def test_each_network_of_a_file_has_its_own_arrays() -> None:
    first, second = shaped(filed(0, 1) | filed(1, 2)).networks
    assert first.hear(units("refund star")) == Network(arrays(1), NAMES).hear(units("refund star"))
    assert second.hear(units("refund star")) == Network(arrays(2), NAMES).hear(units("refund star"))


def test_whole_numbers_are_scaled_row_by_row() -> None:
    kept = filed(0, 1)
    kept["0_marks"] = np.array([[127, 0, -127], [0, 127, 0]], np.int8)
    kept["0_marks_scale"] = np.array([[0.5], [2.0]], np.float16)
    (read,) = shaped(kept).networks
    assert read.arrays["marks"].tolist() == [[63.5, 0, -63.5], [0, 254, 0]]


def test_the_shipped_networks_hear_the_lever() -> None:
    heard = ensemble()
    pressing = units("Refund the second night, otherwise my one star review goes online tonight.")
    asking = units("Please refund the second night, the heating did not work and I could not sleep.")
    assert heard.hear(pressing).pressure > heard.hear(asking).pressure + 2


def test_the_shipped_networks_hear_what_links() -> None:
    heard = ensemble()
    linked = units("Refund the second night, otherwise my one star review goes online tonight.")
    beside = units("Refund the second night. My one star review goes online tonight.")
    assert heard.hear(linked).linked > heard.hear(beside).linked + 1
