"""Who may ask: tokens, sessions, proof against forged requests, limits, other origins."""

import base64
import hashlib
import re

import pytest

from sangfroid.config import CHROMIUM_EXTENSION_ORIGIN
from sangfroid.services.people import create_user, set_password
from sangfroid.services.seed_demo import seed_demo
from sangfroid.services.sign_in import issue_token
from sangfroid.services.starting import prepare

PASSWORD = "a long enough password"


def csrf(page):
    """The proof a page carries."""
    return re.search(r'name="csrf(?:_|-)token" (?:value|content)="([^"]+)"', page.text).group(1)


@pytest.fixture
def nadia(house):
    """A manager with a password."""
    return create_user(
        house.database,
        login="nadia",
        name="Nadia",
        role="manager",
        establishment="Hôtel du Parc",
        password=PASSWORD,
        now=house.clock(),
    )


@pytest.fixture
def browser(house, nadia):
    """Nadia's browser, signed in."""
    browser = house.client()
    browser.get("/sign-in?token=" + issue_token(house.database, nadia, house.clock()))
    return browser


def sign_in(browser, login="nadia", password=PASSWORD, **more):
    proof = csrf(browser.get("/sign-in"))
    return browser.post("/sign-in", data={"csrf_token": proof, "login": login, "password": password, **more})


class TestToken:
    """What an extension or a script sends."""

    @pytest.mark.parametrize(
        "header", ["Bearer nonsense", "Bearer", "Basic YTpi", "Bearer sgf_x", "sgf_x", "Bearer é", ""]
    )
    def test_that_is_none(self, house, header):
        answer = house.client().get(
            "/api/v1/me", headers={"Authorization": header.encode().decode("latin-1")}
        )
        assert answer.status_code == 401
        assert answer.json["error"]["code"] == "not_signed_in"

    def test_none_at_all(self, house):
        for method, path in (("GET", "/me"), ("POST", "/analyses"), ("GET", "/replies"), ("POST", "/drafts")):
            answer = house.client().open(f"/api/v1{path}", method=method, json={"text": "a"})
            assert answer.status_code == 401

    def test_says_who_it_is(self, camille):
        me = camille.get("/me").json
        assert (me["user"]["name"], me["user"]["role"]) == ("Camille", "agent")
        assert me["token"]["scopes"] == ["reply", "approve", "manage"]
        assert me["model"] is None

    def test_is_stored_as_a_fingerprint_only(self, house, camille):
        from sqlalchemy import text

        with house.database.reading() as session:
            rows = session.execute(text("SELECT * FROM tokens")).all()
        assert camille.token not in str(rows)

    def test_ends_when_revoked(self, camille):
        listed = camille.get("/tokens").json["tokens"]
        assert listed[0]["last_used"] is not None
        assert camille.ask("DELETE", f"/tokens/{listed[0]['id']}").status_code == 200
        assert camille.get("/me").status_code == 401

    def test_of_somebody_else_cannot_be_revoked(self, camille, noor):
        id = camille.get("/tokens").json["tokens"][0]["id"]
        assert noor.ask("DELETE", f"/tokens/{id}").status_code == 404
        assert noor.ask("DELETE", "/tokens/no-id").status_code == 404

    def test_the_place_where_tokens_are_exchanged_is_no_token(self, camille):
        answer = camille.client.delete("/api/v1/tokens/exchange")
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "OPTIONS, POST"
        assert camille.get("/me").status_code == 200

    def test_is_good_for_its_scopes_only(self, house, camille):
        extension = house.person("Alix", "manager", scopes=("reply",))
        reply = camille.submit()
        seen = extension.get(f"/replies/{reply['id']}").json
        assert "approve" not in seen["may"]
        answer = extension.decide(reply, "approve")
        assert answer.status_code == 403
        id = extension.get("/establishments").json["establishments"][0]["id"]
        assert extension.ask("PATCH", f"/establishments/{id}", {"name": "X"}).status_code == 403
        reader = house.person("Léo", "agent", scopes=("approve",))
        assert reader.post("/replies", {"review": {"text": "a"}, "text": "b"}).status_code == 403


