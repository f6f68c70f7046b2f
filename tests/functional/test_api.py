"""The rest of the API: drafts as a stream, facts, incidents, repeated requests, the document itself."""

import json
import logging
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from sangfroid.config import Settings
from sangfroid.domain.errors import ModelUnavailable
from sangfroid.storage.database import SCHEMA_REVISION
from sangfroid.web.api.operation import shown_path
from sangfroid.web.openapi import document

FACT = {"id": "f1", "text": "L’ascenseur est réparé depuis le 3 mars."}
BODY = {"review": {"id": "r1", "text": "a"}, "text": "Merci."}


def events(answer):
    """Name and data of each event of a stream."""
    found = []
    for block in answer.text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


class TestDrafts:
    """Whole, or sentence by sentence."""

    def test_whole(self, camille):
        got = camille.post("/drafts", {"id": "7", "text": "Ascenseur en panne.", "facts": [FACT]}).json
        assert got["facts_used"] == ["f1"]
        assert got["sentences"][1] == {"text": FACT["text"], "source": {"kind": "fact", "id": "f1"}}
        assert got["analysis"]["id"] == got["id"] == "7"
        assert got["model"] is None

    def test_streamed(self, camille):
        body = {"text": "Ascenseur en panne.", "facts": [FACT]}
        answer = camille.post("/drafts", body, Accept="text/event-stream")
        assert answer.mimetype == "text/event-stream"
        names = [name for name, _ in events(answer)]
        assert names == ["analysis", "sentence", "sentence", "draft"]
        assert events(answer)[2][1] == {
            "index": 1,
            "text": FACT["text"],
            "source": {"kind": "fact", "id": "f1"},
        }
        assert events(answer)[3][1] == camille.post("/drafts", body).json

    @pytest.mark.parametrize(
        ("failure", "code"),
        [(ModelUnavailable("the model is away"), "model_unavailable"), (RuntimeError("secret"), "internal")],
    )
    def test_a_stream_that_fails_says_so(self, make_house, failure, code):
        def fails(request, payer):
            yield from make_house().runtime.engines.draft(request, payer).sentences
            raise failure

        house = make_house()
        nadia = make_house(engines=replace(house.runtime.engines, stream=fails)).person("Nadia", "agent")
        found = events(nadia.post("/drafts", {"text": "a"}, Accept="text/event-stream"))
        assert [name for name, _ in found] == ["analysis", "sentence", "error"]
        assert found[-1][1]["error"]["code"] == code
        assert "secret" not in json.dumps(found)

    def test_a_person_who_leaves_stops_the_model(self, make_house):
        left = []

        def endless(request, payer):
            try:
                while True:
                    yield from make_house().runtime.engines.draft(request, payer).sentences
            finally:
                left.append(True)

        house = make_house()
        nadia = make_house(engines=replace(house.runtime.engines, stream=endless)).person("Nadia", "agent")
        answer = nadia.client.post(
            "/api/v1/drafts",
            json={"text": "a"},
            headers={"Authorization": f"Bearer {nadia.token}", "Accept": "text/event-stream"},
            buffered=False,
        )
        next(answer.response)
        next(answer.response)
        answer.close()
        assert left == [True]

    def test_bad_input_is_refused_before_the_stream(self, camille):
        answer = camille.post("/drafts", {"text": " "}, Accept="text/event-stream")
        assert (answer.status_code, answer.mimetype) == (422, "application/json")

    def test_house_facts_by_their_id(self, camille, noor):
        mine = camille.get("/establishments").json["establishments"][0]["id"]
        theirs = noor.get("/establishments").json["establishments"][0]["id"]
        fact = camille.post(f"/establishments/{mine}/facts", {"text": "Parking gratuit."}).json
        secret = noor.post(f"/establishments/{theirs}/facts", {"text": "Autre maison."}).json
        got = camille.post("/drafts", {"text": "a", "fact_ids": [fact["id"]]}).json
        assert got["facts_used"] == [fact["id"]]
        answer = camille.post("/drafts", {"text": "a", "fact_ids": [fact["id"], secret["id"], "gone"]})
        assert answer.status_code == 404
        error = answer.json["error"]
        assert [one["field"] for one in error["details"]["fields"]] == ["fact_ids.1", "fact_ids.2"]
        assert secret["id"] not in answer.text

    def test_an_unknown_house_fact_is_told_before_the_stream(self, camille):
        body = {"text": "a", "fact_ids": ["gone"]}
        answer = camille.post("/drafts", body, Accept="text/event-stream")
        assert (answer.status_code, answer.mimetype) == (404, "application/json")

    def test_the_house_is_the_stored_one_unless_described(self, make_house):
        seen = []
        real = make_house().runtime.engines

        def looks(request, payer):
            seen.append(request.establishment.name)
            return real.draft(request, payer)

        nadia = make_house(engines=replace(real, draft=looks)).person("Nadia", "agent")
        nadia.post("/drafts", {"text": "a"})
        nadia.post("/drafts", {"text": "a", "establishment": {"name": "Chez Nous"}})
        assert seen == ["Hôtel du Parc", "Chez Nous"]


