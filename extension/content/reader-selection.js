/**
 * What only a click needs, loaded after reader.js and added to the same `globalThis.sangfroidReader`: a review from
 * the text somebody selected, and the place where a reply is typed. Nothing in the page is changed or clicked here.
 */
(() => {
  "use strict";
  const reader = /** @type {any} */ (globalThis).sangfroidReader;
  if (!reader || reader.readSelection) return;
  const { fold, line, tidy, finished, fingerprint, originalOf, patternOf, addressOf, contextsOf } =
    reader.parts;
  const { says, strictRating, ratingsIn, MORE_LABELS, SMALL_TALK, ACTIVITY, TRANSLATED } = reader.shapes;

  const LEVELS = 8; // a rating further up than this belongs to the page, not to the selected review

  /** @type {(text: string, context: any) => any} a date that is a line of its own, not a sentence with a date in it */
  const dateLine = (text, context) =>
    text.split(" ").length <= 6 && !/[!?,;]$|\p{Ll}{4}\.$/u.test(text) && /^\P{L}*\d|^\p{L}+/u.test(text)
      ? reader.parseDate(text, context)
      : null;

  /**
   * The review in a selection: its text without the platform's own lines, and the rating that stands nearest.
   * The rating is a guess that a person confirms; the author is never guessed.
   * @param {Selection} selection
   * @param {{url?: string, now?: Date | string | number}} [options]
   * @returns {any} a review as `read` gives it, or null for an empty selection
   */
  const readSelection = (selection, options = {}) => {
    if (!selection || !selection.rangeCount || selection.isCollapsed) return null;
    const start = selection.getRangeAt(0).commonAncestorContainer;
    const element = /** @type {Element | null} */ (start.nodeType === 1 ? start : start.parentElement);
    if (!element) return null;
    const [context] = contextsOf(element.ownerDocument, null, options);
    const lines = selection.toString().split(/\r?\n/).map(line);
    /** @type {any} */
    let rating = null;
    /** @type {any} */
    let published = null;
    /** @type {(text: string) => boolean} */
    const isInterface = (text) => {
      const said = text.length <= 40 && text.split(" ").length <= 6 ? strictRating(text) : null;
      const date = said ? null : dateLine(text, context);
      rating = rating || said;
      published = published || date;
      return Boolean(said || date || says(ACTIVITY, text));
    };
    const always = (/** @type {string} */ text) =>
      MORE_LABELS.has(fold(text)) ||
      (text.length <= 120 && (says(SMALL_TALK, text) || says(TRANSLATED, text)));
    let kept = lines.filter((text) => !text || !always(text));
    // dates, ratings and counters frame a review; within it they are the reviewer's own words
    while (kept.length && (!kept[0] || isInterface(kept[0]))) kept = kept.slice(1);
    while (kept.length && (!kept[kept.length - 1] || isInterface(kept[kept.length - 1] || ""))) kept.pop();
    const text = originalOf(tidy(kept.join("\n"))).text;
    if (!text) return null;
    let card = element;
    for (let level = 0, at = element; !rating && at && level < LEVELS; level += 1) {
      const found = at === element.ownerDocument.body ? [] : ratingsIn(at, []);
      if (found.length) {
        if (found.length === 1) rating = found[0].value;
        card = at;
        break;
      }
      if (!at.parentElement) break;
      at = at.parentElement;
    }
    const marked = element.closest("body [lang]");
    return finished({
      id: fingerprint(fold(text)),
      ...{ rating, published, text, card },
      language: marked ? marked.getAttribute("lang") : null,
      truncated: /…$/.test(text),
    });
  };

  const REPLY_WORD =
    /(?<!\p{L})(?:reply|respond|response|réponse|répondre|répondez|antwort|antworten|respuesta|responder|risposta|rispondi|resposta|antwoord|reageren|reactie|beantwoorden)/iu;
  const REPLY_ACTION =
    /^(?:reply|respond|répondre|publier une réponse|antworten|responder|rispondi|beantwoorden|reageren)(?!\p{L})/iu;
  const OTHER_FIELD =
    /(?<!\p{L})(?:search|recherche|rechercher|buscar|suche|suchen|cerca|zoek|zoeken|pesquis|question|pregunta|frage|domanda|vraag|pergunta|tip|astuce)/iu;
  const DIALOGS = "[role=dialog], [aria-modal=true], dialog[open]";
  const FIELDS =
    "textarea, [contenteditable]:not([contenteditable=false])[role=textbox], [contenteditable=true]";

  /** @type {(element: Element) => boolean} shown, and open to typing */
  const isOpen = (element) =>
    element.getClientRects().length > 0 &&
    !element.matches(":disabled, [readonly], [aria-disabled=true], [aria-hidden=true] *") &&
    getComputedStyle(element).visibility !== "hidden";

  /** @type {(element: Element) => string} everything that names a field */
  const nameOf = (element) => {
    const named = (element.getAttribute("aria-labelledby") || "")
      .split(/\s+/)
      .flatMap((id) => (id ? (element.ownerDocument.getElementById(id)?.textContent ?? []) : []));
    const labels = Array.from(/** @type {any} */ (element).labels || [], (label) => label.textContent);
    const own = ["aria-label", "placeholder", "data-placeholder", "name", "id"].map((one) =>
      element.getAttribute(one),
    );
    return line([...own, ...named, ...labels].filter(Boolean).join(" "));
  };

  /**
   * Where the reply to a card is typed, or the platform's control that opens the field (for the person to click).
   * @param {Element} card
   * @param {any} platform a parsed platform file or null
   * @returns {{field: Element | null, open: Element | null, enterSubmits: boolean}}
   */
  const findReplyBox = (card, platform) => {
    const document = card.ownerDocument;
    const { field = [], open = [], enterSubmits = false } = platform?.replyBox || {};
    const isReplyPage = addressOf(platform, document.URL)?.surface === "reply";
    const author = reader.readCard(card, platform)?.author;
    const dialogs = Array.from(
      document.querySelectorAll("[role=dialog], [aria-modal=true], dialog[open]"),
    ).filter((dialog) => !dialog.contains(card) && author && line(dialog.textContent).includes(author));
    const after = card.nextElementSibling;
    // a field after the card is its own only when it does not stand in the next review
    const beside = after && !after.matches(DIALOGS) && !reader.readCard(after, platform) ? [after] : [];
    /** @type {[Element, boolean][]} place, and whether being there is enough */
    const places = [[card, true]];
    for (const place of [...beside, ...dialogs]) places.push([place, false]);
    if (isReplyPage) places.push([document.body, true]);
    for (const [place, enough] of places) {
      for (const select of [...field.map((/** @type {any} */ one) => one.select), FIELDS]) {
        const known = select !== FIELDS;
        for (const element of [
          ...(place.matches(select) ? [place] : []),
          ...place.querySelectorAll(select),
        ]) {
          const name = nameOf(element);
          if (!isOpen(element) || OTHER_FIELD.test(name)) continue;
          if (known || enough || REPLY_WORD.test(name)) return { field: element, open: null, enterSubmits };
        }
      }
    }
    const candidates = [...open, { select: "button" }, { select: "a" }, { select: "[role=button]" }];
    for (const { select, pattern } of candidates) {
      for (const element of card.querySelectorAll(select)) {
        const label = line(element.getAttribute("aria-label") || element.textContent);
        const fits = pattern ? patternOf(pattern).test(label) : REPLY_ACTION.test(label);
        if (fits && isOpen(element)) return { field: null, open: element, enterSubmits };
      }
    }
    return { field: null, open: null, enterSubmits };
  };

  Object.assign(reader, { readSelection, findReplyBox });
})();
