"""The pages, as a browser without scripts sees them."""

import re
from dataclasses import replace

import pytest

from sangfroid.drafting.facts import types
from sangfroid.services.seed_demo import seed_demo
from sangfroid.services.sign_in import issue_token
from sangfroid.services.verify_audit import verify_audit
from sangfroid.web.console.demo import demo_reviews
from sangfroid.web.extension_files import content_scripts, extension_folder
from sangfroid.web.language import SCREEN_LANGUAGES, catalogue


def csrf(page):
    """The proof a page carries."""
    return re.search(r'name="csrf(?:_|-)token" (?:value|content)="([^"]+)"', page.text).group(1)


def enter(house, person_id, language="fr"):
    """A browser, signed in."""
    browser = house.client()
    browser.get(f"/sign-in?lang={language}&token=" + issue_token(house.database, person_id, house.clock()))
    return browser


@pytest.fixture
def desk(house, camille):
    """Camille's browser."""
    return enter(house, camille.id)


@pytest.fixture
def office(house, dominique):
    """Dominique's browser."""
    return enter(house, dominique.id)


PAGES = [
    "/",
    "/queue",
    "/queue?status=all",
    "/demo",
    "/facts",
    "/facts?type=opening_hours",
    "/incidents",
    "/cases",
    "/cases?status=closed",
    "/house",
    "/tokens",
]


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_in_every_language(house, camille, path, language):
    page = enter(house, camille.id, language).get(path)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text


@pytest.mark.parametrize("path", [*PAGES, "/queue/x", "/cases/x", "/pair/x"])
def test_a_stranger_signs_in_first(house, path):
    answer = house.client().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("path", [*PAGES, "/sign-in", "/nowhere", "/api/v1/me", "/static/console.css"])
def test_every_answer_carries_the_headers(desk, path):
    with desk.get(path) as answer:
        answer.get_data()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    expected = "no-cache" if path.startswith("/static/") else "no-store"
    assert answer.headers["Cache-Control"] == expected


@pytest.mark.parametrize("path", PAGES)
def test_no_page_carries_script_or_style_of_its_own(desk, path):
    text = desk.get(path).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)


def test_catalogues_have_the_same_texts_with_the_same_gaps():
    french, english = (catalogue(language) for language in ("fr", "en"))
    assert set(french) == set(english)
    for key, text in french.items():
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", english[key])), key


def test_french_spaces_are_french():
    for key, text in catalogue("fr").items():
        assert not re.search(r" [;:!?»]|« ", text), key
        assert "'" not in text, key


def test_another_language_keeps_the_page_and_repeats_nothing(desk):
    page = desk.get("/queue?status=all&done=copy&token=secret").text
    assert 'href="/queue?status=all&amp;lang=en"' in page
    sneaky = desk.get('/queue?status="><script>').text
    assert "<script>" not in sneaky


