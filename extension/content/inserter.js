/**
 * Puts the approved text into the platform's own reply box: only on a person's click, never over text that stands there
 * without asking, and never pressing the platform's send button. Each way of writing is read back before it counts.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidInserter")) return;

  const REPLY_WORD =
    /(?<!\p{L})(?:repl(?:y|ies)|respon[ds]|r[ée]pon[ds]|antwort|beantwoord|reageer|respuesta|rispo(?:sta|ndi)|resposta)/iu;
  const NO_REPLY_WORD =
    /search|recherch|suche|busca|cerca|zoek|pesquis|\btip\b|question|frage|pregunta|domanda|vraag|pergunta/i;
  const FIELDS =
    "textarea, [contenteditable=''], [contenteditable='true'], [contenteditable='plaintext-only']";
  const RICH =
    "[data-lexical-editor], .public-DraftEditor-content, .ProseMirror, [data-slate-editor], .ql-editor, .ck-editor__editable";

  /** @typedef {{kind: "good" | "bad" | "ask", key: string, parts?: string[]}} Outcome */

  /** The field about which the person was asked, and what stood in it then. */
  let asked = /** @type {{field: any, text: string} | null} */ (null);

  /** @type {(ms: number) => Promise<void>} */
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** @type {(text: string) => string} words alone: editors turn line breaks into paragraphs and spaces into others */
  const words = (text) => text.replace(/[\s\u200b\ufeff]+/g, " ").trim();

  /** @type {(field: any) => boolean} */
  const isForm = (field) => field.localName === "textarea" || field.localName === "input";
  /** @type {(field: any) => string} */
  const read = (field) => (isForm(field) ? field.value : field.innerText) ?? "";

  /** @type {(field: any) => boolean} */
  const usable = (field) => {
    if (field.disabled || field.readOnly || field.getAttribute("aria-disabled") === "true") return false;
    const box = field.getBoundingClientRect();
    if (box.width < 20 || box.height < 10) return false;
    const style = field.ownerDocument.defaultView.getComputedStyle(field);
    return style.visibility !== "hidden" && style.display !== "none";
  };

  /** @type {(field: any) => string} what the page calls a field */
  const nameOf = (field) => {
    const document = field.ownerDocument;
    const labelled = (field.getAttribute("aria-labelledby") ?? "")
      .split(/\s+/)
      .map((/** @type {string} */ id) => id && document.getElementById(id)?.textContent);
    const labels = Array.from(field.labels ?? [], (/** @type {any} */ label) => label.textContent);
    return [
      field.getAttribute("aria-label"),
      field.placeholder,
      field.getAttribute("aria-placeholder"),
      field.name,
      field.id,
      ...labelled,
      ...labels,
    ]
      .filter(Boolean)
      .join(" ");
  };

  /** @type {(root: ParentNode) => any[]} fields of a part of the page, those in frames of the same origin included */
  const fieldsIn = (root) => {
    const found = Array.from(root.querySelectorAll(FIELDS));
    for (const frame of Array.from(root.querySelectorAll("iframe"))) {
      try {
        if (frame.contentDocument) found.push(...fieldsIn(frame.contentDocument));
      } catch {
        continue; // another origin: the extension's own copy in that frame does the work there
      }
    }
    return found.filter(usable);
  };

  /**
   * The box that answers this card: what the reader finds by the platform file, then one inside the card, frames
   * included. Elsewhere on the page a field counts only when it is the one whose name, or whose page's address, speaks of
   * a reply, and when it stands in no other review.
   * @type {(card: Element | null, platform: any) => any}
   */
  const findBox = (card, platform) => {
    if (card && !card.isConnected) return null; // the page has moved on: better no box than another review's
    const field = card ? scope.sangfroidReader?.findReplyBox?.(card, platform)?.field : null;
    if (field && usable(field)) return field;
    const clean = (/** @type {any} */ one) => !NO_REPLY_WORD.test(nameOf(one));
    const inside = card ? fieldsIn(card).filter(clean) : [];
    if (inside.length) return inside[0];
    const others = (scope.sangfroidButtons?.cards() ?? []).filter(
      (/** @type {Element} */ one) => one !== card,
    );
    const free = fieldsIn(document).filter(
      (one) => clean(one) && !others.some((/** @type {Element} */ other) => other.contains(one)),
    );
    const named = free.filter((one) => REPLY_WORD.test(nameOf(one)));
    if (named.length === 1) return named[0];
    const told = /reply|respond|response/i.test(location.href);
    return told && free.length === 1 ? free[0] : null;
  };

  /** @type {(field: any) => void} the caret over everything, ready to be written over */
  const selectAll = (field) => {
    field.focus();
    if (isForm(field)) return field.select();
    const range = field.ownerDocument.createRange();
    range.selectNodeContents(field);
    const selection = field.ownerDocument.defaultView.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  /** @type {Record<string, (field: any, text: string) => void>} ways of writing, each as a person or a page would */
  const WAYS = {
    command(field, text) {
      selectAll(field);
      field.ownerDocument.execCommand("insertText", false, text);
    },
    setter(field, text) {
      if (!isForm(field)) return;
      const view = field.ownerDocument.defaultView;
      const prototype =
        field.localName === "textarea" ? view.HTMLTextAreaElement.prototype : view.HTMLInputElement.prototype;
      Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
      field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    paste(field, text) {
      if (isForm(field)) return;
      selectAll(field);
      const data = new DataTransfer();
      data.setData("text/plain", text);
      field.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
  };

  /** @type {(field: any, text: string) => Promise<boolean>} whether the field holds the text, and goes on holding it */
  const holds = async (field, text) => {
    for (const delay of [30, 270]) {
      await pause(delay);
      if (!field.isConnected || words(read(field)) !== words(text)) return false;
    }
    return true;
  };

  /** @type {(text: string) => Promise<boolean>} */
  const toClipboard = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  };

  /**
   * @param {string} text
   * @param {Element | null} card
   * @param {any} platform
   * @returns {Promise<Outcome>}
   */
  const insert = async (text, card, platform) => {
    const field = findBox(card, platform);
    if (!field) {
      const control = card ? scope.sangfroidReader?.findReplyBox?.(card, platform)?.open : null;
      if (control) scope.sangfroidNotice?.point(control);
      const copied = await toClipboard(text);
      return { kind: "ask", key: copied ? "openBoxCopied" : "openBox" };
    }
    const before = words(read(field));
    if (before === words(text)) return { kind: "good", key: "alreadyThere" };
    if (before && !(asked?.field === field && asked?.text === before)) {
      asked = { field, text: before };
      return { kind: "ask", key: "boxNotEmpty" };
    }
    asked = null;
    const limit = Number(field.getAttribute("maxlength") ?? -1);
    if (limit > 0 && text.length > limit) return { kind: "bad", key: "boxTooSmall", parts: [String(limit)] };
    // Where Enter sends, a line break typed for us might send too; a rich editor keeps paragraphs only when pasted.
    const pasteFirst =
      !isForm(field) && text.includes("\n") && (platform?.replyBox?.enterSubmits || field.matches(RICH));
    const order = pasteFirst
      ? ["paste", ...(platform?.replyBox?.enterSubmits ? [] : ["command"])]
      : ["command", "setter", "paste"];
    for (const way of order) {
      WAYS[way]?.(field, text);
      if (await holds(field, text)) return { kind: "good", key: "inserted" };
    }
    const copied = await toClipboard(text);
    return { kind: "bad", key: copied ? "insertFailedCopied" : "insertFailed" };
  };

  scope.sangfroidInserter = { insert, findBox };
})();
