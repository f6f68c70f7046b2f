"""What a hostile or clumsy caller may send: always a clear answer, never a 500."""

import io
import json
from dataclasses import replace

import pytest

ADDRESSES = ["/analyses", "/drafts", "/checks"]


def code(answer):
    return answer.status_code, answer.json["error"]["code"]


def send(person, path, raw, content_type="application/json"):
    return person.client.post(
        f"/api/v1{path}",
        data=raw,
        headers={"Authorization": f"Bearer {person.token}", "Content-Type": content_type},
    )


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0\u2003"])
def test_an_empty_text(camille, path, text):
    assert camille.post(path, {"text": text}).status_code == 422


@pytest.mark.parametrize("path", ADDRESSES)
def test_twenty_thousand_characters_and_one_more(camille, path):
    assert camille.post(path, {"text": "é" * 20_000}).status_code == 200
    assert code(camille.post(path, {"text": "é" * 20_001})) == (422, "text_too_long")


@pytest.mark.parametrize("path", [*ADDRESSES, "/replies"])
def test_a_megabyte(camille, path):
    assert code(camille.post(path, {"text": "a" * 1_000_000})) == (413, "body_too_large")


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(
    "text",
    [
        "😀👩‍👩‍👧‍👦🇫🇷",
        "مرحبا، الغرفة كانت سيئة جدا",
        "\u202eغرفة\u202c abc",
        "e\u0301" * 50,
        "\u200b\u200d\ufeff.",
        "<script>alert(1)</script>",
        "'; DROP TABLE replies; --",
        "{{ 7 * 7 }} %s %(x)s {0}",
        "\u0001\u0002\u001b[31m",
        "\uffff\U0010ffff",
    ],
)
def test_any_writing_of_the_world(camille, path, text):
    assert camille.post(path, {"text": text}).status_code == 200


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"{'text': 'a'}",
        b'{"text": "a"',
        b'{"text": NaN}',
        b'{"text": "a", "rating": Infinity}',
        b"\xff\xfe\x00",
        b'{"text": "\x80"}',
        b'{"text": "a"}{"text": "b"}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"text": "a", "rating": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_json(camille, raw):
    assert code(send(camille, "/analyses", raw)) == (400, "invalid_json")


@pytest.mark.parametrize("raw", [b"null", b"1", b'"text"', b"[]", b'[{"text": "a"}]', b"true"])
def test_json_that_is_no_object(camille, raw):
    assert send(camille, "/analyses", raw).status_code == 422


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_another_content_type(camille, kind):
    assert code(send(camille, "/analyses", b'{"text": "a"}', kind)) == (415, "wrong_content_type")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 5),
        ("text", None),
        ("text", ["a"]),
        ("text", {"a": 1}),
        ("rating", "3"),
        ("rating", True),
        ("rating", -1),
        ("rating", 6),
        ("rating", 10**400),
        ("rating", [3]),
        ("rating_max", 0),
        ("rating_max", 1e308),
        ("id", 1.5),
        ("id", ["1"]),
        ("id", "x" * 201),
        ("channel", "pigeon"),
        ("author", {"name": "x"}),
        ("published", 20261121),
        ("language", 3),
        ("url", "javascript:alert(1)"),
        ("url", 'https://a\r\nX: y z"><script>'),
        ("url", "https://a.example/\x7f"),
        ("url", "https://a.example/\u202egnp"),
        ("url", "https://a.example/ b"),
        ("url", "https://a.example/b\n"),
        ("url", "https://a.example/<b>"),
        ("url", "https:///b"),
        ("url", "https://"),
        ("facts", {"id": "1"}),
        ("facts", [{"text": "no id"}]),
        ("facts", [{"id": "1", "text": "a", "secret": 1}]),
        ("options", {"length": "endless"}),
        ("options", {"variant": -1}),
        ("options", {"variant": 1.5}),
        ("establishment", {"voice": "loud"}),
        ("establishment", {"owner": "me"}),
    ],
)
@pytest.mark.parametrize("path", ["/analyses", "/drafts"])
def test_a_wrong_value_is_named(camille, path, field, value):
    answer = camille.post(path, {"text": "Bien.", field: value})
    assert code(answer) == (422, "invalid_input")
    assert any(one["field"].startswith(field) for one in answer.json["error"]["details"]["fields"])


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example",
        "http://127.0.0.1:8080/demo?page=2#r1",
        "https://www.google.com/maps/place/Caf%C3%A9+d'Or/@48.85,2.35,17z/data=!4m8!3m7!1s0x0:0x1|a",
        "https://hôtel.example/avis/été",
    ],
)
def test_addresses_of_pages(camille, url):
    assert camille.post("/analyses", {"text": "Bien.", "url": url}).status_code == 200


def facts_of(number, **fact):
    return [*({"id": f"f{one}", "text": "Ouvert."} for one in range(number)), {"id": "last", **fact}]


