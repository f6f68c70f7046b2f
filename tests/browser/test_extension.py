"""The story of the extension in a real Chromium: a button, a panel, a draft, and the ways out."""

from __future__ import annotations

import re
from copy import deepcopy
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import EXTENSION_ID, Desk, buttons, card, drafted, page_of, panel, reply_box
from tests.browser.pretend_server import CASE, TOKEN

CALM = "Chambre propre, petit déjeuner correct, mais la rue est bruyante la nuit."
PRESSED = "Chambre 😀 bruyante, petit déjeuner froid. Remboursez-moi, sinon cet avis reste en ligne."
DRAFT = (
    "Bonjour,\n\nmerci d’avoir parlé de la propreté de la chambre 😀.\n\n"
    "Le petit déjeuner est servi de 7 h à 10 h 30."
)

FOCUSED = """() => {
    const element = document.querySelector("sangfroid-panel").shadowRoot.activeElement;
    return element ? `${element.localName}:${element.textContent.trim() || element.ariaLabel}` : "";
}"""


def open_panel(desk: Desk, text: str = CALM) -> Page:
    page = desk.visit(page_of(card(1, text)))
    buttons(page).click()
    return page


class TestButton:
    def test_one_per_review_named_after_its_author(self, desk: Desk) -> None:
        page = desk.visit(page_of(card(1, CALM), card(2, CALM + " Bis.", "Renaud Tavel")))
        expect(buttons(page)).to_have_count(2)
        expect(page.get_by_role("button", name="Draft a reply to Renaud Tavel’s review")).to_be_visible()

    def test_nothing_is_sent_before_the_click(self, desk: Desk) -> None:
        desk.visit(page_of(card(1, CALM)))
        assert desk.pretend.requests == []

    def test_survives_a_page_that_renders_anew(self, desk: Desk) -> None:
        page = desk.visit(page_of(card(1, CALM)))
        page.evaluate(
            "main => { const m = document.querySelector('main'); m.innerHTML = main }", card(1, CALM)
        )
        expect(buttons(page)).to_have_count(1)
        page.evaluate(
            "main => document.querySelector('main').insertAdjacentHTML('beforeend', main)",
            card(2, "Autre avis, plus long."),
        )
        expect(buttons(page)).to_have_count(2)
        page.evaluate("document.querySelector('#card-1').remove()")
        expect(buttons(page)).to_have_count(1)

    def test_goes_when_the_address_is_no_review_page_any_more(self, desk: Desk) -> None:
        page = desk.visit(page_of(card(1, CALM)))
        other = card(2, "Une liste de souhaits, pas un avis.")
        page.evaluate(
            """(main) => {
                history.pushState({}, "", "/categories/hotels");
                document.querySelector("main").innerHTML = main;
            }""",
            other,
        )
        expect(buttons(page)).to_have_count(0)
        page.evaluate(
            """(main) => {
                history.pushState({}, "", "/review/platanes.example");
                document.querySelector("main").innerHTML = main;
            }""",
            card(3, "Accueil froid.", "Renaud Tavel"),
        )
        expect(page.get_by_role("button", name="Renaud Tavel’s review")).to_be_visible()
        expect(buttons(page)).to_have_count(1)

    def test_moves_nothing_in_the_page(self, desk: Desk) -> None:
        body = page_of(*(card(number, f"{CALM} {number}") for number in range(1, 6)))
        bare = desk.visit_bare(body, "https://example.com/none")
        page = desk.visit(body)
        measure = """() => [...document.querySelectorAll("article")].map((article) => {
            const { x, y, width, height } = article.getBoundingClientRect();
            return [x, y, width, height];
        })"""
        assert page.evaluate(measure) == bare.evaluate(measure)

    def test_states_are_asked_in_one_question_after_the_first_click(self, desk: Desk) -> None:
        desk.pretend.replies[f"{2:024x}"] = {"id": "r9", "status": "approved", "version": 1, "text": "Merci."}
        page = desk.visit(page_of(card(1, CALM), card(2, CALM + " Bis.", "Renaud Tavel")))
        buttons(page).first.click()
        expect(page.get_by_role("button", name="Renaud Tavel’s review (Approved)")).to_be_visible()
        pages = [
            one for one in desk.pretend.asked("POST", "reviews/lookup") if len(one["body"]["reviews"]) == 2
        ]
        assert len(pages) == 1

    def test_states_come_at_once_when_the_person_wished_so(self, desk: Desk) -> None:
        desk.store({"preferences": {"lookup": True}})
        desk.pretend.replies[f"{1:024x}"] = {"id": "r9", "status": "rejected", "version": 1, "text": "Merci."}
        page = desk.visit(page_of(card(1, CALM)))
        expect(buttons(page)).to_contain_text("Sent back")