class TestSession:
    """What the console and the demonstration send."""

    def test_an_address_signs_in_once(self, house, nadia):
        address = "/sign-in?token=" + issue_token(house.database, nadia, house.clock())
        first = house.client()
        assert first.head(address).status_code == 200
        assert first.get(address).headers["Location"] == "/"
        assert first.get("/").status_code == 200
        assert first.get(address).headers["Location"] == "/"
        second = house.client().get(address)
        assert second.status_code == 401
        assert "sangfroid token sign-in" in second.text

    def test_an_address_grows_old(self, house, nadia):
        address = "/sign-in?token=" + issue_token(house.database, nadia, house.clock())
        house.clock.forward(hours=24, seconds=1)
        assert house.client().get(address).status_code == 401

    def test_a_password(self, house, nadia):
        browser = house.client()
        assert sign_in(browser, next="/queue").headers["Location"] == "/queue"
        assert browser.get("/api/v1/me").json["user"]["name"] == "Nadia"

    @pytest.mark.parametrize("login", ["nadia", "nobody", "camille"])
    def test_a_wrong_password_or_name_is_one_answer(self, house, nadia, camille, login):
        answer = sign_in(house.client(), login, "not the password")
        assert answer.status_code == 401
        assert "L’identifiant ou le mot de passe est faux" in answer.text

    @pytest.mark.parametrize(
        "target",
        [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "\\/evil",
            "javascript:alert(1)",
            "/\t/evil",
        ],
    )
    def test_leads_nowhere_else(self, house, nadia, target):
        assert sign_in(house.client(), next=target).headers["Location"] == "/"

    def test_ends_with_a_new_password(self, house, browser):
        assert browser.get("/api/v1/me").status_code == 200
        set_password(house.database, "nadia", "another long password")
        assert browser.get("/api/v1/me").status_code == 401

    def test_signs_out(self, browser):
        browser.post("/sign-out", data={"csrf_token": csrf(browser.get("/"))})
        assert browser.get("/").status_code == 302

    def test_cookie_is_kept_from_scripts_and_other_sites(self, make_house):
        house = make_house(public_url="https://replies.example")
        id = create_user(
            house.database,
            login="a",
            name="A",
            role="agent",
            establishment="E",
            password=None,
            now=house.clock(),
        )
        answer = house.client().get(
            "/sign-in?token=" + issue_token(house.database, id, house.clock()),
            headers={"X-Forwarded-Proto": "https"},
        )
        cookie = answer.headers["Set-Cookie"]
        assert {"HttpOnly", "Secure", "SameSite=Lax"} <= set(cookie.split("; "))


class TestForgedRequests:
    """A session proves nothing by itself."""

    @pytest.mark.parametrize("path", ["/analyses", "/drafts", "/checks", "/replies"])
    def test_the_api_wants_the_proof(self, browser, path):
        body = {"text": "a"}
        answer = browser.post(f"/api/v1{path}", json=body)
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "csrf")
        assert browser.post(f"/api/v1{path}", json=body, headers={"X-CSRFToken": "x"}).status_code == 400

    def test_the_api_takes_it_from_a_page(self, browser):
        proof = csrf(browser.get("/demo"))
        answer = browser.post("/api/v1/analyses", json={"text": "a"}, headers={"X-CSRFToken": proof})
        assert answer.status_code == 200

    def test_a_token_needs_none_even_beside_a_session(self, browser, camille):
        headers = {"Authorization": f"Bearer {camille.token}"}
        assert browser.post("/api/v1/analyses", json={"text": "a"}, headers=headers).status_code == 200
        assert browser.get("/api/v1/me", headers=headers).json["user"]["name"] == "Camille"

    @pytest.mark.parametrize(
        "path", ["/sign-in", "/sign-out", "/demo/act-as", "/facts", "/house", "/queue/x/decisions", "/pair/x"]
    )
    def test_no_form_goes_without(self, browser, path):
        assert browser.post(path, data={"text": "a"}).status_code == 400