class TestQueue:
    """Deciding without scripts."""

    def test_a_manager_approves_what_was_read(self, camille, office):
        reply = camille.submit()
        page = office.get(f"/queue/{reply['id']}")
        assert "Valider ce texte" in page.text
        form = {"csrf_token": csrf(page), "decision": "approve", "version": "1", "sha256": reply["sha256"]}
        answer = office.post(f"/queue/{reply['id']}/decisions", data=form)
        assert answer.status_code == 302
        assert "La réponse est validée" in office.get(answer.headers["Location"]).text
        assert camille.get(f"/replies/{reply['id']}").json["status"] == "approved"

    def test_an_agent_has_no_such_button(self, camille, desk):
        reply = camille.submit()
        page = desk.get(f"/queue/{reply['id']}").text
        assert "Valider ce texte" not in page
        assert "attend la décision" in page

    def test_the_second_of_two_is_told_what_changed(self, camille, dominique, office):
        reply = camille.submit(text="Le texte ancien, vraiment.")
        page = office.get(f"/queue/{reply['id']}")
        camille.post(
            f"/replies/{reply['id']}/versions", {"version": 1, "text": "Le texte nouveau, vraiment."}
        )
        form = {
            "csrf_token": csrf(page),
            "decision": "edit_and_approve",
            "version": "1",
            "text": "Mon travail à moi.",
        }
        stale = office.post(f"/queue/{reply['id']}/decisions", data=form)
        assert stale.status_code == 409
        assert '<mark class="change change-removed">ancien</mark>' in stale.text
        assert '<mark class="change change-added">nouveau</mark>' in stale.text
        assert "Mon travail à moi." in stale.text
        assert "Camille" in stale.text
        assert dominique.get(f"/replies/{reply['id']}").json["status"] == "pending"

    def test_a_blocked_edit_comes_back_as_typed(self, camille, office):
        reply = camille.submit()
        page = office.get(f"/queue/{reply['id']}")
        form = {"csrf_token": csrf(page), "decision": "edit_and_approve", "version": "1"}
        text = "Une remise de 10 euros."
        back = office.post(f"/queue/{reply['id']}/decisions", data={**form, "text": text})
        assert back.status_code == 422
        assert text in back.text
        assert 'name="override_guards" value="gesture"' in back.text
        passed = office.post(
            f"/queue/{reply['id']}/decisions",
            data={**form, "text": text, "override_guards": "gesture", "override_reason": "Prévu au contrat."},
        )
        assert passed.status_code == 302
        assert "Prévu au contrat." in office.get(f"/queue/{reply['id']}").text

    def test_findings_are_told_in_the_readers_language(self, house, camille, dominique):
        reply = camille.post(
            "/replies", {"review": {"id": "r1", "text": "a"}, "text": "Merci, hélas."}, Accept_Language="en"
        ).json
        assert reply["findings"][0]["message"] == "mend hélas"
        page = f"/queue/{reply['id']}"
        assert "corriger hélas" in enter(house, dominique.id, "fr").get(page).text
        assert "mend hélas" in enter(house, dominique.id, "en").get(page).text
        in_french = dominique.get(f"/replies/{reply['id']}", Accept_Language="fr-CA").json
        assert in_french["findings"] == [{**reply["findings"][0], "message": "corriger hélas"}]

    def test_what_is_wrong_is_told_in_the_readers_language(self, house, camille, dominique):
        reply = camille.submit()
        for language, said in (("fr", "Dites pourquoi"), ("en", "Say why")):
            browser = enter(house, dominique.id, language)
            form = {"csrf_token": csrf(browser.get(f"/queue/{reply['id']}")), "version": "1"}
            back = browser.post(f"/queue/{reply['id']}/decisions", data={**form, "decision": "reject"})
            assert back.status_code == 422
            assert said in back.text
            long = {**form, "decision": "edit_and_approve", "text": "a" * 20_001}
            assert "20" in browser.post(f"/queue/{reply['id']}/decisions", data=long).text

    def test_doubt_about_the_stars_is_told_in_the_readers_language(self, house, make_house, camille):
        def doubtful(review):
            found = house.runtime.engines.analyze(review)
            return replace(found, tone=replace(found.tone, note="praise with a very low rating"))

        reply = camille.submit()
        other = make_house(engines=replace(house.runtime.engines, analyze=doubtful))
        assert "erreur d’étoiles" in enter(other, camille.id, "fr").get(f"/queue/{reply['id']}").text
        assert "mistake in the stars" in enter(other, camille.id, "en").get(f"/queue/{reply['id']}").text

    def test_a_rejection_reaches_its_author(self, camille, desk, office):
        reply = camille.submit()
        page = office.get(f"/queue/{reply['id']}")
        form = {"csrf_token": csrf(page), "decision": "reject", "version": "1", "comment": " "}
        assert office.post(f"/queue/{reply['id']}/decisions", data=form).status_code == 422
        office.post(f"/queue/{reply['id']}/decisions", data={**form, "comment": "Plus court."})
        page = desk.get(f"/queue/{reply['id']}")
        assert "Plus court." in page.text
        correction = {"csrf_token": csrf(page), "version": "1", "text": "Court."}
        assert desk.post(f"/queue/{reply['id']}/versions", data=correction).status_code == 302
        assert camille.get(f"/replies/{reply['id']}").json["status"] == "pending"

    def test_copying_is_noted(self, camille, dominique, desk):
        reply = camille.submit()
        dominique.decide(reply, "approve")
        page = desk.get(f"/queue/{reply['id']}")
        desk.post(f"/queue/{reply['id']}/copies", data={"csrf_token": csrf(page), "version": "1"})
        assert camille.get(f"/replies/{reply['id']}").json["status"] == "copied"

    @pytest.mark.parametrize(
        "form",
        [
            {"decision": "approve"},
            {"decision": "approve", "version": "x"},
            {"decision": "approve", "version": "9" * 40},
            {"decision": "burn", "version": "1"},
            {},
        ],
    )
    def test_a_form_of_somebody_elses_making(self, camille, office, form):
        reply = camille.submit()
        page = office.get(f"/queue/{reply['id']}")
        answer = office.post(f"/queue/{reply['id']}/decisions", data={"csrf_token": csrf(page), **form})
        assert answer.status_code == 422

    @pytest.mark.parametrize("field", ["text", "comment", "decision", "version"])
    def test_a_form_with_a_character_nobody_types(self, camille, office, field):
        reply = camille.submit()
        form = {
            "csrf_token": csrf(office.get("/queue")),
            "decision": "reject",
            "version": "1",
            "comment": "c",
        }
        form[field] = "a\x00"
        assert office.post(f"/queue/{reply['id']}/decisions", data=form).status_code == 422

    def test_what_guests_and_authors_write_stays_text(self, camille, office):
        nasty = "<img src=x onerror=alert(1)>"
        body = {
            "review": {"id": "x", "text": f"{nasty} sinon", "author": nasty, "title": nasty},
            "text": f"{nasty} hélas",
            "note": nasty,
        }
        reply = camille.post("/replies", body).json
        for path in ("/queue", f"/queue/{reply['id']}"):
            text = office.get(path).text
            assert "<img src=x" not in text
            assert "&lt;img src=x onerror=alert(1)&gt;" in text

    def test_a_stranger_finds_nothing(self, house, camille, noor):
        reply = camille.submit()
        browser = enter(house, noor.id)
        assert browser.get(f"/queue/{reply['id']}").status_code == 404
        form = {"csrf_token": csrf(browser.get("/queue")), "decision": "approve", "version": "1"}
        assert browser.post(f"/queue/{reply['id']}/decisions", data=form).status_code == 404

    def test_older_replies_are_a_page_away(self, camille, desk):
        for number in range(22):
            review = {"id": f"r{number}", "text": "a", "author": f"Guest {number}."}
            camille.post("/replies", {"review": review, "text": "b"})
        page = desk.get("/queue").text
        assert "Guest 21." in page
        assert "Guest 1." not in page
        older = re.search(r'href="(/queue\?[^"]*cursor=[^"]+)"', page).group(1).replace("&amp;", "&")
        assert "Guest 1." in desk.get(older).text


