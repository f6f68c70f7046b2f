"""Cases: opened once, judged by a person, followed to their end."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import text

from sangfroid.services import open_case as opening
from sangfroid.services.verify_audit import verify_audit
from sangfroid.storage import cases
from tests.functional.conftest import a_review

THREAT = "Une remise, sinon je publie."


def open_case(person, **body):
    """Opens one from words nobody posted, unless told otherwise."""
    given = body or {"review": {"id": "m1", "text": THREAT, "channel": "message"}}
    answer = person.post("/cases", given)
    assert answer.status_code in {200, 201}, answer.text
    return answer.json


def move(person, case, move_, **said):
    body = {"move": move_, "version": case["version"], **said}
    return person.post(f"/cases/{case['id']}/moves", body)


def moved(person, case, move_, **said):
    answer = move(person, case, move_, **said)
    assert answer.status_code == 200, answer.text
    return answer.json


def confirmed(person, case):
    """Both questions answered, pressure confirmed."""
    case = moved(person, case, "answer", failure="no", already_done="Rien n’était dû.")
    return moved(person, case, "judge", verdict="pressure")


def kinds(case):
    return [event["kind"] for event in case["events"]]


class TestOpening:
    def test_from_a_message_records_the_incident_with_it(self, house, camille, dominique):
        body = {
            "review": {"id": "m1", "text": THREAT, "channel": "phone_note"},
            "note": "Appel de midi.",
            "occurred_at": "2026-11-20T22:15:00+01:00",
            "heard_by": "Noé",
            "stay": "Chambre 12",
        }
        answer = camille.post("/cases", body)
        assert answer.status_code == 201
        case = answer.json
        assert (case["status"], case["version"], case["verdict"]) == ("open", 1, "undecided")
        assert (case["route"], case["level"]) == ("before_review", "explicit")
        assert (case["failure"], case["already_done"], case["outcome"]) == (None, None, None)
        assert case["events"][0]["comment"] == "Appel de midi."
        for cue in case["cues"]:
            assert case["text"][cue["start"] : cue["end"]] == cue["quote"]
        incident = dominique.get(f"/incidents/{case['incident']}").json
        assert (incident["text"], incident["heard_by"], incident["stay"]) == (THREAT, "Noé", "Chambre 12")
        assert incident["occurred_at"] == case["occurred_at"] == "2026-11-20T21:15:00+00:00"
        assert incident["answer"] is None
        assert dominique.get(f"/cases/{case['id']}?language=fr").json["text"] == THREAT
        assert verify_audit(house.database) == []

    def test_from_a_posted_review_records_no_incident(self, camille):
        review = a_review("r9", text="Nul. " + THREAT, published="2026-11-01", url="https://a.example/r9")
        case = open_case(camille, review=review)
        assert (case["route"], case["incident"], case["reply"]) == ("review_posted", None, None)
        assert case["review"]["url"] == "https://a.example/r9"
        assert camille.get("/incidents").json["incidents"] == []
        assert [(one["name"], one["due"], one["passed"]) for one in case["deadlines"]] == [
            ("press_law_fr", "2027-01-31", False)
        ]

    def test_words_without_signs_may_be_a_case_too(self, camille):
        case = open_case(camille, review={"id": "m2", "text": "Rappelez-moi.", "channel": "email"})
        assert (case["level"], case["route"], case["cues"]) == ("none", "before_review", [])

    def test_from_an_incident(self, camille, dominique):
        incident = camille.post("/incidents", {"text": THREAT, "stay": "Table 4"}).json
        case = open_case(dominique, incident=incident["id"])
        assert (case["incident"], case["text"], case["occurred_at"]) == (
            incident["id"],
            THREAT,
            incident["occurred_at"],
        )
        assert len(camille.get("/incidents").json["incidents"]) == 1

    def test_from_an_incident_whose_words_were_posted_after_all(self, camille):
        incident = camille.post("/incidents", {"text": THREAT, "rating": 1}).json
        case = open_case(camille, incident=incident["id"])
        assert (case["route"], case["review"]["rating"]) == ("review_posted", 1)
        assert [(one["name"], one["due"]) for one in case["deadlines"]] == [("press_law_fr", None)]

    def test_from_a_reply(self, camille):
        reply = camille.submit("r1")
        case = open_case(camille, reply=reply["id"])
        assert (case["reply"], case["review"]["id"], case["incident"]) == (reply["id"], "r1", None)
        assert open_case(camille, review=a_review("r1"))["id"] == case["id"]

    def test_the_reply_to_a_review_is_found(self, camille):
        reply = camille.submit("r1")
        assert open_case(camille, review=a_review("r1"))["reply"] == reply["id"]
        assert open_case(camille, review=a_review("r2"))["reply"] is None

    def test_a_second_time_gives_the_one_there_is(self, camille, dominique):
        body = {"review": {"id": "m1", "text": THREAT, "channel": "message"}}
        first, second = camille.post("/cases", body), dominique.post("/cases", {**body, "note": "Encore."})
        assert (first.status_code, second.status_code) == (201, 200)
        assert second.json["id"] == first.json["id"]
        assert second.json["version"] == 1
        again = camille.post("/cases", {"incident": first.json["incident"]})
        assert (again.status_code, again.json["id"]) == (200, first.json["id"])
        assert len(camille.get("/incidents").json["incidents"]) == 1
        assert camille.get("/cases").json["counts"] == {"open": 1}

    def test_another_review_another_platform_another_house_is_another_case(self, camille, noor):
        ids = {
            open_case(camille, review=a_review("r1"))["id"],
            open_case(camille, review=a_review("r2"))["id"],
            open_case(camille, review=a_review("r1", platform="tripadvisor"))["id"],
            open_case(noor, review=a_review("r1"))["id"],
        }
        assert len(ids) == 4

    def test_a_threat_said_twice_is_two_a_posted_review_is_one(self, camille):
        said = {"text": THREAT, "channel": "phone_note"}
        assert open_case(camille, review=said)["id"] != open_case(camille, review=said)["id"]
        posted = {"text": THREAT, "rating": 1}
        assert open_case(camille, review=posted)["id"] == open_case(camille, review=posted)["id"]

    def test_somebody_who_was_a_moment_earlier_is_not_an_error(self, camille, monkeypatch):
        first = open_case(camille)
        find, looks = cases.of_review, []

        def too_early(*asked):
            looks.append(asked)
            return None if len(looks) == 1 else find(*asked)

        monkeypatch.setattr(opening.cases, "of_review", too_early)
        answer = camille.post("/cases", {"review": {"id": "m1", "text": THREAT, "channel": "message"}})
        assert (answer.status_code, answer.json["id"], len(looks)) == (200, first["id"], 2)
        assert len(camille.get("/incidents").json["incidents"]) == 1

    def test_once_under_one_key(self, camille):
        body = {"review": {"text": THREAT, "channel": "phone_note"}}
        first = camille.post("/cases", body, Idempotency_Key="k")
        again = camille.post("/cases", body, Idempotency_Key="k")
        assert (again.status_code, again.json) == (201, first.json)

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({}, "incident"),
            ({"incident": "a", "reply": "b"}, "incident"),
            ({"review": {"text": "a"}, "reply": "b"}, "incident"),
            ({"incident": "a", "stay": "12"}, "stay"),
            ({"reply": "a", "heard_by": "Noé"}, "heard_by"),
            ({"review": {"text": " "}}, "text"),
            ({"review": {"text": "a"}, "occurred_at": "hier"}, "occurred_at"),
            ({"review": {"text": "a"}, "occurred_at": "2199-01-01T00:00:00Z"}, "occurred_at"),
            ({"review": {"text": "a"}, "route": "court"}, "route"),
            ({"review": {"text": "a"}, "answer": "Non."}, "answer"),
        ],
    )
    def test_what_cannot_be_opened_is_named(self, camille, body, field):
        answer = camille.post("/cases", body)
        assert answer.status_code == 422
        assert answer.json["error"]["details"]["fields"][0]["field"] == field
        assert camille.get("/incidents").json["incidents"] == []

    def test_a_person_may_choose_the_route(self, camille):
        case = open_case(camille, review={"text": THREAT, "channel": "email"}, route="stranger")
        assert case["route"] == "stranger"
        assert case["deadlines"] == []


class TestStrangers:
    def test_learn_nothing(self, camille, noor):
        case, incident = open_case(camille), camille.post("/incidents", {"text": THREAT}).json
        reply = camille.submit()
        unknown = noor.get(f"/cases/{'0' * 32}")
        house = camille.get("/me").json["establishments"][0]["id"]
        assert noor.get("/cases").json == {"cases": [], "next": None, "counts": {}}
        for answer in (
            noor.get(f"/cases/{case['id']}"),
            *(move(noor, case, kind, text="a") for kind in ("note", "close")),
            move(noor, case, "step", step="warn", done=True),
            move(noor, case, "answer", failure="no", already_done="a"),
            move(noor, {**case, "version": 99}, "judge", verdict="complaint"),
        ):
            assert (answer.status_code, answer.json) == (404, unknown.json)
        for body in ({"incident": incident["id"]}, {"incident": case["incident"]}, {"reply": reply["id"]}):
            assert noor.post("/cases", body).status_code == 404
        assert noor.post("/cases", {"review": {"text": "a"}, "establishment": house}).status_code == 404
        assert noor.get(f"/cases?establishment={house}").status_code == 404
        assert camille.get("/cases").json["counts"] == {"open": 1}  # nor was anything opened for them

    def test_an_agent_elsewhere_is_told_the_same_of_what_is_a_managers(self, house, camille):
        case = open_case(camille)
        other = house.person("Lou", "agent", "Hôtel de la Gare")
        assert move(other, case, "close", text="a").status_code == 404

    def test_a_token_for_reading_does_nothing(self, house, camille):
        case = open_case(camille)
        reader = house.person("Lise", "manager", scopes=("manage",))
        assert reader.get(f"/cases/{case['id']}").json["may"] == []
        assert reader.post("/cases", {"review": {"text": "a"}}).status_code == 403
        assert move(reader, case, "note", text="a").status_code == 403

    def test_a_managers_token_without_the_right_to_approve_does_no_managers_work(self, house, camille):
        case = confirmed(camille, open_case(camille))
        writer = house.person("Maud", "manager", scopes=("reply",))
        assert "close" not in writer.get(f"/cases/{case['id']}").json["may"]
        assert move(writer, case, "close", text="a").status_code == 403
        assert move(writer, case, "step", step="warn", done=True).status_code == 403
        assert move(writer, case, "step", step="listen", done=True).status_code == 200


class TestVerdict:
    def test_waits_for_both_questions(self, camille):
        case = open_case(camille)
        answer = move(camille, case, "judge", verdict="pressure")
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "not_in_this_state")
        assert move(camille, case, "answer", failure="no").status_code == 422
        assert move(camille, case, "answer", failure="no", already_done="  ").status_code == 422
        assert move(camille, case, "answer", already_done="Rien.").status_code == 422
        case = moved(camille, case, "answer", failure="no", already_done="Rien n’était dû.")
        case = moved(camille, case, "judge", verdict="pressure")
        assert (case["verdict"], case["kept_apart"], case["version"]) == ("pressure", None, 3)

    def test_a_complaint_may_be_called_one_at_any_time(self, camille):
        assert moved(camille, open_case(camille), "judge", verdict="complaint")["verdict"] == "complaint"

    @pytest.mark.parametrize("failure", ["yes", "unknown"])
    def test_a_founded_complaint_is_kept_apart(self, camille, failure):
        case = moved(camille, open_case(camille), "answer", failure=failure, already_done="Chambre changée.")
        refused = move(camille, case, "judge", verdict="pressure", kept_apart=" ")
        assert refused.status_code == 422
        assert refused.json["error"]["details"]["fields"] == [{"field": "kept_apart"}]
        case = moved(camille, case, "judge", verdict="pressure", kept_apart="Nuit remboursée avant.")
        assert (case["verdict"], case["kept_apart"]) == ("pressure", "Nuit remboursée avant.")

    def test_rests_on_the_answers(self, camille):
        case = confirmed(camille, open_case(camille))
        same = moved(camille, case, "answer", failure="no", already_done="Rien n’était dû.")
        assert same["verdict"] == "pressure"
        case = moved(camille, same, "answer", failure="yes", already_done="Rien n’était dû.")
        assert (case["verdict"], case["kept_apart"]) == ("undecided", None)
        assert case["events"][-1]["details"] == {"failure": "yes", "verdict": "undecided"}

    def test_the_program_judges_nothing(self, camille):
        case = open_case(camille)
        assert (case["level"], case["verdict"]) == ("explicit", "undecided")


class TestSteps:
    def test_are_ticked_and_taken_back(self, camille):
        case = moved(camille, open_case(camille), "step", step="listen", done=True)
        step = next(one for one in case["steps"] if one["name"] == "listen")
        assert step["done"]["by"]["name"] == "Camille"
        assert moved(camille, case, "step", step="listen", done=True)["version"] == case["version"]
        case = moved(camille, case, "step", step="listen", done=False)
        assert next(one for one in case["steps"] if one["name"] == "listen")["done"] is None
        assert kinds(case) == ["case_opened", "case_step_done", "case_step_undone"]

    def test_naming_waits_for_a_person_and_is_a_managers(self, camille, dominique):
        case = open_case(camille)
        for step in ("name_it", "warn"):
            assert move(camille, case, "step", step=step, done=True).status_code == 403
            assert move(dominique, case, "step", step=step, done=True).status_code == 409
        assert move(camille, case, "step", step="tell_platform", done=True).status_code == 409
        shown = {one["name"]: (one["may"], one["waits_for_verdict"]) for one in case["steps"]}
        assert shown["listen"] == (True, False)
        assert shown["tell_platform"] == shown["name_it"] == (False, True)
        case = confirmed(camille, case)
        assert move(camille, case, "step", step="name_it", done=True).status_code == 403
        assert {one["name"]: one["may"] for one in case["steps"]}["name_it"] is False
        case = moved(camille, case, "step", step="tell_platform", done=True)
        case = moved(dominique, case, "step", step="name_it", done=True)
        assert {one["name"] for one in case["steps"] if one["done"]} == {"tell_platform", "name_it"}

    @pytest.mark.parametrize("step", ["capture", "nothing", ""])
    def test_of_another_route_are_none(self, camille, step):
        assert move(camille, open_case(camille), "step", step=step, done=True).status_code == 422

    def test_change_with_the_route(self, camille):
        case = moved(camille, open_case(camille), "step", step="settle", done=True)
        case = moved(camille, case, "route", route="review_posted")
        assert case["steps"][0]["name"] == "capture"
        assert [one["name"] for one in case["steps"] if one["done"]] == ["settle"]
        assert [(one["name"], one["due"]) for one in case["deadlines"]] == [("press_law_fr", None)]
        assert moved(camille, case, "route", route="review_posted")["version"] == case["version"]

    def test_are_said_in_seven_languages(self, camille):
        id = open_case(camille)["id"]
        said = {
            language: camille.get(f"/cases/{id}?language={language}").json["steps"][0]["title"]
            for language in ("fr", "en", "es", "de", "it", "nl", "pt")
        }
        assert len(set(said.values())) == 7
        assert camille.get(f"/cases/{id}", Accept_Language="en").json["steps"][0]["title"] == said["en"]
        assert camille.get(f"/cases/{id}?language=sv").status_code == 422

    def test_a_last_day_that_is_over_says_so(self, house, camille):
        case = open_case(camille)
        assert (case["deadlines"][0]["due"], case["deadlines"][0]["passed"]) == ("2026-11-21", False)
        house.clock.forward(days=1)
        assert camille.get(f"/cases/{case['id']}").json["deadlines"][0]["passed"] is True

    @pytest.mark.parametrize("published", ["il y a 2 mois", "2199-01-01", "9999-12-31"])
    def test_a_day_nobody_can_mean_is_no_day(self, camille, published):
        case = open_case(camille, review=a_review("r7", published=published))
        assert case["deadlines"][0]["due"] is None


class TestEnd:
    def test_a_manager_closes_with_an_outcome(self, house, camille, dominique):
        case = confirmed(camille, open_case(camille))
        assert move(camille, case, "close", text="Réglé.").status_code == 403
        assert move(dominique, case, "close", text=" ").status_code == 422
        assert move(dominique, case, "close").status_code == 422
        case = moved(dominique, case, "close", text="Client revenu, rien publié.")
        assert (case["status"], case["outcome"], case["may"]) == (
            "closed",
            "Client revenu, rien publié.",
            ["note"],
        )
        assert camille.get(f"/incidents/{case['incident']}").json["status"] == "closed"
        for kind, said in (
            ("answer", {"failure": "no", "already_done": "a"}),
            ("judge", {"verdict": "complaint"}),
            ("step", {"step": "listen", "done": True}),
            ("route", {"route": "stranger"}),
            ("close", {"text": "a"}),
        ):
            answer = move(dominique, case, kind, **said)
            assert (answer.status_code, answer.json["error"]["code"]) == (409, "not_in_this_state"), kind
        case = camille.post(f"/cases/{case['id']}/moves", {"move": "note", "text": "Revenu."}).json
        assert (case["status"], case["events"][-1]["comment"]) == ("closed", "Revenu.")
        assert open_case(camille)["status"] == "closed"
        assert verify_audit(house.database) == []

    def test_an_incident_closed_before_stays_as_it_was(self, camille, dominique):
        case = open_case(camille)
        dominique.post(f"/incidents/{case['incident']}/closing", {"comment": "Avant."})
        moved(dominique, case, "close", text="Après.")
        events = camille.get(f"/incidents/{case['incident']}").json["events"]
        assert [event["comment"] for event in events if event["kind"] == "incident_closed"] == ["Avant."]


class TestTwoPeople:
    def test_the_second_is_told_what_changed(self, camille, dominique):
        seen = open_case(camille)
        moved(dominique, seen, "judge", verdict="complaint")
        answer = move(camille, seen, "answer", failure="no", already_done="Rien.")
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "stale")
        told = answer.json["error"]["details"]
        assert (told["seen"], told["current"]["verdict"], told["current"]["version"]) == (1, "complaint", 2)
        assert camille.get(f"/cases/{seen['id']}").json["failure"] is None

    @pytest.mark.parametrize(
        ("kind", "said", "field"),
        [
            ("answer", {"failure": "no", "already_done": "a", "verdict": "pressure"}, "verdict"),
            ("note", {"text": "a", "done": True}, "done"),
            ("close", {"text": "a", "route": "stranger"}, "route"),
            ("judge", {"verdict": "guilty"}, "verdict"),
            ("judge", {}, "verdict"),
            ("step", {"step": "listen"}, "done"),
            ("route", {}, "route"),
            ("note", {"text": " "}, "text"),
            ("answer", {"failure": "perhaps", "already_done": "a"}, "failure"),
        ],
    )
    def test_a_move_that_says_something_else_is_refused(self, dominique, kind, said, field):
        answer = move(dominique, open_case(dominique), kind, **said)
        assert answer.status_code == 422
        assert answer.json["error"]["details"]["fields"][0]["field"] == field

    def test_of_two_at_the_same_moment_one_is_told(self, house, camille, dominique):
        case = open_case(camille)
        start = threading.Barrier(2)
        answers = []

        def judge(person, verdict):
            with house.app.test_client() as client:
                start.wait(10)
                answers.append(
                    move(replace(person, client=client), case, "judge", verdict=verdict).status_code
                )

        threads = [
            threading.Thread(target=judge, args=(camille, "complaint")),
            threading.Thread(target=judge, args=(dominique, "undecided")),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == [200, 409]
        assert camille.get(f"/cases/{case['id']}").json["version"] == 2
        assert verify_audit(house.database) == []

    def test_every_move_but_a_note_says_what_was_seen(self, camille):
        id = open_case(camille)["id"]
        body = {"move": "judge", "verdict": "complaint"}
        answer = camille.post(f"/cases/{id}/moves", body)
        assert (answer.status_code, answer.json["error"]["details"]["fields"]) == (
            422,
            [{"field": "version"}],
        )
        assert camille.post(f"/cases/{id}/moves", {"move": "note", "text": "Vu."}).status_code == 200

    def test_a_move_under_one_key_is_made_once(self, camille):
        case = open_case(camille)
        body = {"move": "note", "text": "Vu."}
        path = f"/cases/{case['id']}/moves"
        first = camille.post(path, body, Idempotency_Key="k").json
        assert camille.post(path, body, Idempotency_Key="k").json == first
        assert camille.get(f"/cases/{case['id']}").json["version"] == 2


class TestList:
    def test_page_by_page_newest_first(self, camille, dominique):
        made = [open_case(camille, review=a_review(f"r{number}"))["id"] for number in range(5)]
        first = camille.get("/cases?limit=2").json
        second = camille.get(f"/cases?limit=2&cursor={first['next']}").json
        third = camille.get(f"/cases?limit=2&cursor={second['next']}").json
        shown = [one["id"] for page in (first, second, third) for one in page["cases"]]
        assert (shown, third["next"]) == (made[::-1], None)
        case = camille.get(f"/cases/{made[0]}").json
        moved(dominique, case, "close", text="Fini.")
        assert [one["id"] for one in camille.get("/cases?status=closed").json["cases"]] == [made[0]]
        assert camille.get("/cases?status=open").json["counts"] == {"open": 4, "closed": 1}

    @pytest.mark.parametrize(
        "query", ["status=lost", "limit=0", "limit=101", "cursor=x", "cursor=WzEsMl0", "a=b"]
    )
    def test_what_cannot_be_asked(self, camille, query):
        assert camille.get(f"/cases?{query}").status_code == 422


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases SET text = 'Autre.'",
        "UPDATE cases SET verdict = 'complaint'",
        "UPDATE cases SET failure = 'unknown'",
        "UPDATE cases SET route = 'stranger'",
        "UPDATE cases SET status = 'closed'",
        "UPDATE cases SET kept_apart = 'Non.'",
        "UPDATE events SET details = '{}' WHERE kind = 'case_judged'",
        "DELETE FROM events WHERE kind = 'case_judged'",
    ],
)
def test_a_touched_case_is_found(house, camille, statement):
    confirmed(camille, open_case(camille))
    assert verify_audit(house.database) == []
    with house.database.transaction() as session:
        session.execute(text(statement))
    assert verify_audit(house.database)