class TestFacts:
    """What is always true of the house."""

    def test_come_and_go(self, camille):
        id = camille.get("/establishments").json["establishments"][0]["id"]
        path = f"/establishments/{id}/facts"
        fact = camille.post(path, {"text": " Piscine chauffée. ", "language": "fr", "public": False}).json
        assert fact == {"id": fact["id"], "public": False, "text": "Piscine chauffée.", "language": "fr"}
        assert camille.get(path).json == {"facts": [fact]}
        assert camille.ask("DELETE", f"{path}/{fact['id']}").status_code == 200
        assert camille.ask("DELETE", f"{path}/{fact['id']}").status_code == 404

    @pytest.mark.parametrize(
        "body",
        [{}, {"text": " "}, {"text": "a", "type": "b"}, {"type": "no_such_type"}, {"text": "a" * 2001}],
    )
    def test_that_are_none(self, camille, body):
        id = camille.get("/establishments").json["establishments"][0]["id"]
        assert camille.post(f"/establishments/{id}/facts", body).status_code == 422


class TestEstablishment:
    """Settings of the house."""

    def test_a_manager_changes_what_is_named(self, dominique):
        before = dominique.get("/establishments").json["establishments"][0]
        changes = {"signature": {"name": "D. Ferrand", "role": "Direction"}, "voice": "warm", "contact": None}
        after = dominique.ask("PATCH", f"/establishments/{before['id']}", changes).json
        assert after == {**before, **changes}

    def test_a_part_of_the_signature_leaves_the_other(self, dominique):
        path = "/establishments/" + dominique.get("/establishments").json["establishments"][0]["id"]

        def signed(signature):
            return dominique.ask("PATCH", path, {"signature": signature}).json["signature"]

        signed({"name": "D. Ferrand", "role": "Direction"})
        assert signed({"name": "A"}) == {"name": "A", "role": "Direction"}
        assert signed({"role": "Accueil"}) == {"name": "A", "role": "Accueil"}
        assert signed({}) == {"name": "A", "role": "Accueil"}
        assert signed({"role": None}) == {"name": "A", "role": None}
        assert signed(None) == {"name": None, "role": None}

    def test_an_agent_does_not(self, camille):
        id = camille.get("/establishments").json["establishments"][0]["id"]
        assert camille.ask("PATCH", f"/establishments/{id}", {"voice": "warm"}).status_code == 403

    @pytest.mark.parametrize(
        "changes",
        [
            {"voice": None},
            {"language": "xx"},
            {"policy": {"approval": "maybe"}},
            {"name": ""},
            {"name": "   "},
            {"name": "\n\u00a0"},
            {"demo": True},
        ],
    )
    def test_unusable_changes(self, dominique, changes):
        id = dominique.get("/establishments").json["establishments"][0]["id"]
        assert dominique.ask("PATCH", f"/establishments/{id}", changes).status_code == 422