class TestHouse:
    """Facts and settings."""

    def test_a_fact_comes_and_goes(self, desk):
        proof = csrf(desk.get("/facts"))
        desk.post("/facts", data={"csrf_token": proof, "text": "Piscine <b>chauffée</b>.", "language": "fr"})
        page = desk.get("/facts").text
        assert "Piscine &lt;b&gt;chauffée&lt;/b&gt;." in page
        path = re.search(r'action="(/facts/\w+/delete[^"]*)"', page).group(1)
        desk.post(path, data={"csrf_token": proof})
        assert "Piscine" not in desk.get("/facts").text

    @pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
    def test_a_fact_that_is_none(self, desk, text):
        answer = desk.post("/facts", data={"csrf_token": csrf(desk.get("/facts")), "text": text})
        assert answer.status_code == 422

    def test_a_typed_fact_is_chosen_then_filled_in_without_scripts(self, desk):
        page = desk.get("/facts?type=price_includes")
        assert '<option value="price_includes" selected>' in page.text
        form = {"csrf_token": csrf(page), "type": "price_includes", "value-included": "breakfast"}
        form |= {"value-price": "95,50", "currency-price": "CHF"}
        assert desk.post("/facts/typed", data=form).status_code == 302
        said = desk.get("/facts").text
        assert "Le prix de 95,50\u00a0CHF comprend le petit déjeuner." in said
        assert "dans toutes les langues" in said
        assert "95.50 includes breakfast." in desk.get("/facts?lang=en").text

    def test_what_happened_during_one_stay_is_no_house_fact(self, desk):
        page = desk.get("/facts?type=room_changed")
        assert 'value="room_changed"' not in page.text
        form = {"csrf_token": csrf(page), "type": "room_changed"}
        assert desk.post("/facts/typed", data=form).status_code == 422

    @pytest.mark.parametrize(
        ("values", "label"),
        [
            ({"from": "2026-02-01", "to": "2026-01-01"}, "fin"),
            ({"from": "2026-02-01"}, "fin"),
            ({"from": "soon", "to": "2026-02-01"}, "début"),
        ],
    )
    def test_a_wrong_value_is_named_and_the_others_stay(self, desk, values, label):
        form = {"csrf_token": csrf(desk.get("/facts")), "type": "closed_period", "private": "on"}
        form |= {f"value-{name}": value for name, value in values.items()}
        answer = desk.post("/facts/typed", data=form)
        assert answer.status_code == 422
        assert f"À vérifier\u00a0: {label}." in answer.text
        for name, value in values.items():
            assert re.search(f'name="value-{name}"[^>]* value="{value}"', answer.text)
        assert re.search('name="private" checked', answer.text)
        assert len(re.findall('aria-invalid="true"', answer.text)) == 1

    @pytest.mark.parametrize("type", [one.name for one in types("fr") if one.scope == "house"])
    def test_every_type_has_a_form_that_takes_its_own_example(self, desk, type):
        described = next(one for one in types("fr") if one.name == type)
        form = {"csrf_token": csrf(desk.get(f"/facts?type={type}")), "type": type}
        for name, value in described.example.items():
            form[f"value-{name}"] = value["amount"] if isinstance(value, dict) else value
            form[f"currency-{name}"] = "EUR"
        assert desk.post("/facts/typed", data=form).status_code == 302
        page = desk.get("/facts").text
        assert described.label in page.partition("Faits connus")[2].replace("&#39;", "'")

    def test_a_manager_changes_the_house(self, office, desk):
        proof = csrf(office.get("/house"))
        form = {"csrf_token": proof, "name": "Hôtel Neuf", "signature_name": "D.", "approval": "always"}
        assert office.post("/house", data=form).status_code == 302
        page = desk.get("/house").text
        assert "Hôtel Neuf" in page
        assert desk.post("/house", data={**form, "csrf_token": csrf(desk.get("/house"))}).status_code == 403