class TestPanel:
    def test_reads_drafts_and_says_where_sentences_come_from(self, desk: Desk) -> None:
        page = open_panel(desk)
        expect(drafted(page)).to_have_value(DRAFT)
        expect(panel(page)).to_contain_text("No sign of pressure")
        expect(panel(page)).not_to_contain_text("Signals of pressure")
        sources = page.locator("sangfroid-panel .source")
        expect(sources).to_have_text(
            [
                re.compile("^Courtesy"),
                re.compile("^Review.*Rests on"),
                re.compile("^Fact.*Petit déjeuner de 7 h"),
            ]
        )
        sources.nth(2).focus()
        expect(page.locator("sangfroid-panel .mirror mark.here")).to_have_text(
            "Le petit déjeuner est servi de 7 h à 10 h 30."
        )
        expect(panel(page)).to_contain_text(
            f"your server {desk.pretend.address.removeprefix('http://')} only"
        )

    def test_sentences_arrive_one_by_one(self, desk: Desk) -> None:
        desk.pretend.hold.clear()
        page = open_panel(desk)
        expect(reply_box(page)).to_have_value("Bonjour,")
        desk.pretend.hold.set()
        expect(drafted(page)).to_have_value(DRAFT)

    def test_the_draft_follows_the_facts(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page)
        page.get_by_label("Petit déjeuner de 7 h à 10 h 30").uncheck()
        expect(reply_box(page)).not_to_have_value(re.compile("petit déjeuner"))
        page.get_by_label("A fact of this stay").fill("La chambre a été changée le 12 mai.")
        page.keyboard.press("Enter")
        expect(reply_box(page)).to_have_value(re.compile("changée le 12 mai"))

    def test_own_words_are_not_written_over(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page).fill("Mes propres mots.")
        page.get_by_label("Petit déjeuner de 7 h à 10 h 30").uncheck()
        expect(panel(page)).to_contain_text("Rewriting it replaces your words")
        expect(reply_box(page)).to_have_value("Mes propres mots.")

    def test_wishes_go_with_the_draft(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page)
        for label, typed in (("Length", "Short"), ("Tone", "Warm"), ("Language", "German")):
            page.get_by_label(label).focus()
            page.keyboard.type(typed)  # a person's keys: choices made by a script are not listened to
        drafted(page)
        expect(page.get_by_role("button", name="Another wording")).to_be_enabled()
        page.get_by_role("button", name="Another wording").click()
        drafted(page)
        body = desk.pretend.asked("POST", "drafts")[-1]["body"]
        assert body["options"] == {"length": "short", "variant": 1, "language": "de"}
        assert body["establishment"]["voice"] == "warm"
        assert body["rating"] == 2
        assert "url" not in body

    def test_the_server_is_told_the_language_of_the_screen(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page).fill("Nous sommes désolés.")
        expect(panel(page)).to_contain_text("nothing to correct")
        told = {one["path"].split("?")[0]: one["headers"]["Accept-Language"] for one in desk.pretend.requests}
        assert {"analyses", "drafts", "checks", "facts/types"} <= told.keys()
        assert set(told.values()) == {"en-US, en;q=0.5"}

    def test_guards_speak_while_typing(self, desk: Desk) -> None:
        desk.pretend.findings = [
            {
                "guard": "gesture",
                "severity": "block",
                "quote": "rembourser",
                "message": "No gesture in public.",
            }
        ]
        page = open_panel(desk)
        drafted(page).fill("😀 Nous allons rembourser votre nuit.")
        expect(panel(page)).to_contain_text("No gesture in public.")
        expect(page.locator("sangfroid-panel .mirror mark.block")).to_have_text("rembourser")
        expect(page.get_by_role("button", name="Send for approval")).to_be_disabled()
        expect(page.get_by_role("button", name="Copy", exact=True)).to_be_hidden()
        reply_box(page).fill("Nous sommes désolés.")
        expect(panel(page)).to_contain_text("nothing to correct")
        expect(page.get_by_role("button", name="Send for approval")).to_be_enabled()

    def test_a_safe_mend_is_one_click_and_can_be_taken_back(self, desk: Desk) -> None:
        desk.pretend.findings = [
            {"guard": "tone", "severity": "warn", "quote": "!!!", "message": "One will do."},
            {"guard": "removal_request", "severity": "block", "quote": "retirez", "message": "Never ask."},
        ]
        page = open_panel(desk)
        asks = "S’il vous plaît, retirez votre avis."
        drafted(page).fill(f"😀 Merci de votre avis !!! Nous en tenons compte chaque jour. {asks}")
        page.get_by_role("button", name=f"Remove: {asks}").click()
        mended = "😀 Merci de votre avis !!! Nous en tenons compte chaque jour."
        expect(reply_box(page)).to_have_value(mended)
        expect(panel(page)).not_to_contain_text("Never ask.")
        page.get_by_role("button", name="Remove: !!").click()
        expect(reply_box(page)).to_have_value(mended.replace("!!!", "!"))
        expect(panel(page)).to_contain_text("nothing to correct")
        reply_box(page).press("ControlOrMeta+z")
        expect(reply_box(page)).to_have_value(mended)

    def test_pressure_gives_a_private_answer_and_careful_words(self, desk: Desk) -> None:
        page = open_panel(desk, PRESSED)
        drafted(page)
        expect(panel(page)).to_contain_text("Signals of pressure")
        expect(panel(page)).to_contain_text("Private answer")
        expect(panel(page)).to_contain_text("Rien n’est publié")
        assert page.locator("sangfroid-panel .quote mark").text_content() == "sinon"
        words = panel(page).inner_text().lower()
        assert not [word for word in ("blackmail", "crime", "guilty", "offence") if word in words]
        expect(page.get_by_role("button", name="Copy", exact=True)).to_be_hidden()

    def test_a_case_is_opened_and_shown_in_the_console(self, desk: Desk) -> None:
        page = open_panel(desk, PRESSED)
        drafted(page)
        page.get_by_label("Note for the manager").fill("Déjà venu en mai.")
        expect(page.get_by_role("button", name="See the case")).to_be_hidden()
        page.get_by_role("button", name="Open a case").click()
        expect(panel(page)).to_contain_text("The case is open, with these exact words.")
        expect(page.get_by_role("button", name="Open a case")).to_be_hidden()
        (sent,) = desk.pretend.asked("POST", "cases")
        assert sent["headers"]["Idempotency-Key"]
        body = sent["body"]
        assert (body["establishment"], body["note"]) == ("house", "Déjà venu en mai.")
        # The review as it was read, and nothing anybody is only proposed to answer.
        assert set(body) == {"establishment", "note", "review"}
        assert (body["review"]["text"], body["review"]["rating"]) == (PRESSED, 2)
        assert body["review"]["url"].startswith("https://www.trustpilot.com/review/")
        with desk.context.expect_page() as opened:
            page.get_by_role("button", name="See the case in the console").click()
        assert opened.value.url == f"{desk.pretend.address}/cases/{CASE}"
        assert TOKEN not in opened.value.url

    def test_a_calm_review_offers_no_case(self, desk: Desk) -> None:
        page = open_panel(desk, CALM)
        drafted(page)
        expect(page.get_by_role("button", name="Open a case")).to_be_hidden()

    def test_a_closed_case_is_told_as_closed(self, desk: Desk) -> None:
        desk.pretend.case = {"id": CASE, "status": "closed"}
        page = open_panel(desk, PRESSED)
        drafted(page)
        page.get_by_role("button", name="Open a case").click()
        expect(panel(page)).to_contain_text("This case was closed already.")
        expect(page.get_by_role("button", name="See the case in the console")).to_be_visible()

    def test_a_server_older_than_cases_says_that_nothing_was_recorded(self, desk: Desk) -> None:
        desk.pretend.case = None
        page = open_panel(desk, PRESSED)
        text = drafted(page).input_value()
        page.get_by_role("button", name="Open a case").click()
        expect(page.get_by_role("alert")).to_contain_text("older than this extension and keeps no cases")
        expect(page.get_by_role("alert")).to_contain_text("Nothing was recorded")
        expect(page.get_by_role("button", name="See the case in the console")).to_be_hidden()
        assert reply_box(page).input_value() == text
        desk.pretend.case = {"id": CASE, "status": "open"}
        page.get_by_role("button", name="Open a case").click()
        expect(panel(page)).to_contain_text("The case is open")
        expect(page.get_by_role("alert")).to_be_hidden()

    def test_a_case_belongs_to_the_house_it_was_opened_for(self, desk: Desk) -> None:
        desk.pretend.houses = 2
        page = open_panel(desk, PRESSED)
        drafted(page)
        page.get_by_role("button", name="Open a case").click()
        expect(page.get_by_role("button", name="See the case in the console")).to_be_visible()
        page.get_by_label("Establishment").focus()
        page.keyboard.type("Maison 2")
        expect(panel(page)).to_contain_text("Petit déjeuner dès 6 h")
        drafted(page)
        expect(page.get_by_role("button", name="See the case in the console")).to_be_hidden()
        page.get_by_role("button", name="Open a case").click()
        expect(page.get_by_role("button", name="See the case in the console")).to_be_visible()
        asked = [one["body"]["establishment"] for one in desk.pretend.asked("POST", "cases")]
        assert asked == ["house", "house-2"]

    def test_an_answer_that_is_no_case_opens_nothing(self, desk: Desk) -> None:
        for answer in (
            {"id": "../tokens", "status": "open"},
            {"status": "open"},
            {"id": CASE, "status": "odd"},
        ):
            desk.pretend.case = answer
            page = open_panel(desk, PRESSED)
            drafted(page)
            page.get_by_role("button", name="Open a case").click()
            expect(page.get_by_role("alert")).to_contain_text("is not a Sangfroid server")
            expect(page.get_by_role("button", name="See the case in the console")).to_be_hidden()
            page.close()

    def test_the_sent_reply_waits_is_approved_and_copied(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page)
        page.get_by_label("Note for the manager").fill("Cliente fidèle.")
        page.get_by_role("button", name="Send for approval").click()
        expect(panel(page)).to_contain_text("A manager will read it")
        expect(buttons(page)).to_contain_text("Awaiting approval")
        sent = desk.pretend.asked("POST", "replies")[0]
        assert sent["body"]["text"] == DRAFT
        assert sent["body"]["note"] == "Cliente fidèle."
        assert sent["body"]["review"]["id"] == f"{1:024x}"
        assert sent["body"]["review"]["url"].startswith("https://www.trustpilot.com/review/")
        assert sent["headers"]["Idempotency-Key"]
        expect(page.get_by_role("button", name="Copy", exact=True)).to_be_hidden()
        reply = desk.pretend.replies[f"{1:024x}"]
        reply.update(status="approved", decided_by={"id": "u2", "name": "Dominique"})
        page.get_by_role("button", name="Refresh").click()
        expect(panel(page)).to_contain_text("Approved by Dominique")
        desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(panel(page)).to_contain_text("Copied to the clipboard")
        assert page.evaluate("navigator.clipboard.readText()") == DRAFT
        expect(buttons(page)).to_contain_text("Copied")

    def test_a_rejected_reply_shows_the_comment_and_is_sent_again(self, desk: Desk) -> None:
        desk.pretend.replies[f"{1:024x}"] = {
            **{"id": "r1", "status": "rejected", "version": 2, "text": "Bonjour.", "audience": "public"},
            **{"comment": "Plus court.", "decided_by": {"name": "Dominique"}, "findings": [], "note": None},
        }
        page = open_panel(desk)
        expect(panel(page)).to_contain_text("Plus court.")
        expect(reply_box(page)).to_have_value("Bonjour.")
        assert desk.pretend.asked("POST", "drafts") == []
        reply_box(page).fill("Bonjour, merci.")
        page.get_by_role("button", name="Send again").click()
        expect(panel(page)).to_contain_text("A manager will read it")
        assert desk.pretend.asked("POST", "replies/r1/versions")[0]["body"] == {
            "version": 2,
            "text": "Bonjour, merci.",
        }

    def test_where_everything_is_approved_nothing_is_copied_before(self, desk: Desk) -> None:
        desk.pretend.approval = "always"
        page = open_panel(desk)
        drafted(page)
        expect(panel(page)).to_contain_text("once a manager has approved")
        expect(page.get_by_role("button", name="Copy", exact=True)).to_be_hidden()
        expect(page.get_by_role("button", name="Insert")).to_be_hidden()

    def test_who_works_for_two_houses_chooses(self, desk: Desk) -> None:
        desk.pretend.houses = 2
        page = open_panel(desk)
        drafted(page)
        page.get_by_label("Establishment").focus()
        page.keyboard.type("Maison 2")
        expect(panel(page)).to_contain_text("Petit déjeuner dès 6 h")
        drafted(page)
        assert desk.pretend.asked("POST", "drafts")[-1]["body"]["establishment"] == "house-2"

    def test_only_facts_about_what_the_review_says_are_ticked(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page)
        expect(page.get_by_label("Petit déjeuner de 7 h à 10 h 30")).to_be_checked()
        expect(page.get_by_label("Parking gratuit")).not_to_be_checked()
        sent = desk.pretend.asked("POST", "drafts")[0]["body"]["facts"]
        assert [fact["id"] for fact in sent] == ["fact-1"]

    def test_a_fact_of_a_type_has_a_form_of_its_own(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page)
        page.get_by_label("Kind of fact").focus()
        page.keyboard.type("Technician")
        page.get_by_role("button", name="Add", exact=True).click()  # the equipment is required: nothing yet
        page.get_by_label("equipment").focus()
        page.keyboard.type("the lock")
        page.get_by_label("date (optional)").fill("2026-05-12")
        page.get_by_label("cost (optional)").fill("80")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(panel(page)).to_contain_text("Technician called: the lock, May 12, 2026, 80 EUR")
        expect(reply_box(page)).to_have_value(re.compile("Un technicien est venu"))
        sent = desk.pretend.asked("POST", "drafts")[-1]["body"]["facts"][-1]
        assert sent == {
            **{"id": "case-1", "type": "technician_called", "public": True},
            "values": {"equipment": "lock", "date": "2026-05-12", "cost": "80 EUR"},
        }

    def test_escape_closes_and_gives_the_focus_back(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page)
        page.get_by_label("Length").focus()
        page.keyboard.press("Escape")
        expect(panel(page)).to_have_count(0)
        assert page.evaluate("document.activeElement.localName") == "sangfroid-button"

    def test_everything_is_reached_by_keyboard(self, desk: Desk) -> None:
        page = desk.visit(page_of(card(1, CALM)))
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        drafted(page)
        expect(page.get_by_role("dialog", name="Reply to Ysaline Corbo’s review")).to_be_visible()
        reached = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(page.evaluate(FOCUSED))
        assert {"button:Send for approval", "button:Copy", "button:Insert in the page"} <= reached
        assert any(one.startswith("button:Fact") for one in reached)


