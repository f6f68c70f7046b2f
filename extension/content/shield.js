/**
 * Keeps what is typed in the panel from the page. It runs before any script of the page, so its listeners come first:
 * an event inside one of our closed shadow roots stops here and goes to that root's own handler instead. The browser's
 * default action (the letter appears, the focus moves) still happens; only listeners are skipped.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidShield")) return;

  const TYPES = [
    ...["keydown", "keypress", "keyup", "beforeinput", "input"],
    ...[
      "compositionstart",
      "compositionupdate",
      "compositionend",
      "copy",
      "cut",
      "paste",
      "drop",
      "dragstart",
    ],
  ];
  /** @type {WeakMap<EventTarget, (event: Event) => void>} */
  const handlers = new WeakMap();

  /** @param {Event} event */
  const stop = (event) => {
    const handler = event.target && handlers.get(event.target);
    if (!handler) return;
    event.stopImmediatePropagation();
    // An event made by a script of the page never reaches the panel.
    if (event.isTrusted) handler(event);
  };
  for (const type of TYPES) window.addEventListener(type, stop, true);

  scope.sangfroidShield = {
    /**
     * @param {Element} host the element that carries the shadow root
     * @param {(event: Event) => void} handler gets every trusted event of the types above, inside this host
     */
    guard(host, handler) {
      handlers.set(host, handler);
    },
  };
})();