class TestIncidents:
    """Threats recorded before any review."""

    def test_are_shown_word_for_word_and_counted_on_home(self, camille, office):
        assert 'href="/incidents">Consigner une menace' in office.get("/").text
        assert "Aucun incident" in office.get("/incidents").text
        body = {
            "text": "Une <b>remise</b>, sinon je publie.",
            "channel": "phone_note",
            "note": "Appel de midi.",
        }
        camille.post("/incidents", {**body, "occurred_at": "2026-11-20T22:15:00+01:00"})
        page = office.get("/incidents").text
        assert (
            'Une &lt;b&gt;remise&lt;/b&gt;, <mark class="cue cue-condition">sinon</mark> je publie.' in page
        )
        for said in ("signaux de pression nets", "note d’appel", "Camille", "Appel de midi.", "20 nov. 2026"):
            assert said in page
        assert re.search(r'class="count">1</span>', office.get("/").text)
        assert 'href="/incidents"' in office.get("/").text

    def test_are_the_houses_own(self, house, camille, noor):
        camille.post("/incidents", {"text": "sinon"})
        theirs = enter(house, noor.id)
        assert "sinon" not in theirs.get("/incidents").text
        assert 'class="count">1' not in theirs.get("/").text
        mine = camille.get("/incidents").json["incidents"][0]["id"]
        assert theirs.get(f"/incidents/{mine}").status_code == 404

    def record(self, desk, **typed):
        form = {"text": "Une <b>remise</b>, sinon je publie.", "channel": "phone_note", **typed}
        return desk.post("/incidents", data={"csrf_token": csrf(desk.get("/incidents")), **form})

    def test_are_recorded_at_the_desk_and_shown_whole(self, desk):
        made = self.record(
            desk,
            heard_by="Noé, veilleur de nuit",
            stay="Chambre 12, 18 au 20 nov.",
            occurred="2026-11-19T22:15",
            note="Appel de nuit.",
        )
        assert made.status_code == 302
        page = desk.get(made.headers["Location"]).text
        assert (
            'Une &lt;b&gt;remise&lt;/b&gt;, <mark class="cue cue-condition">sinon</mark> je publie.' in page
        )
        for said in (
            "L’incident est consigné.",
            "Noé, veilleur de nuit",
            "Chambre 12, 18 au 20 nov.",
            "19 nov. 2026, 22:15 UTC",
            "Appel de nuit.",
            "note d’appel",
            "paroles rapportées",
            "a consigné ces mots",
        ):
            assert said in page

    def test_the_time_of_the_screen_is_taken_with_its_zone(self, desk, camille):
        self.record(desk, occurred="2026-11-19T22:15", occurred_exact="2026-11-19T21:15:00.000Z")
        assert camille.get("/incidents").json["incidents"][0]["occurred_at"] == "2026-11-19T21:15:00+00:00"

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"text": "  "}, "Il manque le texte."),
            ({"occurred": "hier"}, "Cette date n’est pas possible."),
            ({"occurred": "2199-01-01T00:00"}, "Cette date n’est pas possible."),
        ],
    )
    def test_what_cannot_be_used_stays_as_typed(self, desk, typed, said):
        answer = self.record(desk, stay="Table 4", **typed)
        assert answer.status_code == 422
        assert said in answer.text
        assert 'value="Table 4"' in answer.text

    def test_a_private_answer_is_proposed_and_what_was_said_is_kept(self, desk):
        place = self.record(desk).headers["Location"].partition("?")[0]
        page = desk.get(place)
        assert re.search(r'<textarea id="answer-text"[^>]*>[^<]{20,}', page.text)
        form = {"csrf_token": csrf(page), "text": "Nous vous rappelons demain."}
        assert desk.post(f"{place}/answers", data=form).status_code == 302
        page = desk.get(place).text
        assert '<p class="text" id="said">Nous vous rappelons demain.</p>' in page
        assert "a gardé la réponse faite en privé" in page

    def test_notes_follow_and_a_manager_closes(self, desk, office, house):
        place = self.record(desk).headers["Location"].partition("?")[0]
        page = desk.get(place)
        assert "Seul un responsable peut clore" in page.text
        proof = {"csrf_token": csrf(page)}
        assert desk.post(f"{place}/notes", data={**proof, "text": " "}).status_code == 422
        assert desk.post(f"{place}/notes", data={**proof, "text": "Il a <i>rappelé</i>."}).status_code == 302
        assert desk.post(f"{place}/closing", data=proof).status_code == 403
        proof = {"csrf_token": csrf(office.get(place))}
        assert office.post(f"{place}/closing", data={**proof, "text": "Réglé."}).status_code == 302
        assert office.post(f"{place}/closing", data=proof).status_code == 409
        page = desk.get(place).text
        assert "Il a &lt;i&gt;rappelé&lt;/i&gt;." in page
        assert page.index("a noté") < page.index("a clos l’incident") < page.index("Réglé.")
        assert "answer-text" not in page
        assert verify_audit(house.database) == []

    @pytest.mark.parametrize("path", ["", "/x/notes", "/x/answers", "/x/closing"])
    def test_no_form_goes_without_proof(self, desk, path):
        assert desk.post(f"/incidents{path}", data={"text": "a"}).status_code == 400


