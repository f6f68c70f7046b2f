"""The whole story once more, in a real Firefox, with the real server and with one that fails as told."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.desk import ADDRESS, card, page_of
from tests.browser.firefox import OWN, PATIENCE, PROGRAM, Firefox, Tab, firefox
from tests.browser.pretend_server import TOKEN, Pretend

if TYPE_CHECKING:
    from tests.browser.conftest import LiveServer

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Firefox on this machine")

EXTENSION = Path(__file__).parents[2] / "extension"
SERVED = "Chambre propre, petit déjeuner correct, mais la rue est bruyante la nuit."
CALM = "Chambre propre et personnel aimable, mais la rue est bruyante la nuit."
BUTTON = "document.querySelector('sangfroid-button')?.shadowRoot.querySelector('button')"
PANEL = "document.querySelector('sangfroid-panel')?.shadowRoot"
BOX = f"{PANEL}?.querySelector('.editor textarea')"
REPLY_BOX = '<textarea aria-label="Reply" style="width: 300px; height: 80px"></textarea>'
DRAFT = (
    "Bonjour,\n\nmerci d’avoir parlé de la propreté de la chambre 😀.\n\n"
    "Le petit déjeuner est servi de 7 h à 10 h 30."
)
ESCAPE, CONTROL, BACKSPACE, TABULATOR, ENTER = "\ue00c", "\ue009", "\ue003", "\ue004", "\ue007"


def named(name: str, root: str = PANEL) -> str:
    """The button that a person sees under this name."""
    return (
        f"[...{root}.querySelectorAll('button')]"
        f".find((one) => one.checkVisibility() && one.textContent.trim() === {json.dumps(name)})"
    )


def says(words: str) -> str:
    """Whether the panel shows these words."""
    return f"{PANEL}.querySelector('.panel').innerText.includes({json.dumps(words)})"


def labelled(label: str) -> str:
    """The field of the panel under this label."""
    return (
        f"[...{PANEL}.querySelectorAll('label')]"
        f".find((one) => one.textContent.startsWith({json.dumps(label)})).querySelector('input, select')"
    )


@pytest.fixture(scope="module")
def started(open_extension: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Started once; `browser` gives each test a clean one. Its manifest is the one that is shipped."""
    folder = tmp_path_factory.mktemp("firefox")
    shutil.copytree(open_extension, folder / "extension")
    shutil.copy(EXTENSION / "manifest.json", folder / "extension")
    with firefox(folder / "extension", folder / "profile") as one:
        yield one


@pytest.fixture
def browser(started: Firefox) -> Iterator[Firefox]:
    """Nothing stored, one tab open."""
    tab = started.tabs()[0]
    tab.front()
    tab.go(f"{OWN}/pages/popup.html")
    tab.run("browser.storage.local.clear()")
    started.let_reach()
    yield started
    for other in started.tabs()[1:]:
        other.close()
    started.pages.clear()


def connected(browser: Firefox, pretend: Pretend) -> Tab:
    """As after pairing with `pretend`."""
    first = browser.tabs()[0]
    first.go(f"{OWN}/pages/popup.html")
    connection = {"origin": pretend.address, "token": TOKEN, "user": None, "connected": ""}
    first.run(f"(await import('/lib/storage.js')).connect({json.dumps(connection)})")
    browser.let_reach("http://127.0.0.1/*")
    return first


@pytest.fixture
def tab(browser: Firefox, pretend: Pretend) -> Tab:
    """A tab of a browser that is connected to `pretend`."""
    return connected(browser, pretend)


def follow(page: Tab, link: str, to: str) -> None:
    """Clicks on a link or a form's button of the console, and waits for where it leads."""
    page.click(link)
    page.until(to)


def ask_for(options: Tab, address: str) -> None:
    """Writes a server's address into the options page and presses Connect."""
    options.click("document.querySelector('#origin')")
    options.press(CONTROL, "a")
    options.type(address)
    options.click("document.querySelector('#connect button')")


