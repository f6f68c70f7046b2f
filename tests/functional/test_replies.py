"""The queue: its states, its two people, and what a stranger sees of it."""

from threading import Barrier, Thread

import pytest

from sangfroid.services.verify_audit import verify_audit


def kinds(reply):
    """What has happened, in order."""
    return [(event["kind"], event["status"]) for event in reply["events"]]


def test_a_reply_goes_from_the_desk_to_the_platform(camille, dominique):
    reply = camille.submit(note="À relire, merci.")
    assert reply["status"] == "pending"
    assert reply["note"] == "À relire, merci."
    approved = dominique.decide(reply, "approve", sha256=reply["sha256"]).json
    assert approved["status"] == "approved"
    assert approved["decided_by"]["name"] == "Dominique"
    copied = camille.post(f"/replies/{reply['id']}/copies", {"version": 1}).json
    assert copied["status"] == "copied"
    again = camille.post(f"/replies/{reply['id']}/copies", {"version": 1}).json
    assert again["status"] == "copied"
    seen = camille.post(f"/replies/{reply['id']}/sightings", {"text": f"  {reply['text']}\n"}).json
    assert seen["result"] == "identical"
    assert kinds(seen["reply"]) == [
        ("submitted", "pending"),
        ("approved", "approved"),
        ("copied", "copied"),
        ("copied", "copied"),
        ("seen_identical", "published"),
    ]


def test_what_stands_online_is_told_apart(camille, dominique):
    reply = camille.submit()
    dominique.decide(reply, "approve")
    path = f"/replies/{reply['id']}/sightings"
    assert camille.post(path, {"text": None}).json["reply"]["status"] == "approved"
    assert camille.post(path, {"text": "autre chose"}).json["result"] == "changed"
    gone = camille.post(path, {"text": None}).json
    assert (gone["result"], gone["reply"]["status"]) == ("absent", "withdrawn")


def test_nothing_unapproved_is_looked_for_online(camille):
    reply = camille.submit()
    answer = camille.post(f"/replies/{reply['id']}/sightings", {"text": reply["text"]})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "not_in_this_state")


def test_an_agent_cannot_decide(camille):
    reply = camille.submit()
    assert camille.decide(reply, "approve").status_code == 403
    assert camille.decide(reply, "reject", comment="non").status_code == 403
    assert "approve" not in reply["may"]


@pytest.mark.parametrize("decision", ["approve", "edit_and_approve"])
def test_the_author_of_a_text_cannot_approve_it(dominique, decision):
    reply = dominique.submit()
    answer = dominique.decide(reply, decision, text="Un autre texte.")
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "two_people")
    assert not {"approve", "edit_and_approve"} & set(reply["may"])


def test_a_manager_who_corrected_the_text_has_become_its_author(camille, dominique):
    reply = camille.submit()
    corrected = dominique.post(
        f"/replies/{reply['id']}/versions", {"version": 1, "text": "Un texte corrigé."}
    ).json
    assert dominique.decide(corrected, "approve").status_code == 403


def test_where_one_person_is_enough_the_author_may_approve(house, dominique):
    establishment = dominique.get("/establishments").json["establishments"][0]
    changed = dominique.ask(
        "PATCH", f"/establishments/{establishment['id']}", {"policy": {"two_people": False}}
    )
    assert changed.json["policy"] == {"two_people": False, "approval": "pressure"}
    assert dominique.decide(dominique.submit(), "approve").status_code == 200


def test_edit_and_approve_makes_a_version_and_keeps_the_former(camille, dominique):
    reply = camille.submit(text="Premier texte.")
    edited = dominique.decide(reply, "edit_and_approve", text="Second texte.").json
    assert (edited["status"], edited["version"], edited["text"]) == ("approved", 2, "Second texte.")
    assert [(one["text"], one["by"]["name"]) for one in edited["versions"]] == [
        ("Premier texte.", "Camille"),
        ("Second texte.", "Dominique"),
    ]