class TestDemo:
    """One person tries both sides of the queue; real people cannot be tried on."""

    def test_the_first_start_signs_camille_in(self, house):
        browser = house.client()
        browser.get("/sign-in?token=" + prepare(house.database, house.clock()))
        home = browser.get("/")
        assert "Camille (réception)" in home.text
        other = re.search(r'name="person" value="(\w+)"', home.text).group(1)
        browser.post("/demo/act-as", data={"csrf_token": csrf(home), "person": other})
        assert browser.get("/api/v1/me").json["user"]["role"] == "manager"

    def test_starting_twice_seeds_once(self, house):
        first, second = prepare(house.database, house.clock()), prepare(house.database, house.clock())
        assert first != second
        browser = house.client()
        assert browser.get("/sign-in?token=" + second).status_code == 302
        assert len(browser.get("/api/v1/establishments").json["establishments"]) == 1

    def test_nobody_becomes_somebody_real(self, house, browser, nadia):
        camille = seed_demo(house.database, house.clock())
        proof = csrf(browser.get("/"))
        assert browser.post("/demo/act-as", data={"csrf_token": proof, "person": camille}).status_code == 404
        visitor = house.client()
        visitor.get("/sign-in?token=" + issue_token(house.database, camille, house.clock()))
        proof = csrf(visitor.get("/"))
        assert visitor.post("/demo/act-as", data={"csrf_token": proof, "person": nadia}).status_code == 404

    def test_nor_a_colleague_with_a_password(self, house):
        camille = seed_demo(house.database, house.clock())
        boss = create_user(
            house.database,
            login="boss",
            name="Boss",
            role="admin",
            establishment="Hôtel des Tilleuls (démo)",
            password=PASSWORD,
            now=house.clock(),
        )
        visitor = house.client()
        visitor.get("/sign-in?token=" + issue_token(house.database, camille, house.clock()))
        proof = csrf(visitor.get("/"))
        assert visitor.post("/demo/act-as", data={"csrf_token": proof, "person": boss}).status_code == 403


class TestLimits:
    """Too much is told, with how long to wait."""

    def test_guessing_a_password(self, house, nadia):
        browser = house.client()
        for _ in range(5):
            assert sign_in(browser, password="wrong").status_code == 401
        limited = sign_in(browser)
        assert limited.status_code == 429
        assert int(limited.headers["Retry-After"]) > 0

    def test_asking_to_be_connected(self, house):
        body = {"challenge": "a" * 43}
        answers = [house.client().post("/api/v1/pairings", json=body).status_code for _ in range(11)]
        assert answers == [201] * 10 + [429]

    def test_an_absent_store_locks_nobody_out(self, make_house):
        house = make_house(redis_url="redis://127.0.0.1:1")
        nadia = house.person("Nadia", "agent")
        assert nadia.post("/drafts", {"text": "a"}).status_code == 200


class TestOtherOrigins:
    """The configured extension, and no other page, reads answers and failures alike."""

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [("GET", "/me", 401), ("GET", "/nowhere", 404), ("POST", "/analyses", 401), ("PUT", "/me", 405)],
    )
    def test_failures_carry_the_headers(self, house, method, path, status):
        answer = house.client().open(
            f"/api/v1{path}", method=method, headers={"Origin": CHROMIUM_EXTENSION_ORIGIN}
        )
        assert answer.status_code == status
        assert answer.headers["Access-Control-Allow-Origin"] == CHROMIUM_EXTENSION_ORIGIN

    def test_so_do_bad_bodies_and_failures_of_ours(self, make_house):
        from dataclasses import replace

        def fails(review):
            raise RuntimeError

        house = make_house()
        broken = make_house(engines=replace(house.runtime.engines, analyze=fails))
        nadia = broken.person("Nadia", "agent")
        nadia.headers["Origin"] = CHROMIUM_EXTENSION_ORIGIN
        bad = nadia.post("/analyses", {"text": 1})
        assert (bad.status_code, bad.headers["Access-Control-Allow-Origin"]) == (
            422,
            CHROMIUM_EXTENSION_ORIGIN,
        )
        worse = nadia.client.post(
            "/api/v1/analyses",
            json={"text": "a"},
            headers={"Authorization": f"Bearer {nadia.token}", **nadia.headers},
        )
        assert (worse.status_code, worse.headers["Access-Control-Allow-Origin"]) == (
            500,
            CHROMIUM_EXTENSION_ORIGIN,
        )

    def test_a_preflight(self, house):
        answer = house.client().options(
            "/api/v1/drafts",
            headers={
                "Origin": CHROMIUM_EXTENSION_ORIGIN,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "authorization, content-type, idempotency-key",
            },
        )
        assert answer.status_code == 200
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "authorization" in answer.headers["Access-Control-Allow-Headers"].lower()

    @pytest.mark.parametrize(
        "origin",
        [
            "https://evil.example",
            "null",
            "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            CHROMIUM_EXTENSION_ORIGIN + ".evil.example",
        ],
    )
    def test_others_get_none(self, camille, origin):
        assert "Access-Control-Allow-Origin" not in camille.get("/me", Origin=origin).headers

    def test_nor_do_pages_of_the_console(self, house):
        answer = house.client().get("/sign-in", headers={"Origin": CHROMIUM_EXTENSION_ORIGIN})
        assert "Access-Control-Allow-Origin" not in answer.headers