class TestWhatStandsOnThePage:
    """Once a reply has left, the response under the review is compared with the approved text."""

    def see(self, desk: Desk, status: str, response: str) -> Page:
        shown = f"<p data-service-review-business-reply-text-typography>{response}</p>" if response else ""
        desk.store({"preferences": {"lookup": True}})
        desk.pretend.replies[f"{1:024x}"] = {
            **{"id": "r9", "status": status, "version": 1},
            "text": "Merci de votre avis, nous en tenons compte.",
        }
        return desk.visit(page_of(card(1, CALM, more=shown)))

    def test_the_same(self, desk: Desk) -> None:
        page = self.see(desk, "copied", "Merci de votre avis, nous en tenons compte.")
        expect(buttons(page)).to_contain_text("Published")
        sent = desk.pretend.asked("POST", "replies/r9/sightings")[0]["body"]
        assert sent["text"] == "Merci de votre avis, nous en tenons compte."

    def test_with_changes(self, desk: Desk) -> None:
        page = self.see(desk, "copied", "Merci de votre avis, nous en tenons grand compte !")
        expect(buttons(page)).to_contain_text("Published with changes")

    def test_gone(self, desk: Desk) -> None:
        page = self.see(desk, "published", "")
        expect(buttons(page)).to_contain_text("No longer online")

    def test_an_answer_overtaken_on_its_way_changes_nothing(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The panel asks for the reply before its publication is told, and is answered after."""
        words = "Merci de votre avis, nous en tenons compte."
        asked, shown = Event(), Event()
        usual = desk.pretend.answer

        def late(method: str, path: str, body: dict[str, Any], signed_in: bool) -> tuple[int, Any]:
            if path == "replies/r9/sightings":
                asked.wait(20)
            given = deepcopy(usual(method, path, body, signed_in))
            if path == "replies/r9":
                asked.set()
                shown.wait(20)
            return given

        monkeypatch.setattr(desk.pretend, "answer", late)
        desk.pretend.replies[f"{1:024x}"] = {
            **{"id": "r9", "status": "copied", "version": 1, "updated": "2026-11-21T10:00:00Z"},
            **{"text": words, "findings": [], "decided_by": None, "may": []},
        }
        response = f"<p data-service-review-business-reply-text-typography>{words}</p>"
        page = desk.visit(page_of(card(1, CALM, more=response)))
        buttons(page).click()
        expect(buttons(page)).to_contain_text("Published")
        shown.set()
        expect(reply_box(page)).to_have_value(words)
        expect(buttons(page)).to_contain_text("Published")

    def test_an_older_response_is_not_ours(self, desk: Desk) -> None:
        page = self.see(desk, "copied", "Bonjour Madame.")
        expect(buttons(page)).to_contain_text("Copied")
        assert desk.pretend.asked("POST", "replies/r9/sightings") == []

    def test_not_yet_there(self, desk: Desk) -> None:
        page = self.see(desk, "copied", "")
        expect(buttons(page)).to_contain_text("Copied")
        assert desk.pretend.asked("POST", "replies/r9/sightings") == []


class TestTrouble:
    def test_without_a_server_the_panel_says_how_to_connect(self, desk: Desk) -> None:
        desk.reset()
        page = open_panel(desk)
        expect(panel(page)).to_contain_text("not connected to a server yet")
        with desk.context.expect_page() as opened:
            page.get_by_role("button", name="Connect to your server").click()
        assert opened.value.url.endswith("/pages/options.html")
        assert desk.pretend.requests == []

    def test_server_away_keeps_the_text_and_retries(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page).fill("Mes propres mots.")
        desk.context.route(f"{desk.pretend.address}/**", lambda route: route.abort())
        reply_box(page).fill("Mes propres mots, encore.")
        host = desk.pretend.address.removeprefix("http://")
        expect(panel(page)).to_contain_text(f"Server not reachable at {host}")
        expect(reply_box(page)).to_have_value("Mes propres mots, encore.")
        desk.context.unroute(f"{desk.pretend.address}/**")
        page.get_by_role("button", name="Retry").click()
        expect(panel(page)).to_contain_text("nothing to correct")
        expect(panel(page)).not_to_contain_text("not reachable")

    def test_another_wording_that_never_comes_leaves_the_first(self, desk: Desk) -> None:
        page = open_panel(desk)
        text = drafted(page).input_value()
        desk.context.route(f"{desk.pretend.address}/**", lambda route: route.abort())
        page.get_by_role("button", name="Another wording").click()
        expect(panel(page)).to_contain_text("Server not reachable")
        expect(reply_box(page)).to_have_value(text)
        desk.context.unroute(f"{desk.pretend.address}/**")

    def test_what_was_typed_is_there_again_after_a_reload(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page).fill("Mes propres mots.")
        expect(panel(page)).to_contain_text("nothing to correct")
        page.reload()
        buttons(page).click()
        expect(reply_box(page)).to_have_value("Mes propres mots.")
        expect(panel(page)).to_contain_text("what you had typed")
        assert len(desk.pretend.asked("POST", "drafts")) == 1

    def test_a_draft_that_broke_off_is_written_anew(self, desk: Desk) -> None:
        desk.pretend.hold.clear()
        page = open_panel(desk)
        expect(reply_box(page)).to_have_value("Bonjour,")
        desk.pretend.away = True
        desk.pretend.hold.set()
        expect(panel(page)).to_contain_text("Server not reachable")
        desk.pretend.away = False
        page.get_by_role("button", name="Retry").click()
        expect(drafted(page)).to_have_value(DRAFT)

    def test_what_was_typed_last_is_kept_when_the_panel_closes(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page).press("End")
        page.keyboard.type("Fin.")
        page.keyboard.press("Escape")
        expect(panel(page)).to_have_count(0)
        buttons(page).click()
        expect(reply_box(page)).to_have_value(re.compile("Fin"))

    def test_what_was_typed_last_is_kept_when_the_tab_closes(self, desk: Desk) -> None:
        page = open_panel(desk)
        drafted(page).press("End")
        page.keyboard.type("Fin.")
        page.close(run_before_unload=True)
        page = open_panel(desk)
        expect(reply_box(page)).to_have_value(re.compile("Fin"))
        expect(panel(page)).to_contain_text("what you had typed")

    def test_the_worker_killed_in_the_middle_of_a_draft(self, desk: Desk) -> None:
        desk.pretend.hold.clear()
        page = open_panel(desk)
        expect(reply_box(page)).to_have_value("Bonjour,")
        session = desk.context.browser.new_browser_cdp_session() if desk.context.browser else None
        assert session
        targets = session.send("Target.getTargets")["targetInfos"]
        worker = next(
            one for one in targets if one["type"] == "service_worker" and EXTENSION_ID in one["url"]
        )
        session.send("Target.closeTarget", {"targetId": worker["targetId"]})
        desk.pretend.hold.set()
        expect(drafted(page)).to_have_value(DRAFT)

    def test_a_revoked_token_says_so(self, desk: Desk) -> None:
        desk.pretend.token = None
        page = open_panel(desk)
        expect(panel(page)).to_contain_text("has been revoked")
        expect(page.get_by_role("button", name="Connect to your server")).to_be_visible()

    def test_an_older_server_says_so(self, desk: Desk) -> None:
        desk.pretend.version = "0.0.9"
        page = open_panel(desk)
        expect(panel(page)).to_contain_text("older than this extension")