def test_a_rejection_needs_a_reason_and_a_correction_waits_again(camille, dominique):
    reply = camille.submit()
    assert dominique.decide(reply, "reject").status_code == 422
    rejected = dominique.decide(reply, "reject", comment="Trop long.").json
    assert (rejected["status"], rejected["comment"]) == ("rejected", "Trop long.")
    corrected = camille.post(
        f"/replies/{reply['id']}/versions", {"version": 1, "text": "Plus court.", "note": "fait"}
    )
    assert corrected.status_code == 201
    assert (corrected.json["status"], corrected.json["version"], corrected.json["comment"]) == (
        "pending",
        2,
        None,
    )


def test_editing_after_approval_is_pending_again(camille, dominique):
    reply = camille.submit()
    dominique.decide(reply, "approve")
    edited = camille.post(f"/replies/{reply['id']}/versions", {"version": 1, "text": "Autre."}).json
    assert (edited["status"], edited["version"], edited["decided_by"]) == ("pending", 2, None)
    copy = camille.post(f"/replies/{reply['id']}/copies", {"version": 2})
    assert copy.status_code == 409


def test_submitting_again_for_a_review_is_its_next_version(camille, dominique):
    first = camille.submit(text="Un.")
    dominique.decide(first, "approve")
    second = camille.submit(text="Deux.")
    assert (second["id"], second["version"], second["status"]) == (first["id"], 2, "pending")
    assert camille.get("/replies").json["counts"] == {"pending": 1}


def test_the_author_takes_a_reply_out_of_the_queue(camille, dominique):
    reply = camille.submit()
    assert dominique.decide(reply, "take_back").status_code == 403
    assert camille.decide(reply, "take_back").json["status"] == "withdrawn"
    assert dominique.decide(reply, "approve").status_code == 409


def test_a_manager_takes_an_approval_back(camille, dominique):
    reply = camille.submit()
    dominique.decide(reply, "approve")
    assert camille.decide(reply, "take_back").status_code == 403
    assert dominique.decide(reply, "take_back").json["status"] == "withdrawn"
    assert camille.post(f"/replies/{reply['id']}/copies", {"version": 1}).status_code == 409


class TestStale:
    """Two people on one reply: the second is told."""

    def test_a_decision_on_an_older_version(self, camille, dominique):
        seen = camille.submit(text="Ancien texte.")
        camille.post(f"/replies/{seen['id']}/versions", {"version": 1, "text": "Nouveau texte."})
        for decision in ("approve", "edit_and_approve", "reject", "take_back"):
            answer = dominique.decide(seen, decision, comment="c", text="Le mien.")
            assert answer.status_code == 409, decision
            error = answer.json["error"]
            assert error["code"] == "stale"
            assert error["details"]["seen"] == 1
            assert error["details"]["current"]["text"] == "Nouveau texte."
        assert dominique.get(f"/replies/{seen['id']}").json["status"] == "pending"

    def test_a_second_decision(self, house, camille, dominique):
        other = house.person("Sacha", "manager")
        reply = camille.submit()
        dominique.decide(reply, "approve")
        late = other.decide(reply, "reject", comment="Non.")
        assert late.status_code == 409
        assert late.json["error"]["details"]["current"]["decided_by"]["name"] == "Dominique"
        assert dominique.get(f"/replies/{reply['id']}").json["status"] == "approved"

    def test_another_text_under_the_same_number(self, camille, dominique):
        reply = camille.submit()
        assert dominique.decide(reply, "approve", sha256="0" * 64).status_code == 409

    def test_a_correction_of_an_older_version(self, camille, dominique):
        reply = camille.submit()
        path = f"/replies/{reply['id']}/versions"
        dominique.post(path, {"version": 1, "text": "Un."})
        assert camille.post(path, {"version": 1, "text": "Deux."}).status_code == 409

    def test_a_copy_of_an_older_version(self, camille, dominique):
        reply = camille.submit()
        dominique.decide(reply, "edit_and_approve", text="Corrigé.")
        assert camille.post(f"/replies/{reply['id']}/copies", {"version": 1}).status_code == 409