def paired(browser: Firefox, server: LiveServer) -> Tab:
    """Connects as a person does, from the options page over the console; gives the console's tab."""
    console = browser.tabs()[0]
    console.go(f"{server.sign_in}&lang=en")
    options = browser.open(f"{OWN}/pages/options.html")
    platforms = options.until(
        "Object.fromEntries([...document.querySelectorAll('#platforms li')].map((row) =>"
        " [...row.children].map((one) => one.textContent)))"
    )
    assert platforms["Trustpilot"] == "Verified"
    assert platforms["TripAdvisor"] == "Not yet verified"
    ask_for(options, server.address)
    assert "127.0.0.1" in browser.answer_question(yes=True)
    confirm = browser.opened(f"{server.address}/pair/")
    code = confirm.run("document.querySelector('.code').textContent.trim()")
    assert code == options.run("document.querySelector('#code').textContent")
    confirm.click("document.querySelector('button[value=connect]')")
    options.until(
        "document.querySelector('#houses').textContent.startsWith('Hôtel des Tilleuls') &&"
        " document.querySelector('#message').textContent.startsWith('Connected.')"
    )
    assert options.run("document.querySelector('#server').textContent").startswith(server.address)
    # In Firefox every content script may read this storage: what opens the server is not in it.
    stored = options.run("browser.storage.local.get(null)")
    assert not {"token", "verifier"} & {*stored, *stored["connection"]}
    options.close()
    confirm.close()
    return console


def test_from_pairing_to_published_and_revoked(browser: Firefox, live_server: LiveServer) -> None:
    console = paired(browser, live_server)
    browser.pages[ADDRESS] = page_of(card(1, CALM, more=REPLY_BOX))
    page = browser.open(ADDRESS)

    # A button, a panel, the analysis, a draft whose sentences say where they come from.
    page.click(BUTTON)
    page.until(says("Written without a language model"))
    assert page.run(says("No sign of pressure"))
    text = page.run(f"{BOX}.value")
    assert text.startswith(("Bonjour", "Chère", "Cher", "Madame", "Merci"))
    assert page.run(f"{PANEL}.querySelectorAll('.source').length") >= 3
    assert page.run(says("your server 127.0.0.1"))

    # The guards follow what is typed.
    page.click(BOX)
    page.press(CONTROL, "\ue010")  # to the end
    promise = " Nous vous remboursons votre nuit si vous retirez votre avis."
    page.type(promise)
    page.until(f"{PANEL}.querySelector('.mirror mark.block')")
    page.until(says("must be changed"))
    assert page.run(f"{named('Send for approval')}.disabled")
    page.type(BACKSPACE * len(promise))
    page.until(says("nothing to correct"))
    assert page.run(f"{BOX}.value") == text

    # Into the platform's own box, then to a manager with a note.
    page.click(named("Insert in the page"))
    page.until(says("Inserted and read back"))
    assert page.run("document.querySelector('article textarea').value") == text
    page.click(labelled("Note for the manager"))
    page.type("Client fidèle")
    page.click(named("Send for approval"))
    page.until(says("A manager will read it"))
    page.until(f"{BUTTON}.textContent.includes('Awaiting approval')")

    # The second person approves in the console.
    author = console.run("document.querySelector('.who').textContent")
    console.front()
    follow(
        console,
        "document.querySelector('form[action*=act-as] button')",
        f"document.querySelector('.who').textContent !== {json.dumps(author)}",
    )
    console.go(f"{live_server.address}/queue")
    follow(console, "document.querySelector('.row-link')", "document.querySelector('#reply-text')")
    assert console.run("document.querySelector('.note').innerText.includes('Client fidèle')")
    follow(
        console,
        "document.querySelector('button[value=approve]')",
        "document.querySelector('.notice.good')?.innerText.includes('approved')",
    )

    # Back on the page, it says so by itself, and may be copied.
    page.front()
    page.until(says("Approved by"))
    page.until(f"{BUTTON}.textContent.includes('Approved')")
    page.click(named("Copy"))
    page.until(says("Copied to the clipboard"))
    assert page.run("navigator.clipboard.readText()").replace("\r\n", "\n") == text
    page.until(f"{BUTTON}.textContent.includes('Copied')")

    # Once it stands under the review, the server learns that it is the approved text.
    response = f"<p data-service-review-business-reply-text-typography>{text}</p>"
    browser.pages[ADDRESS] = page_of(card(1, CALM, more=response))
    page.reload()
    page.click(BUTTON)
    page.until(f"{BUTTON}.textContent.includes('Published')")
    console.front()
    console.reload()
    console.until("document.querySelector('.history').innerText.includes('saw it published as approved')")

    # Revoked in the console by whoever connected it, the panel says so.
    follow(
        console,
        "document.querySelector('form[action*=act-as] button')",
        f"document.querySelector('.who').textContent === {json.dumps(author)}",
    )
    console.go(f"{live_server.address}/tokens")
    assert console.run("document.querySelector('.line strong').textContent").startswith("Firefox ")
    follow(
        console,
        "document.querySelector('form[action*=revoke] button')",
        "!document.querySelector('form[action*=revoke]')",
    )
    page.front()
    page.click(named("Refresh its state"))
    page.until(says("has been revoked"))
    page.click(named("Connect to your server"))
    options = browser.opened(f"{OWN}/pages/options.html")
    options.until("document.querySelector('#message').textContent.includes('revoked')")


