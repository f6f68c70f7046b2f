"""What guards remember of a context never changes what they find."""

from dataclasses import replace

from sangfroid.domain.draft import Audience, Establishment, Fact, Signature
from sangfroid.domain.review import Review
from sangfroid.drafting import guards
from sangfroid.drafting.guards.context import GuardContext

CONTEXT = GuardContext(
    language="en",
    review=Review("The room was cold all night and nobody came up to look at it.", author="Robin Hale"),
    facts=(
        Fact("open", text="The heating was repaired on 12 March at 21:10."),
        Fact("closed", text="The guest shouted at our colleague Ilse in front of others.", public=False),
    ),
    establishment=Establishment("Linden House", Signature("Ana Ruiz", "manager"), "desk@linden.example"),
    recent=("Thank you for taking the time to write to us about your evening. See you soon.",),
)
SENTENCES = (
    "The heating was repaired on 12 March at 21:10.",
    "The heating was repaired on 14 March.",
    "Dear Robin Hale, thank you for writing.",
    "The guest shouted at our colleague Ilse in front of others.",
    "The room was cold all night and nobody came up to look at it.",
    "Thank you for taking the time to write to us about your evening.",
    "Write to desk@linden.example or to other@house.example.",
    "Nous vous remercions de votre visite et de vos remarques.",
    "WE WILL REFUND your night.",
)


def test_one_context_for_many_texts_finds_what_a_new_one_for_each_finds() -> None:
    known = [guards.check(sentence, CONTEXT) for sentence in (*SENTENCES, *SENTENCES)]
    assert known == [guards.check(sentence, replace(CONTEXT)) for sentence in (*SENTENCES, *SENTENCES)]
    assert sum(map(bool, known)) >= 12


def test_a_changed_context_remembers_nothing_of_the_first() -> None:
    secret = SENTENCES[3]
    assert "personal_data" in {item.guard for item in guards.check(secret, CONTEXT)}
    private = replace(CONTEXT, audience=Audience.PRIVATE)
    assert "personal_data" not in {item.guard for item in guards.check(secret, private)}
    without = replace(CONTEXT, facts=())
    assert "unsupported" in {item.guard for item in guards.check(SENTENCES[0], without)}


def test_work_on_a_context_is_done_once_for_each_thing_given() -> None:
    done: list[str] = []

    def work(context: GuardContext, given: str) -> int:
        done.append(given)
        return len(done)

    context = GuardContext()
    assert [context.once(work, given) for given in ("a", "b", "a")] == [1, 2, 1]
    assert context == GuardContext()
    assert hash(context) == hash(GuardContext())


def test_another_reader_is_told_in_their_language_what_is_known_already() -> None:
    context = GuardContext(language="en")
    known = context.once(lambda _: object())
    work = next(iter(context._known))[0]
    french = context.read_in("fr")
    assert french.once(work) is known
    told, dit = (guards.check(SENTENCES[-1], one)[0] for one in (context, french))
    assert (told.guard, told.quote) == (dit.guard, dit.quote)
    assert told.message != dit.message
    assert (context.ui_language, french.language) == ("en", "en")