WITH_FACTS = [("/drafts", {}), ("/checks", {}), ("/replies", {"review": {"text": "a"}})]


@pytest.mark.parametrize(("path", "body"), WITH_FACTS)
@pytest.mark.parametrize("levels", [4, 600, 3000])
def test_values_of_facts_nested_without_end_are_named(camille, path, body, levels):
    deep = '{"a":' * levels + "1" + "}" * levels
    facts = json.dumps(facts_of(1, type="refund_issued", values={"amount": "?"})).replace('"?"', deep)
    raw = json.dumps({**body, "text": "Bien.", "facts": "?"}).replace('"?"', facts)
    answer = send(camille, path, raw.encode())
    # What no reader of JSON can go through is none, on whatever machine.
    if code(answer) != (400, "invalid_json"):
        assert code(answer) == (422, "invalid_input")
        assert answer.json["error"]["details"]["fields"][0]["field"] == "facts.1.values"
    else:
        assert levels > 600


@pytest.mark.parametrize("levels", [4, 600])
def test_values_of_a_house_fact_too(camille, levels):
    id = camille.get("/establishments").json["establishments"][0]["id"]
    raw = '{"type": "refund_issued", "values": {"amount": ' + "[" * levels + "]" * levels + "}}"
    answer = send(camille, f"/establishments/{id}/facts", raw.encode())
    assert code(answer) == (422, "invalid_input")
    assert answer.json["error"]["details"]["fields"][0]["field"] == "values"


@pytest.mark.parametrize(("path", "body"), WITH_FACTS)
def test_an_unknown_type_of_fact_is_named(camille, path, body):
    answer = camille.post(path, {**body, "text": "Bien.", "facts": facts_of(1, type="no_such_type")})
    assert code(answer) == (422, "invalid_input")
    details = answer.json["error"]["details"]
    assert details["fields"] == [{"field": "facts.1.type"}]
    assert "refund_issued" in details["known"]


@pytest.mark.parametrize(("path", "body"), WITH_FACTS)
def test_a_known_type_of_fact_is_taken(camille, path, body):
    fact = {"type": "refund_issued", "values": {"amount": {"amount": "20", "currency": "EUR"}}}
    assert camille.post(path, {**body, "text": "Bien.", "facts": facts_of(0, **fact)}).status_code in {
        200,
        201,
    }


class TestChunks:
    """A body whose length is not told beforehand."""

    def send(self, person, raw):
        return person.client.post(
            "/api/v1/analyses",
            input_stream=io.BytesIO(raw),
            content_type="application/json",
            headers={"Authorization": f"Bearer {person.token}", "Transfer-Encoding": "chunked"},
            environ_overrides={"wsgi.input_terminated": True},
        )

    def padded(self, size):
        raw = b'{"text": "Bien."}'
        return raw + b" " * (size - len(raw))

    def test_within_the_limit(self, camille, settings):
        for size in (17, settings.max_body_bytes - 1, settings.max_body_bytes):
            assert self.send(camille, self.padded(size)).status_code == 200

    @pytest.mark.parametrize("more", [1, 300_000])
    def test_beyond_it(self, camille, settings, more):
        answer = self.send(camille, self.padded(settings.max_body_bytes + more))
        assert code(answer) == (413, "body_too_large")


def test_an_infinite_number_in_disguise(camille):
    assert send(camille, "/analyses", b'{"text": "a", "rating": 1e400}').status_code == 422


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/analyses", {"text": "a"}),
        ("/drafts", {"text": "a"}),
        ("/checks", {"text": "a"}),
        ("/replies", {"text": "a", "review": {"text": "b"}}),
        ("/reviews/lookup", {"reviews": []}),
        ("/incidents", {"text": "a"}),
        ("/cases", {"review": {"text": "a"}}),
    ],
)
def test_an_unknown_field_is_named(camille, path, body):
    answer = camille.post(path, {**body, "colour": "blue"})
    assert answer.status_code == 422
    assert answer.json["error"]["details"]["fields"][0]["field"] == "colour"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/analyses", {"text": "a", "platform": "myspace"}),
        ("/drafts", {"text": "a", "platform": "myspace"}),
        ("/checks", {"text": "a", "platform": "myspace"}),
        ("/replies", {"text": "a", "review": {"text": "b", "platform": "myspace"}}),
        ("/reviews/lookup", {"reviews": [{"platform": "myspace", "id": "1"}]}),
        ("/cases", {"review": {"text": "a", "platform": "myspace"}}),
    ],
)
def test_an_unknown_platform_names_the_known_ones(camille, path, body):
    answer = camille.post(path, body)
    assert code(answer) == (422, "unknown_platform")
    assert {"google-maps", "tripadvisor", "booking", "trustpilot", "other"} <= set(
        answer.json["error"]["details"]["known"]
    )


