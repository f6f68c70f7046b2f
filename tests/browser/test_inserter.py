"""Putting the reply into the platform's own box: real editors, a real click, and never the send button."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import ADDRESS, Desk, buttons, card, drafted, page_of, panel, reply_box

NODE_MODULES = Path(__file__).parents[2] / "node_modules"
TEXT = "Bonjour,\n\nMerci de votre avis 😀.\n\nCamille"

#: Counts what must never happen: a key made by a script, a sent form, a pressed button.
WATCH = """<script>
  window.sent = 0;
  for (const type of ["submit", "keydown", "keypress"])
    document.addEventListener(type, (event) => { event.preventDefault(); window.sent += 1; }, true);
</script>"""


def script(path: str) -> str:
    return f"<script>{(NODE_MODULES / path).read_text(encoding='utf-8')}</script>"


def ready(desk: Desk, box: str, head: str = "", after: str = "") -> Page:
    """A page with one review and this box in its card, the panel open and `TEXT` in it."""
    desk.pretend.approval = "never"
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    body = page_of(card(1, "Chambre propre, petit déjeuner correct.", more=box), head=WATCH + head).replace(
        "</body>", f"{after}</body>"
    )
    page = desk.visit_bare(body)
    buttons(page).first.click()
    drafted(page)
    reply_box(page).fill(TEXT)
    expect(panel(page)).to_contain_text("nothing to correct")
    return page


def insert(page: Page, says: str = "Inserted and read back") -> None:
    page.get_by_role("button", name="Insert in the page").click()
    expect(page.locator("sangfroid-panel .said")).to_contain_text(says)
    assert page.evaluate("window.sent") == 0


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text.replace("\r\n", "\n")


REACT = script("react/umd/react.production.min.js") + script("react-dom/umd/react-dom.production.min.js")
CONTROLLED = """<script>
  const Box = () => {
    const [text, setText] = React.useState("");
    window.known = text;
    return React.createElement("textarea", {
      "aria-label": "Reply", value: text, onChange: (event) => setText(KEEP ? event.target.value : "")
    });
  };
  ReactDOM.createRoot(document.querySelector("#box")).render(React.createElement(Box));
</script>"""
DRAFT_JS = """<script>
  const Box = () => {
    const [state, setState] = React.useState(Draft.EditorState.createEmpty());
    window.known = state.getCurrentContent().getPlainText();
    return React.createElement(Draft.Editor, {
      editorState: state, onChange: setState, ariaLabel: "Reply", webDriverTestID: "draft"
    });
  };
  ReactDOM.createRoot(document.querySelector("#box")).render(React.createElement(Box));
</script>"""
LEXICAL = """<script type="module">
  import { createEditor, $getRoot } from "lexical";
  import { registerPlainText } from "@lexical/plain-text";
  const editor = createEditor({ onError: (error) => { throw error; } });
  editor.setRootElement(document.querySelector("#box"));
  registerPlainText(editor);
  editor.registerUpdateListener(({ editorState }) =>
    editorState.read(() => { window.known = $getRoot().getTextContent(); }));
  window.lexicalReady = true;