def test_a_screen_in_another_language_than_the_browser(
    open_extension: Path, tmp_path: Path, pretend: Pretend
) -> None:
    """As where the browser speaks a language for which the extension has no texts: here, French stands in."""
    shutil.copytree(open_extension, tmp_path / "extension")
    shutil.copytree(
        EXTENSION / "_locales" / "fr", tmp_path / "extension" / "_locales" / "en", dirs_exist_ok=True
    )
    with firefox(tmp_path / "extension", tmp_path / "profile") as browser:
        page = connected(browser, pretend)
        browser.pages[ADDRESS] = page_of(card(1, SERVED))
        page.go(ADDRESS)
        page.click(BUTTON)
        page.until(says("D’où vient chaque phrase"))
        assert page.run(f"{PANEL}.querySelector('.panel').lang") == "fr"
        page.go(f"{OWN}/pages/options.html")
        page.until("document.documentElement.lang === 'fr'")
    assert pretend.asked("GET", "facts/types?language=fr")
    assert {one["headers"]["Accept-Language"] for one in pretend.requests} == {"fr, en;q=0.5"}


def opened(browser: Firefox, tab: Tab, text: str = SERVED, more: str = REPLY_BOX) -> None:
    """The panel over a review."""
    browser.pages[ADDRESS] = page_of(card(1, text, more=more))
    tab.go(ADDRESS)
    tab.click(BUTTON)


def drafted(tab: Tab) -> None:
    """Waits for the whole draft."""
    tab.until(f"{BOX}?.value === {json.dumps(DRAFT)} && {PANEL}.querySelectorAll('.source').length === 3")


def typed(tab: Tab, words: str) -> None:
    """Writes at the beginning of the reply."""
    tab.click(BOX)
    tab.run(f"{BOX}.setSelectionRange(0, 0)")
    tab.type(words)


def test_where_no_approval_is_asked_the_text_goes_straight_into_the_page(
    browser: Firefox, tab: Tab, pretend: Pretend
) -> None:
    pretend.approval = "never"
    browser.pages[ADDRESS] = page_of(card(1, SERVED, more=REPLY_BOX))
    tab.go(ADDRESS)
    tab.until(BUTTON)
    assert pretend.requests == []
    tab.click(BUTTON)
    drafted(tab)
    typed(tab, "Oh ")
    tab.until(says("nothing to correct"))
    tab.click(named("Insert in the page"))
    tab.until(says("Inserted and read back"))
    assert tab.run("document.querySelector('article textarea').value") == f"Oh {DRAFT}"


def test_nothing_is_cut_off_on_a_narrow_screen(browser: Firefox, tab: Tab, pretend: Pretend) -> None:
    pretend.findings = [
        {"guard": "gesture", "severity": "block", "quote": "propreté", "message": "No gesture in public."}
    ]
    page = browser.open("about:blank")
    page.resize(320, 800)
    opened(browser, page)
    drafted(page)
    typed(page, "Oh ")
    page.until(says("No gesture in public."))
    overflow = (
        f"[...{PANEL}.querySelectorAll('*')].filter((one) => one.clientWidth)"
        ".filter((one) => one.scrollWidth > one.clientWidth + 1)"
        ".filter((one) => !one.matches('select, textarea, .away, option, input, svg, svg *'))"
        ".map((one) => one.className || one.localName)"
    )
    assert page.run(overflow) == []
    assert page.run(f"{PANEL}.querySelector('.panel').getBoundingClientRect().right") <= 320
    page.go(f"{OWN}/pages/options.html")
    page.until("document.querySelector('#platforms li')")
    assert page.run("document.documentElement.scrollWidth") <= 320