class TestCases:
    """The file of a dispute, without scripts."""

    @pytest.fixture
    def place(self, desk, camille):
        """The address of a case opened from an incident's page."""
        id = camille.post("/incidents", {"text": "Une <b>remise</b>, sinon je publie.", "stay": "12"}).json[
            "id"
        ]
        page = desk.get(f"/incidents/{id}")
        assert "Ouvrir un dossier" in page.text
        answer = desk.post("/cases", data={"csrf_token": csrf(page), "incident": id})
        assert answer.status_code == 302
        assert "Le dossier est ouvert." in desk.get(answer.headers["Location"]).text
        return answer.headers["Location"].partition("?")[0]

    def move(self, browser, place, kind, **said):
        page = browser.get(place)
        version = re.search(r'name="version" value="(\d+)"', page.text)
        form = {"csrf_token": csrf(page), "version": version.group(1) if version else "1", **said}
        return browser.post(f"{place}/moves", data={"move": kind, **form})

    def test_stand_in_the_menu_on_home_and_in_their_list(self, desk, place):
        assert 'href="/cases"' in desk.get("/queue").text
        assert re.search(r'Dossiers <span class="count">1<', desk.get("/").text)
        page = desk.get("/cases").text
        assert f'href="{place}"' in page
        assert "Menace avant l’avis" in page
        assert "Une &lt;b&gt;remise&lt;/b&gt;, sinon" in page
        assert "Aucun dossier clos" in desk.get("/cases?status=closed").text

    def test_show_words_route_and_last_days(self, desk, place):
        page = desk.get(place).text
        assert (
            'Une &lt;b&gt;remise&lt;/b&gt;, <mark class="cue cue-condition">sinon</mark> je publie.' in page
        )
        for said in (
            "Laisser parler jusqu’au bout",
            "Jusqu’au 21 novembre 2026 inclus",
            "C’est au responsable de le faire.",
            "Seulement une fois la pression confirmée.",
            "relus le 22 novembre 2026",
            "pas encore tranché",
        ):
            assert said in page
        assert 'value="pressure"' not in page

    def test_the_incident_leads_to_its_case(self, desk, place):
        incident = re.search(r'href="(/incidents/[0-9a-f]+)"', desk.get(place).text).group(1)
        page = desk.get(incident).text
        assert f'href="{place}"' in page
        assert "Ouvrir un dossier" not in page
        again = desk.post("/cases", data={"csrf_token": csrf(desk.get(incident)), "incident": incident[11:]})
        assert again.headers["Location"] == f"{place}?done=there"

    def test_a_person_answers_judges_ticks_and_a_manager_ends_it(self, house, desk, office, place):
        assert self.move(desk, place, "step", step="listen", done="yes").status_code == 302
        done = {"failure": "yes", "already_done": "Chambre <i>changée</i>."}
        assert self.move(desk, place, "answer", **done).status_code == 302
        page = desk.get(place).text
        assert "Chambre &lt;i&gt;changée&lt;/i&gt;." in page
        assert 'value="pressure"' in page
        refused = self.move(desk, place, "judge", verdict="pressure")
        assert refused.status_code == 422
        assert "Dites comment ce qui est dû a été traité à part." in refused.text
        assert re.search(r'value="pressure" required checked', refused.text)
        assert self.move(desk, place, "judge", verdict="pressure", kept_apart="À part.").status_code == 302
        assert self.move(desk, place, "step", step="name_it", done="yes").status_code == 403
        assert self.move(office, place, "step", step="name_it", done="yes").status_code == 302
        assert self.move(desk, place, "note", text="Revenu.").status_code == 302
        assert "Seul un responsable peut clore" in desk.get(place).text
        assert self.move(desk, place, "close", text="Réglé.").status_code == 403
        assert self.move(office, place, "close", text="Réglé.").status_code == 302
        page = desk.get(place).text
        order = ["a ouvert", "a fait", "a répondu", "a tranché", "Dire ce qui se passe", "Revenu."]
        course = page[page.index('id="the-course"') :]
        assert [course.index(said) for said in order] == sorted(course.index(said) for said in order)
        assert 'value="step"' not in page
        assert 'value="answer"' not in page
        assert "Issue" in page
        assert self.move(desk, place, "judge", verdict="complaint", version="99").status_code == 409
        assert verify_audit(house.database) == []

    def test_what_was_typed_on_an_old_page_is_kept(self, desk, office, place):
        assert self.move(office, place, "judge", verdict="complaint").status_code == 302
        late = self.move(desk, place, "answer", failure="no", already_done="Tout <b>va</b>.", version="1")
        assert late.status_code == 409
        assert "a changé entre-temps" in late.text
        assert "Tout &lt;b&gt;va&lt;/b&gt;.</textarea>" in late.text
        assert "On la traite sur le fond" in late.text

    def test_a_reply_under_pressure_leads_to_one(self, desk, camille):
        calm, pressed = camille.submit("r1"), camille.submit("r2")
        pressed = camille.post(
            "/replies",
            {
                "review": {"id": "r2", "text": "Nul, sinon rien.", "platform": "other", "rating": 1},
                "text": "Merci.",
            },
        ).json
        assert "Ouvrir un dossier" not in desk.get(f"/queue/{calm['id']}").text
        page = desk.get(f"/queue/{pressed['id']}")
        assert "Ouvrir un dossier" in page.text
        made = desk.post("/cases", data={"csrf_token": csrf(page), "reply": pressed["id"]})
        assert "Avis déjà publié" in desk.get(made.headers["Location"]).text

    def test_are_the_houses_own(self, house, noor, place):
        theirs = enter(house, noor.id)
        assert "remise" not in theirs.get("/cases").text
        assert theirs.get(place).status_code == 404
        proof = csrf(theirs.get("/cases"))
        form = {"csrf_token": proof, "move": "note", "text": "a"}
        assert theirs.post(f"{place}/moves", data=form).status_code == 404

    @pytest.mark.parametrize("path", ["/cases", "/cases/x/moves"])
    def test_no_form_goes_without_proof(self, desk, path):
        assert desk.post(path, data={"text": "a"}).status_code == 400

    def test_a_move_there_is_none_of(self, desk, place):
        assert self.move(desk, place, "burn").status_code == 422

    @pytest.mark.parametrize("language", SCREEN_LANGUAGES)
    def test_no_page_of_theirs_carries_script_or_style_of_its_own(self, house, camille, place, language):
        browser = enter(house, camille.id, language)
        self.move(browser, place, "answer", failure="unknown", already_done="Rien.")
        for kind, said in (
            ("judge", {"verdict": "pressure", "kept_apart": "a"}),
            ("route", {"route": "stranger"}),
        ):
            self.move(browser, place, kind, **said)
        text = browser.get(place).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text)
        assert not re.search(r"<style|\sstyle=|\son\w+=", text)
        assert f'<html lang="{language}">' in text