class TestGuards:
    """A blocked text goes nowhere; a manager may let some of it pass."""

    def test_a_blocked_text_is_not_submitted(self, camille):
        body = {"review": {"id": "r1", "text": "Nul."}, "text": "Vous êtes un escroc."}
        answer = camille.post("/replies", body)
        assert (answer.status_code, answer.json["error"]["code"]) == (422, "blocked")
        found = answer.json["error"]["details"]["findings"][0]
        assert body["text"][found["start"] : found["end"]] == found["quote"] == "escroc"
        assert camille.get("/replies").json["replies"] == []

    def test_it_may_be_kept_as_a_draft(self, camille):
        reply = camille.submit(text="Vous êtes un escroc.", status="draft")
        assert reply["status"] == "draft"
        assert reply["findings"][0]["severity"] == "block"
        assert "copy" not in reply["may"]

    def test_a_warning_does_not_stop(self, camille):
        assert camille.submit(text="Le bruit, hélas.")["findings"][0]["severity"] == "warn"

    def test_an_edit_is_checked_too(self, camille, dominique):
        reply = camille.submit()
        answer = dominique.decide(reply, "edit_and_approve", text="Une remise de 10 euros.")
        assert answer.json["error"]["code"] == "blocked"

    def test_an_override_needs_a_reason_and_is_recorded(self, camille, dominique):
        reply = camille.submit()
        text = "Une remise de 10 euros."
        override = {"guards": ["gesture"], "reason": ""}
        assert dominique.decide(reply, "edit_and_approve", text=text, override=override).status_code == 422
        override["reason"] = "Décidé avant l’avis, facture du 3."
        done = dominique.decide(reply, "edit_and_approve", text=text, override=override).json
        assert done["status"] == "approved"
        assert done["events"][-1]["details"]["override"] == override

    def test_some_guards_are_never_overridden(self, camille, dominique):
        reply = camille.submit()
        override = {"guards": ["accusation"], "reason": "Parce que."}
        answer = dominique.decide(reply, "edit_and_approve", text="Un escroc.", override=override)
        assert answer.json["error"]["code"] == "blocked"

    @pytest.mark.parametrize("decision", ["approve", "edit_and_approve"])
    @pytest.mark.parametrize("guard", ["no_such_guard", "accusation", ""])
    def test_an_override_of_what_is_none_is_named(self, camille, dominique, decision, guard):
        reply = camille.submit()
        override = {"guards": ["gesture", guard], "reason": "Parce que."}
        text = {"text": "Un autre texte."} if decision == "edit_and_approve" else {}
        answer = dominique.decide(reply, decision, override=override, **text)
        assert answer.status_code == 422
        assert [one["field"] for one in answer.json["error"]["details"]["fields"]] == ["override.guards.1"]
        assert camille.get(f"/replies/{reply['id']}").json["status"] == "pending"

    def test_an_approval_is_of_the_text_that_was_seen(self, camille, dominique):
        reply = camille.submit(text="Merci.\nÀ bientôt.")
        for text in ("Merci.", "Merci. À bientôt.", ""):
            answer = dominique.decide(reply, "approve", text=text)
            assert answer.status_code == 422
            assert answer.json["error"]["details"]["fields"][0]["field"] == "text"
        assert camille.get(f"/replies/{reply['id']}").json["status"] == "pending"
        done = dominique.decide(reply, "approve", text=" Merci.\r\nÀ bientôt. ").json
        assert (done["status"], done["text"]) == ("approved", "Merci.\nÀ bientôt.")

    def test_a_stale_approval_is_told_so_whatever_its_text(self, camille, dominique):
        reply = camille.submit()
        camille.submit(text="Merci encore.")
        assert dominique.decide(reply, "approve", text="Autre.").status_code == 409