class TestPairing:
    """An extension gets its token only through the person it showed the code to."""

    VERIFIER = "v" * 64
    CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(b"v" * 64).digest()).decode().rstrip("=")

    def begin(self, house):
        body = {"challenge": self.CHALLENGE, "client": "Chromium <b>", "extension_version": "0.1.0"}
        answer = house.client().post("/api/v1/pairings", json=body)
        assert answer.status_code == 201
        return answer.json

    def exchange(self, house, pairing, verifier=VERIFIER):
        return house.client().post(
            "/api/v1/tokens/exchange", json={"pairing": pairing["pairing"], "verifier": verifier}
        )

    def answer(self, browser, pairing, answer):
        proof = csrf(browser.get(pairing["confirm_url"]))
        return browser.post(pairing["confirm_url"], data={"csrf_token": proof, "answer": answer})

    def test_from_code_to_token(self, house, browser):
        pairing = self.begin(house)
        assert re.fullmatch(r"[A-Z]\d-\d\d", pairing["code"])
        assert self.exchange(house, pairing).status_code == 202
        page = browser.get(pairing["confirm_url"]).text
        assert pairing["code"] in page
        assert "Chromium &lt;b&gt;" in page
        self.answer(browser, pairing, "connect")
        got = self.exchange(house, pairing)
        assert got.status_code == 200
        me = house.client().get("/api/v1/me", headers={"Authorization": f"Bearer {got.json['token']}"}).json
        assert (me["user"]["name"], me["token"]["scopes"]) == ("Nadia", ["reply"])
        assert self.exchange(house, pairing).status_code == 403

    def test_a_wrong_secret(self, house, browser):
        pairing = self.begin(house)
        self.answer(browser, pairing, "connect")
        assert self.exchange(house, pairing, "w" * 64).status_code == 403
        assert self.exchange(house, pairing).status_code == 200

    def test_refused(self, house, browser):
        pairing = self.begin(house)
        self.answer(browser, pairing, "refuse")
        assert self.exchange(house, pairing).json["error"]["code"] == "pairing_refused"

    def test_too_late(self, house, browser):
        pairing = self.begin(house)
        proof = csrf(browser.get("/"))
        house.clock.forward(minutes=10, seconds=1)
        assert browser.get(pairing["confirm_url"]).status_code == 404
        late = browser.post(pairing["confirm_url"], data={"csrf_token": proof, "answer": "connect"})
        assert late.status_code == 404
        assert self.exchange(house, pairing).status_code == 403

    def test_answered_once(self, house, browser):
        pairing = self.begin(house)
        self.answer(browser, pairing, "refuse")
        proof = csrf(browser.get("/"))
        again = browser.post(pairing["confirm_url"], data={"csrf_token": proof, "answer": "connect"})
        assert again.status_code == 404

    def test_a_stranger_to_the_console_signs_in_first(self, house):
        pairing = self.begin(house)
        answer = house.client().get(pairing["confirm_url"])
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in?next=")

    @pytest.mark.parametrize("challenge", ["", "a" * 42, "a" * 44, "é" * 43, "a" * 42 + "="])
    def test_what_is_no_challenge(self, house, challenge):
        answer = house.client().post("/api/v1/pairings", json={"challenge": challenge})
        assert answer.status_code == 422

    def test_an_extension_whose_token_was_revoked_may_ask_again(self, house):
        body = {"challenge": self.CHALLENGE}
        headers = {"Authorization": "Bearer sgf_gone"}
        answer = house.client().post("/api/v1/pairings", json=body, headers=headers)
        assert answer.status_code == 201