</script>"""


def lexical_files(page: Page) -> str:
    """An import map that serves Lexical from node_modules, as the packages name their own files."""
    imports = {}
    packages = [
        *(NODE_MODULES / "@lexical").iterdir(),
        NODE_MODULES / "lexical",
        NODE_MODULES / "@preact/signals-core",
    ]
    for folder in packages:
        name = folder.relative_to(NODE_MODULES).as_posix()
        exports = json.loads((folder / "package.json").read_text(encoding="utf-8"))["exports"]
        for entry, told in exports.items():
            file = told.get("production") or told.get("browser") if isinstance(told, dict) else None
            if file:
                imports[f"{name}{entry[1:]}"] = f"https://modules.example/{name}/{file.removeprefix('./')}"
    page.route(
        "https://modules.example/**",
        lambda route: route.fulfill(
            path=NODE_MODULES / route.request.url.removeprefix("https://modules.example/"),
            content_type="text/javascript",
            headers={"Access-Control-Allow-Origin": "*"},
        ),
    )
    return f'<script type="importmap">{json.dumps({"imports": imports})}</script>'


def test_a_plain_textarea(desk: Desk) -> None:
    page = ready(desk, '<form><textarea aria-label="Reply"></textarea><button>Send</button></form>')
    insert(page)
    assert page.get_by_label("Reply", exact=True).input_value() == TEXT


def test_a_textarea_that_react_controls(desk: Desk) -> None:
    page = ready(desk, '<div id="box"></div>', after=REACT + CONTROLLED.replace("KEEP", "true"))
    insert(page)
    assert page.evaluate("window.known") == TEXT


def test_a_plain_editable_element(desk: Desk) -> None:
    page = ready(desk, '<div id="box" contenteditable="true" role="textbox" aria-label="Reply">&nbsp;</div>')
    insert(page)
    assert page.locator("#box").inner_text().split() == TEXT.split()


def test_draft_js(desk: Desk) -> None:
    after = (
        "<script>window.global = window; window.setImmediate = (work) => setTimeout(work, 0);</script>"
        + REACT
        + script("immutable/dist/immutable.min.js")
        + script("draft-js/dist/Draft.min.js")
        + DRAFT_JS
    )
    page = ready(desk, '<div id="box"></div>', after=after)
    insert(page)
    assert page.evaluate("window.known") == TEXT


def test_lexical(desk: Desk) -> None:
    desk.pretend.approval = "never"
    page = desk.context.new_page()
    box = '<div id="box" contenteditable="true" role="textbox" aria-label="Reply"></div>'
    body = page_of(
        card(1, "Chambre propre, petit déjeuner correct.", more=box), head=WATCH + lexical_files(page)
    )
    body = body.replace("</body>", f"{LEXICAL}</body>")
    page.route(
        f"{ADDRESS}**", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")
    )
    page.goto(ADDRESS)
    page.wait_for_function("window.lexicalReady")
    buttons(page).click()
    drafted(page)
    reply_box(page).fill(TEXT)
    expect(panel(page)).to_contain_text("nothing to correct")
    insert(page)
    assert page.evaluate("window.known") == TEXT


def test_a_box_in_a_frame(desk: Desk) -> None:
    frame = "<iframe srcdoc=\"<textarea aria-label='Reply'></textarea>\" width=400 height=200></iframe>"
    page = ready(desk, frame)
    insert(page)
    assert page.frame_locator("iframe").get_by_label("Reply").input_value() == TEXT


def test_a_text_already_there_is_asked_about(desk: Desk) -> None:
    page = ready(desk, '<textarea aria-label="Reply">Un début</textarea>')
    insert(page, "already holds a text")
    assert page.get_by_label("Reply", exact=True).input_value() == "Un début"
    insert(page)
    assert page.get_by_label("Reply", exact=True).input_value() == TEXT


def test_another_text_meanwhile_is_asked_about_again(desk: Desk) -> None:
    page = ready(desk, '<textarea aria-label="Reply">Un début</textarea>')
    insert(page, "already holds a text")
    page.evaluate("document.querySelector('article textarea').value = 'Autre chose'")
    insert(page, "already holds a text")
    assert page.get_by_label("Reply", exact=True).input_value() == "Autre chose"


def test_no_box_gives_the_clipboard(desk: Desk) -> None:
    page = ready(desk, "")
    insert(page, "on the clipboard")
    assert clipboard(page) == TEXT


def test_a_page_that_rendered_anew_meanwhile(desk: Desk) -> None:
    box = '<textarea aria-label="Reply"></textarea>'
    page = ready(desk, box)
    again = card(1, "Chambre propre, petit déjeuner correct.", more=box)
    page.evaluate("again => { document.querySelector('main').innerHTML = again }", again)
    expect(buttons(page)).to_have_count(1)
    insert(page)
    assert page.get_by_label("Reply", exact=True).input_value() == TEXT


def test_the_box_of_another_review_is_left_alone(desk: Desk) -> None:
    other = card(
        2, "Une autre chambre.", "Renaud Tavel", '<textarea aria-label="Reply" id="other"></textarea>'
    )
    page = ready(desk, "", after=other)
    insert(page, "on the clipboard")
    assert page.evaluate("document.querySelector('#other').value") == ""
    page.evaluate("document.querySelector('#card-1').remove()")
    insert(page, "on the clipboard")
    assert page.evaluate("document.querySelector('#other').value") == ""


def test_the_control_that_opens_the_box_is_shown_and_not_pressed(desk: Desk) -> None:
    opens = "<button type=button onclick='window.pressed = true'>Reply</button>"
    page = ready(desk, opens)
    insert(page, "Open the platform’s own reply box")
    expect(page.locator("sangfroid-notice .ring")).to_be_visible()
    assert page.evaluate("window.pressed") is None


@pytest.mark.parametrize(
    "box",
    [
        '<textarea aria-label="Search reviews"></textarea>',
        '<textarea aria-label="Reply" disabled></textarea>',
        '<textarea aria-label="Reply" readonly></textarea>',
        '<textarea aria-label="Reply" hidden></textarea>',
    ],
)
def test_what_is_no_reply_box_stays_empty(desk: Desk, box: str) -> None:
    page = ready(desk, box)
    insert(page, "on the clipboard")
    assert page.evaluate("document.querySelector('article textarea').value") == ""


def test_a_box_that_takes_nothing_is_told_honestly(desk: Desk) -> None:
    page = ready(desk, '<div id="box"></div>', after=REACT + CONTROLLED.replace("KEEP", "false"))
    insert(page, "did not keep the text")
    assert clipboard(page) == TEXT


def test_a_box_too_small_is_told_before(desk: Desk) -> None:
    page = ready(desk, '<textarea aria-label="Reply" maxlength="20"></textarea>')
    insert(page, "20 characters at most")
    assert page.get_by_label("Reply", exact=True).input_value() == ""
