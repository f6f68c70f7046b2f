/**
 * Two small things shown on the page itself: a word when a known page could not be read, and a ring around a control of
 * the platform that the person is asked to press. Neither moves anything, and both go away by themselves or by a click.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidNotice")) return;
  const { make, icon, ICONS, rootOf } = scope.sangfroidElements;

  const RING_FOR = 8000; // ms

  /** @type {(key: string, parts?: string[]) => string} */
  const t = (key, parts) => scope.sangfroidBridge.messages(key, parts) || key;

  /** @type {HTMLElement | null} */
  let note = null;
  const hide = () => {
    note?.remove();
    note = null;
  };

  /**
   * @param {string} text
   * @param {() => void} closed called when the person closes it
   */
  const say = (text, closed) => {
    hide();
    const host = document.createElement("sangfroid-notice");
    rootOf(host, scope.sangfroidStyles.notice).append(
      make(
        "div.notice",
        { role: "status", lang: scope.sangfroidBridge.language },
        icon(ICONS.mark, 20),
        make("p", { text }),
        make(
          "button",
          {
            type: "button",
            "aria-label": t("close"),
            on: {
              click: () => {
                hide();
                closed();
              },
            },
          },
          icon(ICONS.close, 16),
        ),
      ),
    );
    document.documentElement.append(host);
    note = host;
  };

  /** @type {(target: Element) => void} */
  const point = (target) => {
    target.scrollIntoView({ block: "center" });
    const box = target.getBoundingClientRect();
    const host = document.createElement("sangfroid-notice");
    const ring = make("div.ring");
    const place = { left: box.left - 6, top: box.top - 6, width: box.width + 12, height: box.height + 12 };
    for (const [name, value] of Object.entries(place)) ring.style.setProperty(name, `${value}px`);
    rootOf(host, scope.sangfroidStyles.notice).append(ring);
    document.documentElement.append(host);
    const gone = () => host.remove();
    setTimeout(gone, RING_FOR);
    for (const type of ["scroll", "resize", "pointerdown"])
      addEventListener(type, gone, { once: true, capture: true });
  };

  scope.sangfroidNotice = { say, hide, point };
})();
