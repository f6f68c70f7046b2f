"""Wordings are chosen by the seed, and away from what recent replies say."""

from sangfroid.drafting.choosing import Choosing, shorter_half, spaced, stems

WORDINGS = (("We are sorry.", "I regret it."), ("That is a pity.",), ("This saddens us.", "A shame."))
EVERY = [way for group in WORDINGS for way in group]


def test_every_wording_has_its_turn_and_another_variant_begins_with_another() -> None:
    for seed in (b"a", b"b", b"c"):
        assert sorted(Choosing(seed, 0, ()).order("regret", WORDINGS)) == sorted(EVERY)
    firsts = {next(Choosing(b"a", variant, ()).order("regret", WORDINGS)) for variant in range(3)}
    assert len(firsts) == 3


def test_what_nobody_said_lately_comes_first_then_what_was_said_longest_ago() -> None:
    chosen: list[str] = []
    for number in range(15):
        way = Choosing(str(number).encode(), 0, list(reversed(chosen))).pick("regret", WORDINGS)
        assert way not in chosen[-4:]
        chosen.append(way)
    assert set(chosen) == set(EVERY)


def test_slots_and_accents_do_not_hide_a_wording() -> None:
    choosing = Choosing(b"a", 0, ["Très heureux que LE CALME vous ait plu."])
    assert choosing.said("Tres heureux que {liked} #vous ait|vous aient# plu.")
    assert not choosing.said("Ravis que {liked} #vous ait|vous aient# plu.")


def test_joined_letters_are_read_apart() -> None:
    # As the lists are written; a French keyboard types either.
    assert spaced("Des Œufs froids, ex æquo") == " des oeufs froids ex aequo "


def test_openings_and_endings_are_new_while_any_is_left() -> None:
    greetings, thanks = (("Hello,",), ("Good day,",)), (("thank you for it.", "we have read it."),)
    seen: list[tuple[str, str]] = []
    for number in range(4):
        choosing = Choosing(str(number).encode(), 0, [" ".join(pair) for pair in reversed(seen)])
        seen.append(choosing.opening(("greeting", greetings), ("thanks", thanks)))
    assert len(set(seen)) == 4
    ending = Choosing(b"a", 0, ["Until soon. Kindly,"])
    assert ending.ending(("signoff", (("Kindly,",),)), ("closing", (("Until soon.", "Farewell."),))) == (
        "Kindly,",
        "Farewell.",
    )


def test_the_shorter_half_is_taken_where_it_is_enough() -> None:
    many = (tuple("x" * length for length in range(1, 21)),)
    assert max(map(len, shorter_half(many, 8)[0])) == 11
    assert shorter_half(many, 11) == many


def test_a_wording_that_repeats_nothing_comes_before_the_seed_s_own() -> None:
    ways = (("Your disappointment is clear.",), ("This was a letdown.",))
    heard = stems("We see that you were disappointed.")
    for number in range(8):
        assert Choosing(str(number).encode(), 0, ()).pick("regret", ways, heard) == ways[1][0]
    # Where each repeats something, the one that repeats least is said.
    heard |= stems("A letdown, clear and plain.")
    assert Choosing(b"a", 0, ()).pick("regret", ways, heard) == ways[1][0]


def test_what_stands_in_a_slot_is_no_repetition() -> None:
    assert stems("Thank you for {liked}") == stems("Thank you for")
    assert stems("déception, décevant, votre message") == {"decep", "^deception decevant"}


def test_short_words_that_carry_a_sentence_are_repeated_too() -> None:
    for one, other in (
        ("with care", "carefully read"),
        ("avec soin", "soigneux"),
        ("atentamente", "atención"),
    ):
        assert stems(f"It is {one}") & stems(f"So {other}"), other
    for one, other in (("caring", "cart"), ("seria", "sério"), ("lune", "lu")):
        assert not stems(f"It is {one}") & stems(f"So {other}"), other


def test_two_sentences_do_not_open_alike() -> None:
    ways = (("We take all of it in.",), ("All of it counts.",))
    heard = stems("We take your remarks to heart.")
    for number in range(8):
        assert Choosing(str(number).encode(), 0, ()).pick("mention", ways, heard) == ways[1][0]
    # "We" alone opens many a sentence.
    assert not stems("We know that.") & stems("We take it.")
