/**
 * Building our own screen: elements from plain values, text always as text, clicks only when a person made them.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidElements")) return;

  const SVG = "http://www.w3.org/2000/svg";

  /**
   * @param {string} tag an HTML element, written as "tag" or "tag.class.class"
   * @param {Record<string, any>} [given] attributes; `on` holds listeners by event type, `hidden` and the like are
   *   set when true and left out when false, null or undefined
   * @param {...(Node | string | null | undefined | false)} children
   * @returns {any}
   */
  const make = (tag, given = {}, ...children) => {
    const [name = "div", ...classes] = tag.split(".");
    const element = document.createElement(name);
    if (classes.length) element.className = classes.join(" ");
    for (const [key, value] of Object.entries(given)) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "on") {
        for (const [type, listener] of Object.entries(value)) {
          element.addEventListener(type, (/** @type {Event} */ event) => {
            if (event.isTrusted) /** @type {any} */ (listener)(event);
          });
        }
      } else if (key === "text") element.textContent = value;
      else element.setAttribute(key, value === true ? "" : String(value));
    }
    for (const child of children) if (child || child === "") element.append(child);
    return element;
  };

  /** @type {(paths: string[], size?: number) => SVGElement} a small line drawing, hidden from assistive technology */
  const icon = (paths, size = 16) => {
    const svg = document.createElementNS(SVG, "svg");
    for (const [key, value] of Object.entries({
      viewBox: "0 0 16 16",
      width: String(size),
      height: String(size),
      fill: "none",
      stroke: "currentColor",
      "stroke-width": "1.5",
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
      focusable: "false",
    }))
      svg.setAttribute(key, value);
    for (const d of paths) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", d);
      svg.append(path);
    }
    return svg;
  };

  const ICONS = {
    mark: [
      "M3 2.75h10A1.25 1.25 0 0 1 14.25 4v6A1.25 1.25 0 0 1 13 11.25H7L3.75 14v-2.75H3A1.25 1.25 0 0 1 1.75 10V4A1.25 1.25 0 0 1 3 2.75Z",
      "M5 7h6",
    ],
    close: ["M4 4l8 8", "M12 4l-8 8"],
    again: ["M13 8a5 5 0 1 1-1.5-3.6", "M13 2.5v2.7h-2.7"],
    plus: ["M8 3.5v9", "M3.5 8h9"],
  };

  /** @type {WeakMap<Document, Map<string, CSSStyleSheet>>} one sheet for all roots of a document */
  const sheets = new WeakMap();

  /**
   * A shadow root nobody else can open, with its style. A constructed sheet is shared and free of the page's content
   * policy; where the browser does not let a content script adopt one, a style element does the same.
   * @type {(host: Element, css: string) => ShadowRoot}
   */
  const rootOf = (host, css) => {
    const root = host.attachShadow({ mode: "closed" });
    try {
      let known = sheets.get(document);
      if (!known) sheets.set(document, (known = new Map()));
      let sheet = known.get(css);
      if (!sheet) {
        sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        known.set(css, sheet);
      }
      root.adoptedStyleSheets = [sheet];
      if (root.adoptedStyleSheets.length !== 1) throw new TypeError("not adopted");
    } catch {
      root.append(make("style", { text: css }));
    }
    return root;
  };

  scope.sangfroidElements = { make, icon, ICONS, rootOf };
})();
