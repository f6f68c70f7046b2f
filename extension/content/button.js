/**
 * One quiet button per review. It takes no room in the page: its host has no height and the button sits on the card's
 * lower edge, so nothing moves when it appears. Hosts are kept by review id and put back when the page renders anew.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidButtons")) return;
  const { make, icon, ICONS, rootOf } = scope.sangfroidElements;

  /**
   * @typedef {{id: string, author: string | null, card: Element | null, [extra: string]: any}} Review
   * @typedef {{host: HTMLElement, card: Element, button: HTMLButtonElement, state: HTMLElement, status: string | null,
   *   review: Review}} Placed
   */
  /** @type {Map<string, Placed>} */
  const placed = new Map();
  /** @type {WeakMap<Element, string>} the review each card holds; pages that recycle cards change it */
  const held = new WeakMap();
  /** @type {WeakSet<Element>} our own hosts, so that the page's observer can tell them from the page */
  const own = new WeakSet();

  const bridge = () => scope.sangfroidBridge;
  /** @param {string} key @param {string[]} [parts] */
  const t = (key, parts) => bridge().messages(key, parts) || key;

  /** A click inside the card must not also follow the card's own link. */
  const STOPPED = [
    ...["click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"],
    ...["keydown", "keyup"],
  ];
  const halt = (/** @type {Event} */ event) => event.stopPropagation();
  /** Two hundred buttons listen for little; the rest is set on the one that is about to be used. */
  const arm = (/** @type {Event} */ { currentTarget }) => {
    for (const type of STOPPED) currentTarget?.addEventListener(type, halt);
  };

  /** What does not differ between two buttons is made once. */
  const mould = (() => {
    /** @type {{seat: Element, name: string[], unnamed: string} | null} */
    let made = null;
    return () =>
      (made ??= {
        seat: make(
          "div.seat",
          {},
          make(
            "div.wrap",
            {},
            make(
              "button",
              { type: "button" },
              icon(ICONS.mark, 15),
              t("draftReply"),
              make("span.state", { hidden: true }),
            ),
          ),
        ),
        name: t("draftReplyTo", ["\u0001"]).split("\u0001"),
        unnamed: t("draftReplyToUnnamed"),
      });
  })();
  /** @type {(author: string | null) => string} */
  const nameFor = (author) => (author ? mould().name.join(author) : mould().unnamed);

  /** @type {(review: Review, open: (review: Review, button: HTMLElement) => void) => Placed} */
  const build = (review, open) => {
    const host = document.createElement("sangfroid-button");
    own.add(host);
    const seat = /** @type {Element} */ (mould().seat.cloneNode(true));
    const button = /** @type {HTMLButtonElement} */ (seat.querySelector("button"));
    const state = /** @type {HTMLElement} */ (button.lastChild);
    button.setAttribute("aria-label", nameFor(review.author));
    button.addEventListener("click", (event) => {
      if (event.isTrusted) open(entry.review, button);
    });
    rootOf(host, scope.sangfroidStyles.button).append(seat);
    host.addEventListener("pointerover", arm, { once: true });
    host.addEventListener("focusin", arm, { once: true });
    /** @type {Placed} */
    const entry = { host, card: /** @type {Element} */ (review.card), button, state, status: null, review };
    return entry;
  };

  /** @type {(card: Element) => {seat: Element, after: boolean, display: string, clipped: boolean}} */
  const lookAt = (card) => {
    // A button inside a link or a button is no valid page, and the browser would give it no click of its own.
    const after = /^(?:a|button)$/.test(card.localName) || card.closest("button") !== null;
    const seat = after ? (card.closest("button") ?? card) : card;
    const style = getComputedStyle(after ? (seat.parentElement ?? seat) : seat);
    return { seat, after, display: style.display, clipped: style.overflowY !== "visible" };
  };

  /** The host takes no room; in a row or grid it leaves the flow, so that it is given no gap either. */
  const RULES = (() => {
    const shared = "display:block;height:0;margin:0;padding:0;border:0;overflow:visible;float:none";
    const important = (/** @type {string} */ rules) =>
      rules.replaceAll(";", "!important;").concat("!important");
    return {
      below: important(`${shared};position:relative;clear:both`),
      beside: important(`${shared};position:absolute;align-self:end;justify-self:end`),
    };
  })();

  /** @type {(host: HTMLElement, look: ReturnType<typeof lookAt>) => void} */
  const seat = (host, look) => {
    host.style.cssText = /flex|grid/.test(look.display) ? RULES.beside : RULES.below;
    if (look.clipped) host.style.setProperty("--drop", "4px");
    if (look.after) look.seat.after(host);
    else look.seat.append(host);
  };

  /** @type {(id: string) => void} */
  const drop = (id) => {
    placed.get(id)?.host.remove();
    placed.delete(id);
  };

  /**
   * Gives every review its button. Reads the layout of all cards first and writes afterwards, so that the page is laid
   * out once.
   * @param {Review[]} reviews
   * @param {(review: Review, button: HTMLElement) => void} open
   * @returns {number} how many buttons were set anew
   */
  const place = (reviews, open) => {
    const due = [];
    for (const review of reviews) {
      if (!review.card) continue;
      const known = placed.get(review.id);
      if (known) known.review = review;
      const former = held.get(review.card);
      if (former !== undefined && former !== review.id) drop(former);
      held.set(review.card, review.id);
      if (known?.card === review.card && known.host.isConnected) continue;
      due.push({ entry: known ?? build(review, open), review, look: lookAt(review.card) });
    }
    for (const { entry, review, look } of due) {
      entry.card = /** @type {Element} */ (review.card);
      placed.set(review.id, entry);
      seat(entry.host, look);
    }
    return due.length;
  };

  /** Forgets the buttons whose cards have left the page. */
  const sweep = () => {
    for (const [id, entry] of placed) if (!entry.card.isConnected) drop(id);
  };

  /** @type {(id: string, status: string | null) => void} shows where the reply to a review stands */
  const show = (id, status) => {
    const entry = placed.get(id);
    if (!entry || entry.status === status) return;
    entry.status = status;
    entry.state.hidden = !status;
    entry.state.className = `state ${status ?? ""}`;
    entry.state.textContent = status ? t(`status_${status}`) : "";
    const name = nameFor(entry.review.author);
    entry.button.setAttribute("aria-label", status ? `${name} (${t(`status_${status}`)})` : name);
  };

  scope.sangfroidButtons = {
    place,
    sweep,
    show,
    /** @param {Node} node */
    isOwn: (node) => own.has(/** @type {Element} */ (node)),
    /** @type {(card: Element) => boolean} */
    has: (card) => placed.get(held.get(card) ?? "")?.host.isConnected === true,
    /** @type {(id: string) => boolean} whether another card on the page holds this review already */
    knows: (id) => placed.get(id)?.card.isConnected === true,
    cards: () => [...placed.values()].map((entry) => entry.card),
    /** @type {(id: string) => Element | null} the card that holds a review now, after any rendering anew */
    cardOf: (id) => placed.get(id)?.card ?? null,
    reviews: () => [...placed.values()].map((entry) => entry.review),
    /** @param {string} id */
    buttonOf: (id) => placed.get(id)?.button ?? null,
    /** @param {string} id */
    statusOf: (id) => placed.get(id)?.status ?? null,
  };
})();