class TestIncidents:
    """Threats met before any review exists."""

    def test_are_recorded_and_listed(self, camille, dominique):
        body = {
            "text": "Une remise, sinon je publie.",
            "channel": "phone_note",
            "note": "Chambre 12 prévenue.",
            "occurred_at": "2026-11-20T22:15:00+01:00",
        }
        made = camille.post("/incidents", body)
        assert made.status_code == 201
        assert (made.json["level"], made.json["occurred_at"]) == ("explicit", "2026-11-20T21:15:00+00:00")
        assert dominique.get("/incidents").json["incidents"] == [made.json]

    @pytest.mark.parametrize(
        "time",
        [
            "yesterday",
            "2026-11-20",
            "2026-11-20T22:15:00",
            "9999-99-99T00:00:00Z",
            "9999-12-31T23:59:59-23:59",
            "0001-01-01T00:00:00+23:59",
        ],
    )
    def test_at_a_time_that_is_one(self, camille, time):
        for path, body in (("/incidents", {"text": "a"}), ("/cases", {"review": {"text": "a"}})):
            answer = camille.post(path, {**body, "occurred_at": time})
            assert answer.status_code == 422
            assert answer.json["error"]["details"]["fields"][0]["field"] == "occurred_at"

    def test_at_the_first_second_there_is(self, camille):
        made = camille.post("/incidents", {"text": "a", "occurred_at": "0001-01-01T00:00:00Z"})
        assert made.status_code == 201
        assert camille.get("/incidents").json["incidents"] == [made.json]

    def test_are_the_houses_own(self, camille, noor):
        camille.post("/incidents", {"text": "sinon"})
        assert noor.get("/incidents").json == {"incidents": []}
        id = camille.get("/incidents").json["incidents"][0]["id"]
        assert noor.get(f"/incidents/{id}").status_code == 404
        for path, body in (("notes", {"text": "a"}), ("answers", {"text": "a"}), ("closing", {})):
            assert noor.post(f"/incidents/{id}/{path}", body).status_code == 404

    def test_one_is_told_whole(self, camille, dominique):
        body = {
            "text": "Une remise, sinon je publie.",
            "heard_by": "Noé",
            "stay": "Chambre 12",
            "answer": "Nous en parlons demain.",
        }
        id = camille.post("/incidents", body).json["id"]
        told = dominique.get(f"/incidents/{id}").json
        assert (told["heard_by"], told["stay"], told["answer"]) == (
            "Noé",
            "Chambre 12",
            "Nous en parlons demain.",
        )
        assert told["cues"]
        for cue in told["cues"]:
            assert told["text"][cue["start"] : cue["end"]] == cue["quote"]
        kinds = [(event["kind"], event["by"]["name"], event["version"]) for event in told["events"]]
        assert kinds == [("incident_recorded", "Camille", 1), ("incident_answered", "Camille", 2)]

    def test_follow_one_to_its_end(self, camille, dominique):
        id = camille.post("/incidents", {"text": "sinon"}).json["id"]
        assert camille.post(f"/incidents/{id}/notes", {"text": "Rappelé."}).status_code == 201
        assert camille.post(f"/incidents/{id}/notes", {"text": " "}).status_code == 422
        assert camille.post(f"/incidents/{id}/answers", {"text": "Non."}).json["answer"] == "Non."
        assert camille.post(f"/incidents/{id}/closing", {}).status_code == 403
        closed = dominique.post(f"/incidents/{id}/closing", {"comment": "Réglé."})
        assert (closed.status_code, closed.json["status"]) == (200, "closed")
        assert [event["comment"] for event in closed.json["events"]] == [None, "Rappelé.", "Non.", "Réglé."]
        assert dominique.post(f"/incidents/{id}/closing", {}).status_code == 409
        assert camille.post(f"/incidents/{id}/notes", {"text": "Revenu."}).json["status"] == "closed"

    def test_at_a_time_to_come_are_refused(self, camille):
        body = {"text": "a", "occurred_at": "2199-01-01T00:00:00Z"}
        assert camille.post("/incidents", body).status_code == 422


