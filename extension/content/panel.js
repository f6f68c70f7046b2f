/**
 * The panel: one at a time, opened by a person's click on a button of ours, closed by Escape, gone without a trace.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidPanel")) return;
  const { make, icon, ICONS, rootOf } = scope.sangfroidElements;

  /** @type {(key: string, parts?: string[]) => string} */
  const t = (key, parts) => scope.sangfroidBridge.messages(key, parts) || key;

  /** A page's rules for everything (`html > :not(body)`) must neither hide the panel nor make it look like another. */
  const SHOWN =
    `display:block;visibility:visible;opacity:1;filter:none;clip-path:none;mask:none;transform:none;zoom:1;\
pointer-events:auto;position:static;contain:none`.replace(/;|$/g, "!important;");

  /** @type {{close: (focus?: boolean) => void, review: any} | null} */
  let current = null;

  /**
   * @param {any} review
   * @param {any} platform the platform file, or null
   * @param {{button?: HTMLElement | null, onReply?: (reply: any) => void}} [options] `button` gets the focus back
   */
  const open = (review, platform, { button = null, onReply } = {}) => {
    current?.close(false);
    const host = document.createElement("sangfroid-panel");
    host.style.cssText = SHOWN;
    const root = rootOf(host, scope.sangfroidStyles.panel);
    let due = false;
    const session = scope.sangfroidSession.create(review, platform, scope.sangfroidBridge, () => {
      if (due) return;
      due = true;
      queueMicrotask(paint);
    });
    const insert = (/** @type {string} */ text) =>
      scope.sangfroidInserter.insert(
        text,
        scope.sangfroidButtons?.cardOf(review.id) ?? review.card,
        platform,
      );
    const parts = [
      scope.sangfroidPanelReview.reviewSection(session),
      scope.sangfroidPanelReview.analysisSection(session),
      scope.sangfroidPanelDraft.draftSection(session),
      scope.sangfroidPanelFacts.factsSection(session),
      scope.sangfroidPanelQueue.queueSection(session, insert),
    ];
    const name = review.author ? t("panelTitle", [review.author]) : t("panelTitleUnnamed");
    const closer = make(
      "button.square",
      { type: "button", "aria-label": t("close"), title: t("close"), on: { click: () => close() } },
      icon(ICONS.close, 18),
    );
    const panel = make(
      "div.panel",
      { role: "dialog", "aria-label": name, lang: scope.sangfroidBridge.language, tabindex: "-1" },
      make("header", {}, icon(ICONS.mark, 22), make("h2", { text: name }), closer),
      make("div.body", {}, ...parts.map((part) => part.element)),
      parts.at(-1).foot,
    );
    root.append(panel);

    const paint = () => {
      due = false;
      const focused = /** @type {any} */ (root.activeElement);
      for (const part of parts) part.update();
      // A button that has just done its work goes away; the keyboard stays in the panel.
      if (focused && (!focused.isConnected || focused.disabled || !focused.checkVisibility()))
        panel.focus({ preventScroll: true });
    };
    // Whoever comes back from the approval queue, or the next morning, sees where the reply stands now.
    const back = (/** @type {Event} */ event) => {
      if (
        event.isTrusted &&
        document.visibilityState === "visible" &&
        session.state.reply?.status === "pending"
      )
        void session.refresh();
    };
    const close = (focus = true) => {
      if (current?.review !== review) return;
      current = null;
      document.removeEventListener("visibilitychange", back);
      session.close();
      host.remove();
      if (focus) scope.sangfroidButtons?.buttonOf(review.id)?.focus?.() ?? button?.focus?.();
    };

    scope.sangfroidShield.guard(host, (/** @type {any} */ event) => {
      const target = root.activeElement;
      if (event.type === "input") for (const part of parts) part.input?.(target);
      if (event.type !== "keydown") return;
      if (event.key === "Escape" && !event.isComposing) close();
      else for (const part of parts) part.key?.(event, target);
    });
    // What the shield does not take (clicks, pointer, focus) still need not reach the page's own listeners.
    for (const type of [
      "click",
      "dblclick",
      "mousedown",
      "mouseup",
      "pointerdown",
      "pointerup",
      "touchstart",
      "touchend",
      "wheel",
      "contextmenu",
      "focusin",
      "focusout",
    ])
      host.addEventListener(type, (event) => event.stopPropagation());

    session.onReply = onReply ?? null;
    document.addEventListener("visibilitychange", back);
    current = { close, review };
    // Beside the body, where a page that renders anew leaves it alone.
    document.documentElement.append(host);
    paint();
    panel.focus({ preventScroll: true });
    void session.begin();
  };

  scope.sangfroidPanel = { open, close: () => current?.close(), isOpen: () => Boolean(current) };
})();