class TestSurvival:
    """Whatever happens around the panel, what was typed is there again."""

    def test_a_page_that_renders_anew(self, browser: Firefox, tab: Tab) -> None:
        opened(browser, tab)
        drafted(tab)
        typed(tab, "Oh ")
        tab.run(
            "(() => { const main = document.querySelector('main').cloneNode(true);"
            " for (const ours of main.querySelectorAll('sangfroid-button')) ours.remove();"
            " document.body.replaceChildren(main); })()"
        )
        tab.until(f"document.querySelectorAll('sangfroid-button').length === 1 && {BUTTON}")
        assert tab.run(f"{BOX}.value") == f"Oh {DRAFT}"
        tab.type(ESCAPE)
        tab.until(f"!{PANEL} && document.activeElement.localName === 'sangfroid-button'")
        tab.click(BUTTON)
        tab.until(f"{BOX}.value === {json.dumps(f'Oh {DRAFT}')}")

    def test_another_page_in_the_same_document(self, browser: Firefox, tab: Tab) -> None:
        opened(browser, tab)
        drafted(tab)
        typed(tab, "Oh ")
        other = card(2, "Accueil froid, chambre humide.", "Renaud Tavel")
        tab.run(
            "(() => { history.pushState({}, '', '/review/platanes.example');"
            f" document.querySelector('main').innerHTML = {json.dumps(other)}; }})()"
        )
        tab.until(f"{BUTTON}?.ariaLabel.includes('Renaud Tavel')")
        assert tab.run(f"{BOX}.value") == f"Oh {DRAFT}"
        tab.type(ESCAPE)
        tab.click(BUTTON)
        tab.until(f"{PANEL}.querySelector('h2').textContent.includes('Renaud Tavel')")
        back = card(1, SERVED, more=REPLY_BOX)
        tab.run(
            "(() => { history.pushState({}, '', '/review/tilleuls.example');"
            f" document.querySelector('main').innerHTML = {json.dumps(back)}; }})()"
        )
        tab.until(f"{BUTTON}?.ariaLabel.includes('Ysaline Corbo')")
        tab.type(ESCAPE)
        tab.click(BUTTON)
        tab.until(f"{BOX}?.value === {json.dumps(f'Oh {DRAFT}')}")
        assert tab.run(says("what you had typed"))

    def test_the_background_stopped_in_the_middle_of_a_draft(
        self, browser: Firefox, tab: Tab, pretend: Pretend
    ) -> None:
        pretend.hold.clear()
        opened(browser, tab)
        tab.until(f"{BOX}?.value === 'Bonjour,'")
        browser.stop_background()
        pretend.hold.set()
        drafted(tab)

    def test_the_background_stopped_again_and_again(
        self, browser: Firefox, tab: Tab, pretend: Pretend
    ) -> None:
        pretend.hold.clear()
        opened(browser, tab)
        for times in (1, 2):
            last = time.monotonic() + PATIENCE
            while len(pretend.asked("POST", "drafts")) < times or not tab.run(f"{BOX}?.value === 'Bonjour,'"):
                assert time.monotonic() < last
            browser.stop_background()
        tab.until(says("The browser stopped the extension for a moment"))
        assert len(pretend.asked("POST", "drafts")) == 2
        pretend.hold.set()
        tab.click(named("Retry"))
        drafted(tab)

    def test_a_server_that_goes_and_comes_back(self, browser: Firefox, tab: Tab, pretend: Pretend) -> None:
        opened(browser, tab)
        drafted(tab)
        pretend.away = True
        typed(tab, "Oh ")
        tab.until(says("Server not reachable at 127.0.0.1"))
        assert tab.run(f"{BOX}.value") == f"Oh {DRAFT}"
        pretend.away = False
        tab.click(named("Retry"))
        tab.until(says("nothing to correct"))
        assert not tab.run(says("not reachable"))

    def test_a_server_that_goes_in_the_middle_of_a_draft(
        self, browser: Firefox, tab: Tab, pretend: Pretend
    ) -> None:
        pretend.hold.clear()
        opened(browser, tab)
        tab.until(f"{BOX}?.value === 'Bonjour,'")
        pretend.away = True
        pretend.hold.set()
        tab.until(says("Server not reachable at 127.0.0.1"))
        pretend.away = False
        tab.click(named("Retry"))
        drafted(tab)

    def test_a_tab_closed_right_after_the_last_key(self, browser: Firefox, tab: Tab) -> None:
        browser.open("about:blank")
        tab.front()
        opened(browser, tab)
        drafted(tab)
        typed(tab, "Oh ")
        tab.close()
        again = browser.open(ADDRESS)
        again.click(BUTTON)
        again.until(f"{BOX}?.value === {json.dumps(f'Oh {DRAFT}')}")
        assert again.run(says("what you had typed"))