class TestRepeats:
    """A request sent twice under one key does its work once."""

    def test_gives_the_same_answer(self, camille):
        first = camille.post("/replies", BODY, Idempotency_Key="k1")
        again = camille.post("/replies", BODY, Idempotency_Key="k1")
        assert (again.status_code, again.json) == (201, first.json)
        assert camille.post("/replies", BODY).json["version"] == 2

    def test_another_body_is_a_mistake(self, camille):
        camille.post("/replies", BODY, Idempotency_Key="k1")
        answer = camille.post("/replies", {**BODY, "text": "Autre."}, Idempotency_Key="k1")
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "idempotency_key_reused")

    def test_a_failure_frees_the_key(self, camille):
        bad = {**BODY, "text": "Un escroc."}
        assert camille.post("/replies", bad, Idempotency_Key="k1").status_code == 422
        assert camille.post("/replies", BODY, Idempotency_Key="k1").status_code == 201

    def test_keys_are_ones_own_and_of_one_address(self, camille, dominique):
        reply = camille.post("/replies", BODY, Idempotency_Key="k1").json
        assert dominique.post("/replies", BODY, Idempotency_Key="k1").json["version"] == 2
        corrected = camille.post(
            f"/replies/{reply['id']}/versions", {"version": 2, "text": "Bien."}, Idempotency_Key="k1"
        )
        assert corrected.status_code == 201

    def test_a_key_is_free_after_a_day(self, house, camille):
        camille.post("/replies", BODY, Idempotency_Key="k1")
        house.clock.forward(hours=25)
        assert camille.post("/replies", BODY, Idempotency_Key="k1").json["version"] == 2

    def test_while_the_first_is_under_way(self, house, camille):
        from sangfroid.services import repeat

        id = camille.get("/me").json["user"]["id"]
        repeat.begin(house.database, id, "k1", "POST /api/v1/replies", "0" * 64, house.clock())
        answer = camille.post("/replies", BODY, Idempotency_Key="k1")
        assert answer.status_code == 409
        house.clock.forward(minutes=3)
        assert camille.post("/replies", BODY, Idempotency_Key="k1").status_code == 201

    def test_a_key_without_end(self, camille):
        assert camille.post("/replies", BODY, Idempotency_Key="k" * 201).status_code == 422


class TestDocument:
    """openapi.json says what there is, all of it."""

    def test_has_every_route(self, house):
        routes = {
            (method, shown_path(rule.rule.removeprefix("/api/v1")))
            for rule in house.app.url_map.iter_rules()
            if rule.rule.startswith("/api/v1/") and rule.endpoint != "api.description.openapi"
            for method in rule.methods - {"HEAD", "OPTIONS"}
        }
        described = {
            (method.upper(), path) for path, methods in document()["paths"].items() for method in methods
        }
        assert described == routes

    def test_is_served_and_its_schemas_are_schemas(self, house):
        served = house.client().get("/api/v1/openapi.json").json
        assert served["openapi"].startswith("3.1")
        assert served == json.loads(json.dumps(document()))
        for name, schema in served["components"]["schemas"].items():
            Draft202012Validator.check_schema(schema)
            assert schema.get("additionalProperties") is False, name

    def test_refers_to_nothing_that_is_missing(self):
        text = json.dumps(document())
        import re

        names = set(re.findall(r"#/components/schemas/(\w+)", text))
        assert names <= set(document()["components"]["schemas"])

    def test_names_each_operation_once(self):
        ids = [one["operationId"] for path in document()["paths"].values() for one in path.values()]
        assert len(ids) == len(set(ids))


class TestProbes:
    """What a supervisor asks."""

    def test_alive_and_ready(self, house):
        assert house.client().get("/healthz").json == {"status": "ok"}
        assert house.client().get("/readyz").status_code == 200

    def test_not_ready_without_its_schema(self, house):
        from sqlalchemy import text

        with house.database.transaction() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        try:
            assert house.client().get("/readyz").status_code == 503
        finally:
            with house.database.transaction() as session:
                session.execute(text(f"UPDATE alembic_version SET version_num = '{SCHEMA_REVISION}'"))

    def test_counts(self, house, camille):
        camille.post("/drafts", {"text": "a"})
        camille.post("/checks", {"text": "Un escroc."})
        text = house.client().get("/metrics").text
        assert 'sangfroid_requests_total{route="/api/v1/drafts",method="POST",status="200"} 1' in text
        assert 'sangfroid_drafts_total{engine="composer"} 1' in text
        assert 'sangfroid_findings_total{guard="accusation",severity="block"} 1' in text


def test_the_log_has_routes_and_no_words(make_house, caplog):
    house = make_house(log_level="info")
    caplog.set_level(logging.INFO, logger="sangfroid")
    nadia = house.person("Nadia", "agent")
    reply = nadia.submit(text="Une phrase reconnaissable.")
    nadia.get(f"/replies/{reply['id']}")
    house.client().get("/sign-in?token=a-secret-token")
    logged = caplog.text
    assert "POST /api/v1/replies 201" in logged
    assert "/api/v1/replies/<id> 200" in logged
    for secret in ("reconnaissable", "bruyante", nadia.token, reply["id"], "a-secret-token"):
        assert secret not in logged


def test_settings_never_show_their_secrets():
    shown = repr(Settings(secret_key="s" * 32, database_url="postgresql://u:p@h/d"))
    assert "ssss" not in shown
    assert ":p@" not in shown