class TestReviewsWithoutAnId:
    """A blank id names nothing."""

    @pytest.mark.parametrize("blank", ["", "  ", "\t\u00a0"])
    def test_are_told_apart_by_their_words(self, camille, blank):
        one, other = (
            camille.post("/replies", {"review": {"id": blank, "text": words}, "text": "Merci."}).json
            for words in ("Bruyant.", "Froid.")
        )
        assert one["id"] != other["id"]
        again = camille.post("/replies", {"review": {"text": "Bruyant."}, "text": "Merci bien."}).json
        assert (again["id"], again["version"]) == (one["id"], 2)


class TestPolicy:
    """What may be copied without a manager."""

    @pytest.mark.parametrize(
        ("approval", "review", "allowed"),
        [
            ("pressure", "Chambre bruyante.", True),
            ("pressure", "Remboursez, sinon je publie.", False),
            ("never", "Remboursez, sinon je publie.", True),
            ("always", "Chambre bruyante.", False),
        ],
    )
    def test_a_draft(self, camille, dominique, approval, review, allowed):
        id = dominique.get("/establishments").json["establishments"][0]["id"]
        dominique.ask("PATCH", f"/establishments/{id}", {"policy": {"approval": approval}})
        body = {"review": {"id": "p", "text": review}, "text": "Merci.", "status": "draft"}
        reply = camille.post("/replies", body).json
        assert ("copy" in reply["may"]) is allowed
        answer = camille.post(f"/replies/{reply['id']}/copies", {"version": 1})
        assert answer.status_code == (200 if allowed else 409)
        if allowed:
            assert kinds(answer.json)[1:] == [
                ("submitted", "pending"),
                ("passed_by_policy", "approved"),
                ("copied", "copied"),
            ]

    def test_what_was_sent_for_approval_waits_for_it(self, camille):
        reply = camille.submit()
        assert "copy" not in reply["may"]
        assert camille.post(f"/replies/{reply['id']}/copies", {"version": 1}).status_code == 409


class TestStranger:
    """Noor works elsewhere: for her none of it exists."""

    def test_sees_nothing(self, camille, noor):
        reply = camille.submit()
        establishment = camille.get("/establishments").json["establishments"][0]["id"]
        assert noor.get("/replies").json == {"replies": [], "next": None, "counts": {}}
        looked_up = noor.post("/reviews/lookup", {"reviews": [{"platform": "other", "id": "r1"}]}).json
        assert looked_up["reviews"][0]["reply"] is None
        unknown = noor.get("/replies/00000000000000000000000000000000")
        for answer in (
            noor.get(f"/replies/{reply['id']}"),
            noor.post(f"/replies/{reply['id']}/versions", {"version": 1, "text": "x"}),
            noor.decide(reply, "approve"),
            noor.post(f"/replies/{reply['id']}/copies", {"version": 1}),
            noor.post(f"/replies/{reply['id']}/sightings", {"text": None}),
        ):
            assert answer.status_code == 404
            assert answer.json == unknown.json
        for answer in (
            noor.get(f"/replies?establishment={establishment}"),
            noor.get(f"/establishments/{establishment}/facts"),
            noor.post(f"/establishments/{establishment}/facts", {"text": "Faux."}),
            noor.ask("PATCH", f"/establishments/{establishment}", {"name": "Pris"}),
            noor.post("/replies", {"review": {"text": "a"}, "text": "b", "establishment": establishment}),
            noor.post("/drafts", {"text": "a", "establishment": establishment}),
            noor.post("/incidents", {"text": "a", "establishment": establishment}),
        ):
            assert answer.status_code == 404

    def test_answers_the_same_review_for_their_own_house(self, camille, noor):
        assert camille.submit()["id"] != noor.submit()["id"]