class TestDemoPage:
    """A review site that the extension's own scripts can read."""

    @pytest.fixture
    def demo(self, house):
        """The page as Camille of the demonstration sees it."""
        return enter(house, seed_demo(house.database, house.clock())).get("/demo").text

    def test_every_review_is_microdata_with_a_name_of_its_own(self, demo):
        ids = re.findall(r'data-review-id="([^"]+)"', demo)
        assert ids == [review["id"] for review in demo_reviews()]
        assert len(set(ids)) == len(ids) == 12
        for item in ("reviewBody", "reviewRating", "author", "datePublished"):
            assert demo.count(f'itemprop="{item}"') == 12

    def test_speaks_all_languages(self):
        assert {review["language"] for review in demo_reviews()} == {"fr", "en", "es", "de", "it", "nl", "pt"}

    def test_loads_the_scripts_of_the_manifest_after_its_bridge(self, demo):
        sources = re.findall(r'<script[^>]* src="([^"]+)"', demo)
        assert sources[0] == "/static/demo-bridge.js"
        expected = [f"/extension/{one}" for one in content_scripts() if one != "content/bridge.js"]
        assert sources[1:-1] == expected

    def test_the_extensions_files_are_served_and_nothing_else_is(self, house):
        browser = house.client()
        for script in content_scripts():
            with browser.get(f"/extension/{script}") as answer:
                assert answer.status_code == 200
        for path in (
            "manifest.json",
            "background.js",
            "pages/options.html",
            "content/",
            "content/README.md",
            "content/../manifest.json",
            "content/%2e%2e/manifest.json",
            "content//etc/passwd",
            "lib/..%2f..%2fpyproject.toml",
        ):
            assert browser.get(f"/extension/{path}").status_code in {404, 308}, path
        assert extension_folder().is_dir()
