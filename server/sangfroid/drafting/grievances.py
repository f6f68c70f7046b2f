"""Which complaints are one to the person who reads, and which stand beside the one told of a subject.

What is said of a complaint admits and denies nothing: it says how such a thing is felt.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sangfroid.domain.review import Theme
from sangfroid.drafting import exact
from sangfroid.drafting.remarks import Remarks

#: Themes that are one matter: answered once, in the words of the first.
_MONEY: Final = frozenset({"refund", "payment", "price"})
#: Those about money, whatever theme they stand with.
OF_MONEY: Final = frozenset(
    {
        *("refund_awaited", "refund_refused", "deposit_kept", "charged_wrongly", "charged_extra"),
        *("price_raised", "poor_value", "estimate_exceeded", "needless_work"),
    }
)
#: A sentence that praises something more clearly than this is not read as blaming something nobody named.
_PRAISE: Final = 0.4
#: Those that are one complaint to the person who reads, with the theme that says no more than they do.
_ALIKE: Final = (
    (frozenset({"slow_service", "arrived_late", "file_slow", "appointment_late", "delayed_trip"}), "waiting"),
    (frozenset({"queue", "slow_service"}), "waiting"),
    (frozenset({"noisy", "night_noise", "loud_music", "thin_walls", "building_work"}), "noise"),
    (frozenset({"building_work"}), "works"),
    (frozenset({"claim_refused", "refund_refused"}), "refund"),
    (frozenset({"charged_extra", "estimate_exceeded"}), "price"),
    (frozenset({"charged_extra", "charged_wrongly"}), None),
    (frozenset({"charged_wrongly", "deposit_kept", "blamed_for_damage"}), "payment"),
    (frozenset({"return_hard", "return_cost"}), "refund"),
    (frozenset({"no_news", "not_arrived"}), "delivery"),
    (frozenset({"not_arrived"}), "product_quality"),
    (frozenset({"errand_repeated", "passed_around", "impersonal", "unreachable"}), None),
    (frozenset({"needless_work", "charged_wrongly"}), "payment"),
    (frozenset({"job_abandoned", "no_show", "repair_unsolved"}), None),
    (frozenset({"lesser_than_booked", "other_room", "not_as_shown"}), None),
    (frozenset({"rough_handling", "hurried", "ignored"}), None),
    (frozenset({"rude", "unfriendly", "ignored"}), None),
    (frozenset({"badly_advised", "told_otherwise"}), None),
    (frozenset({"appointment_late", "no_slots"}), None),
    (frozenset({"room_not_ready"}), "waiting"),
    (frozenset({"no_slots"}), "waiting"),
    (frozenset({"reckless_driving"}), "safety"),
    (frozenset({"cold_pool"}), "heating"),
    (frozenset({"staff_changes", "passed_around", "errand_repeated"}), None),
    (frozenset({"not_found", "repair_unsolved"}), None),
    (frozenset({"drains", "smell"}), None),
    (frozenset({"smoke", "smell"}), None),
    (frozenset({"damp", "smell"}), None),
    (frozenset({"drains", "out_of_order"}), None),
    (frozenset({"power_cut", "out_of_order"}), "outage"),
    (frozenset({"poor_pitch", "too_small"}), None),
    (frozenset({"far_away", "hard_to_find"}), None),
    (frozenset({"missing_equipment", "out_of_order"}), None),
    (frozenset({"too_few_facilities", "queue"}), None),
    (frozenset({"animal_hurt", "rough_handling"}), None),
    (frozenset({"unwanted_calls", "pressed_to_buy", "cancelling_hard"}), None),
)


def one_matter(one: str, other: str, told: Mapping[str, str]) -> bool:
    """Whether a complaint about one theme answers that about another, too.

    `told` is what exactly is complained of, by theme, where that is known.
    """
    exactly, other_told = told.get(one), told.get(other)
    if other in _MONEY and (one in _MONEY or exactly in OF_MONEY) and other_told is None:
        return True
    return exactly is not None and says_again(exactly, other_told, other)


def says_again(told: str, other_told: str | None, other: str) -> bool:
    """Whether a complaint about another theme, with its grievance, says once more what one already says."""
    if other_told is None:
        return any(told in alike and other == theme for alike, theme in _ALIKE)
    return other_told == told or any({told, other_told} <= alike for alike, _ in _ALIKE)


def further(
    language: str, told: Mapping[str, str], said: Sequence[Theme], remarks: Remarks, named: Collection[str]
) -> list[str]:
    """What else exactly is complained of in a subject, in the very sentences that blame it.

    `told` is what is answered, by theme; `named` are the themes the review has names of its own for. What
    says the same again is left out.
    """
    answered = list(told.values())
    found: list[str] = []
    for theme in said:
        first = told.get(theme.name)
        if first is None or theme.polarity >= 0:
            continue
        around = remarks.around(theme)
        for other in exact.heard_apart(
            exact.GRIEVANCES, language, theme.name, around, theme.name in named, first
        ):
            if not any(says_again(one, other, theme.name) for one in (*answered, *found)):
                found.append(other)
    return found


def unheard(
    language: str, told: Collection[str], answered: Collection[int], said: Sequence[Theme], remarks: Remarks
) -> list[str]:
    """What is complained of in sentences that no answer is about, and that praise nothing.

    `told` are the grievances that are answered, `answered` the numbers of the sentences that blame what is
    taken up, `said` the themes of the review.
    """
    praising = {remarks.sentence(theme) for theme in said if theme.polarity >= _PRAISE}
    found: list[str] = []
    for number, sentence in enumerate(remarks.sentences):
        if number in answered or number in praising or remarks.wishes(sentence):
            continue
        for first in exact.heard_whatever(exact.GRIEVANCES, language, sentence)[:1]:
            beside = exact.heard_apart(exact.GRIEVANCES, language, exact.ANYTHING, sentence, False, first)
            for other in (first, *beside):
                if not any(says_again(one, other, "") for one in (*told, *found)):
                    found.append(other)
    return found