class TestTheBrowsersOwnWindow:
    """The question about a server, the menu, the toolbar and the shortcut, each as a person uses it."""

    GUESTBOOK = "https://guestbook.example/"
    PAGE = page_of(f"<p id=it>{SERVED}</p><p>Bien d’autres mots.</p>")
    SELECT = "void getSelection().selectAllChildren(document.querySelector('#it'))"

    def test_a_server_the_person_does_not_allow(self, browser: Firefox, tab: Tab, pretend: Pretend) -> None:
        browser.let_reach()
        tab.run("browser.storage.local.clear()")
        tab.go(f"{OWN}/pages/options.html")
        ask_for(tab, pretend.address)
        browser.answer_question(yes=False)
        tab.until("document.querySelector('#message').textContent.includes('cannot reach')")
        assert pretend.requests == []

    def test_leaving_a_server_gives_the_permission_back(
        self, browser: Firefox, tab: Tab, pretend: Pretend
    ) -> None:
        tab.go(f"{OWN}/pages/options.html")
        tab.click("document.querySelector('#leave')")
        tab.until("document.querySelector('#message').textContent.includes('no longer holds a token')")
        assert pretend.asked("DELETE", "tokens/t1")
        assert not tab.run('browser.permissions.contains({ origins: ["http://127.0.0.1/*"] })')

    def test_a_server_in_the_same_house_is_not_asked_over_https(self, browser: Firefox, tab: Tab) -> None:
        browser.let_reach("http://192.168.7.7/*")
        tab.run("fetch('http://192.168.7.7:8707/api/v1/me').catch(() => null)")
        assert browser.asked[-1] == "http://192.168.7.7:8707/api/v1/me"

    def test_the_menu_answers_the_selected_text(self, browser: Firefox, tab: Tab, pretend: Pretend) -> None:
        browser.pages[self.GUESTBOOK] = self.PAGE
        tab.go(self.GUESTBOOK)
        tab.run(self.SELECT)
        tab.click("document.querySelector('#it')", button=2)
        browser.choose("Draft a reply to the selected review")
        drafted(tab)
        assert pretend.asked("POST", "drafts")[0]["body"]["text"] == SERVED

    def test_the_toolbar_answers_the_selected_text(
        self, browser: Firefox, tab: Tab, pretend: Pretend
    ) -> None:
        browser.pages[self.GUESTBOOK] = self.PAGE
        tab.go(self.GUESTBOOK)
        tab.run(self.SELECT)
        browser.open_popup()
        browser.keys("Tab")  # the first of its buttons
        browser.keys("Enter")
        drafted(tab)
        assert pretend.asked("POST", "drafts")[0]["body"]["text"] == SERVED

    def test_the_shortcut_opens_the_next_unanswered_review(self, browser: Firefox, tab: Tab) -> None:
        answered = "<p data-service-review-business-reply-text-typography>Merci.</p>"
        browser.pages[ADDRESS] = page_of(
            card(1, SERVED, "Une", answered),
            card(2, f"{SERVED} Bis.", "Deux"),
            card(3, f"{SERVED} Ter.", "Trois"),
        )
        tab.go(ADDRESS)
        tab.until("document.querySelectorAll('sangfroid-button').length === 3")
        for author in ("Deux", "Trois", "Deux"):
            browser.keys("AltLeft", "ShiftLeft", "KeyY")
            tab.until(f"{PANEL}?.querySelector('h2').textContent.includes('{author}')")
