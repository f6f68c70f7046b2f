/** Server-sent events out of a response's body, as the standard cuts them. */

const MOST = 1_000_000; // characters of one event; more is no answer of ours

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {() => void} [alive] called at every piece that arrives, comments included
 * @returns {AsyncGenerator<{event: string, data: string}>}
 */
export async function* readEvents(body, alive = () => {}) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let event = "";
  /** @type {string[]} */
  let data = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      rest += decoder.decode(value, { stream: true });
      if (rest.length > MOST) throw new RangeError("event too long");
      // A line ends with CRLF, LF or CR; a CR at the very end may be half of a CRLF.
      for (let cut; (cut = /\r\n|\n|\r(?!$)/.exec(rest));) {
        const line = rest.slice(0, cut.index);
        rest = rest.slice(cut.index + cut[0].length);
        if (line === "") {
          if (data.length) yield { event: event || "message", data: data.join("\n") };
          event = "";
          data = [];
        } else if (!line.startsWith(":")) {
          const [, field = "", text = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
          if (field === "event") event = text;
          else if (field === "data") data.push(text);
        }
      }
    }
  } finally {
    // Whoever stops listening lets the server stop writing.
    await reader.cancel().catch(() => {});
  }
}