def test_the_platform_of_a_page_is_named_with_its_place(camille):
    reviews = [{"platform": name, "id": "1"} for name in ("other", "booking", "other", "myspace")]
    answer = camille.post("/reviews/lookup", {"reviews": reviews})
    assert answer.json["error"]["details"]["fields"] == [{"field": "reviews.3.platform"}]


class TestHalfCharacters:
    """Lone surrogates and NUL become U+FFFD, one for one: offsets stay exact."""

    @pytest.mark.parametrize("escape", ["\\ud800", "\\udc00", "\\udfff\\ud800", "\\u0000", "\\ud83d x"])
    @pytest.mark.parametrize("path", ADDRESSES)
    def test_are_no_failure(self, camille, path, escape):
        answer = send(camille, path, f'{{"text": "Bien {escape} sinon", "id": "a{escape}"}}'.encode())
        assert answer.status_code == 200
        answer.text.encode()

    def test_leave_offsets_alone(self, camille):
        answer = send(camille, "/analyses", b'{"text": "\\ud800\\u0000 sinon"}')
        assert (answer.json["cues"][0]["start"], answer.json["cues"][0]["quote"]) == (3, "sinon")

    def test_whole_pairs_are_kept(self, camille):
        answer = send(
            camille, "/drafts", b'{"text": "a", "facts": [{"id": "f", "text": "\\ud83d\\ude00 \\ud800"}]}'
        )
        assert "😀 \ufffd" in answer.json["reply"]

    def test_are_stored_as_replaced(self, camille):
        raw = json.dumps({"review": {"id": "n\x00", "text": "a\x00\ud800"}, "text": "b\x00\udfff"})
        answer = send(camille, "/replies", raw.encode())
        assert answer.status_code == 201
        kept = camille.get(f"/replies/{answer.json['id']}").json
        assert (kept["text"], kept["review"]["text"]) == ("b\ufffd\ufffd", "a\ufffd\ufffd")

    def test_in_the_name_of_a_field(self, camille):
        assert send(camille, "/analyses", b'{"text": "a", "\\ud800\\u0000": 1}').status_code == 422

    def test_raw_nul_is_no_json(self, camille):
        assert send(camille, "/analyses", b'{"text": "a\x00"}').status_code == 400

    @pytest.mark.parametrize("query", ["cursor=%00", "status=%00", "establishment=%00", "cursor=%ED%A0%80"])
    def test_in_a_question(self, camille, query):
        assert camille.get(f"/replies?{query}").status_code in {404, 422}

    def test_in_an_address(self, camille):
        assert (
            camille.client.get(
                "/api/v1/replies/%00%ed%a0%80", headers={"Authorization": f"Bearer {camille.token}"}
            ).status_code
            == 404
        )


def test_the_reply_keeps_what_was_written(camille):
    text = "  Bonjour,\r\n\r\nmerci 😀 <b>&amp;</b>\u202fune nuit.\r\nDominique  "
    reply = camille.submit(text=text)
    assert reply["text"] == "Bonjour,\n\nmerci 😀 <b>&amp;</b>\u202fune nuit.\nDominique"


@pytest.mark.parametrize("text", ["", "  ", "x" * 20_001])
def test_an_unusable_reply(camille, text):
    assert camille.post("/replies", {"review": {"text": "a"}, "text": text}).status_code == 422


def test_unknown_addresses_and_methods_answer_in_the_one_shape(camille):
    missing = camille.client.get("/api/v1/nowhere")
    assert code(missing) == (404, "not_found")
    wrong = camille.client.delete("/api/v1/analyses")
    assert code(wrong) == (405, "method_not_allowed")
    assert "POST" in wrong.headers["Allow"]


@pytest.mark.parametrize("path", ["/api//v1/me", "/api/v1//me", "/api/v1/me/", "/api/v1/replies//versions"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_is_never_another(camille, path, method):
    answer = camille.client.open(
        f"http://localhost{path}", method=method, headers={"Host": "elsewhere.example"}, json={}
    )
    assert answer.status_code in {404, 405}
    assert answer.mimetype == "application/json"
    assert "Location" not in answer.headers
    assert "elsewhere" not in answer.text


def test_a_failure_of_ours_says_nothing_of_it(make_house, caplog):
    caplog.set_level("ERROR", logger="sangfroid.web")

    def fails(review):
        raise RuntimeError(f"could not read {review.text}")

    house = make_house(engines=replace(make_house().runtime.engines, analyze=fails))
    nadia = house.person("Nadia", "agent")
    answer = nadia.client.post(
        "/api/v1/analyses", json={"text": "un secret"}, headers={"Authorization": f"Bearer {nadia.token}"}
    )
    assert code(answer) == (500, "internal")
    assert "secret" not in answer.text
    assert "secret" not in caplog.text
    assert "RuntimeError" in caplog.text