class TestLookup:
    """One question for a whole page."""

    def test_answers_in_order_and_shows_texts_to_whom_they_are_due(self, camille, dominique):
        mine = camille.submit("a", text="Le texte.")
        approved = camille.submit("b", text="Approuvé.")
        dominique.decide(approved, "approve")
        ask = {"reviews": [{"platform": "other", "id": id} for id in ("b", "unknown", "a")]}
        found = camille.post("/reviews/lookup", ask).json["reviews"]
        assert [one["id"] for one in found] == ["b", "unknown", "a"]
        assert found[0]["reply"]["text"] == "Approuvé."
        assert found[1]["reply"] is None
        assert found[2]["reply"]["text"] is None
        dominique.decide(mine, "reject", comment="Non.")
        own = camille.post("/reviews/lookup", ask).json["reviews"][2]["reply"]
        assert (own["text"], own["comment"]) == ("Le texte.", "Non.")
        others = dominique.post("/reviews/lookup", ask).json["reviews"][2]["reply"]
        assert others["text"] is None

    def test_takes_five_hundred_and_no_more(self, camille):
        reviews = [{"platform": "other", "id": str(number)} for number in range(501)]
        assert camille.post("/reviews/lookup", {"reviews": reviews[:500]}).status_code == 200
        assert camille.post("/reviews/lookup", {"reviews": reviews}).status_code == 422


class TestPaging:
    """Newest first, by place and not by number."""

    def test_goes_on_where_it_ended_though_others_arrive(self, camille):
        for number in range(5):
            camille.submit(f"r{number}")
        first = camille.get("/replies?limit=2").json
        camille.submit("late")
        second = camille.get(f"/replies?limit=2&cursor={first['next']}").json
        third = camille.get(f"/replies?limit=2&cursor={second['next']}").json
        seen = [one["review"]["id"] for page in (first, second, third) for one in page["replies"]]
        assert seen == ["r4", "r3", "r2", "r1", "r0"]
        assert third["next"] is None

    def test_by_state_with_the_counts_of_all(self, camille, dominique):
        first = camille.submit("a")
        camille.submit("b")
        dominique.decide(first, "approve")
        found = camille.get("/replies?status=approved").json
        assert [one["review"]["id"] for one in found["replies"]] == ["a"]
        assert found["counts"] == {"pending": 1, "approved": 1}

    @pytest.mark.parametrize("cursor", ["x", "!!!", "bnVsbA", "WzEsMl0", "W" * 299, "é"])
    def test_a_cursor_of_somebody_elses_making(self, camille, cursor):
        assert camille.get(f"/replies?cursor={cursor}").status_code == 422

    @pytest.mark.parametrize(
        "query", ["status=lost", "limit=0", "limit=101", "limit=x", "unknown=1", "limit=1e3"]
    )
    def test_bad_questions(self, camille, query):
        answer = camille.get(f"/replies?{query}")
        assert answer.status_code == 422
        assert answer.json["error"]["details"]["fields"]


def test_of_two_decisions_at_the_same_moment_one_counts(house, camille, dominique):
    other = house.person("Sacha", "manager")
    for number in range(4):
        reply = camille.submit(f"race{number}")
        start, answers = Barrier(2), []

        def decide(person, decision, reply=reply, start=start, answers=answers):
            start.wait()
            answers.append(person.decide(reply, decision, comment="Non.").status_code)

        threads = [
            Thread(target=decide, args=(dominique, "approve")),
            Thread(target=decide, args=(other, "reject")),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == [200, 409]
        assert len(camille.get(f"/replies/{reply['id']}").json["events"]) == 2
    assert verify_audit(house.database) == []


def test_two_people_submit_for_one_review_at_the_same_moment(house, camille, dominique):
    start, answers = Barrier(2), []

    def submit(person):
        start.wait()
        body = {"review": {"id": "same", "text": "a"}, "text": person.name}
        answers.append(person.post("/replies", body).status_code)

    threads = [Thread(target=submit, args=(person,)) for person in (camille, dominique)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {201, 409}
    assert 201 in answers
    found = camille.get("/replies").json
    assert len(found["replies"]) == 1
    assert found["counts"] == {"pending": 1}
    assert verify_audit(house.database) == []
