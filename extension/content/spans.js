/**
 * Places in a text. The server counts Unicode code points, JavaScript counts UTF-16 units; here one becomes the other,
 * and a text with findings becomes pieces to show.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidSpans")) return;

  /** @typedef {{start: number, end: number}} Span */

  /** @type {(text: string) => (point: number) => number} from an offset in code points to one in UTF-16 units */
  const converter = (text) => {
    // Most texts hold no character outside the basic plane: then both counts are the same.
    if (!/[\ud800-\udbff]/.test(text)) return (point) => Math.min(Math.max(point, 0), text.length);
    /** @type {number[]} */
    const starts = [];
    let unit = 0;
    for (const character of text) {
      starts.push(unit);
      unit += character.length;
    }
    return (point) => (point < 0 ? 0 : (starts[point] ?? text.length));
  };

  /**
   * The same spans in UTF-16 units, in order, without those that lie outside the text.
   * @template {Span} T
   * @param {string} text
   * @param {T[]} spans in code points
   * @returns {T[]}
   */
  const inUnits = (text, spans) => {
    const convert = converter(text);
    return spans
      .map((span) => ({ ...span, start: convert(span.start), end: convert(span.end) }))
      .filter((span) => span.end > span.start)
      .sort((one, other) => one.start - other.start || other.end - one.end);
  };

  /**
   * A text cut where spans begin and end; overlapping spans share a piece.
   * @template {Span} T
   * @param {string} text
   * @param {T[]} spans in UTF-16 units
   * @returns {{text: string, spans: T[]}[]}
   */
  const pieces = (text, spans) => {
    const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])]
      .filter((cut) => cut >= 0 && cut <= text.length)
      .sort((one, other) => one - other);
    return cuts.slice(1).map((end, index) => {
      const start = cuts[index] ?? 0;
      return {
        text: text.slice(start, end),
        spans: spans.filter((span) => span.start <= start && span.end >= end),
      };
    });
  };

  /** @type {(text: string, unit: string) => number} the length a platform counts: characters, bytes or utf16 */
  const lengthIn = (text, unit) => {
    if (unit === "bytes") return new TextEncoder().encode(text).length;
    if (unit === "utf16") return text.length;
    return Array.from(text).length;
  };

  scope.sangfroidSpans = { inUnits, pieces, lengthIn };
})();
