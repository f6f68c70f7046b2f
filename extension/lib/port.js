/** One conversation with one content script: questions in, answers out, streams until done or cancelled. */
import { failure } from "./api.js";
import { runtimeId, stayAwake } from "./browser.js";
import { BadMessage, readMessage } from "./messages.js";
import { REQUESTS, STREAMS } from "./requests.js";

/** Browsers stop a background that has asked nothing of them for 30 s, also while it waits for a slow model. */
const STIR_EVERY = 20_000; // ms

/** @type {(error: any) => any} an error fit to be sent */
const told = (error) => {
  if (error instanceof BadMessage) return failure("bad_message", { message: error.message });
  if (typeof error?.code === "string") return error;
  console.error("Sangfroid:", error?.name ?? "error"); // never the text of a review
  return failure("unexpected");
};

/** @param {any} port */
export const converse = (port) => {
  // Ports come from our own scripts alone; the browser vouches for the id.
  if (port.name !== "sangfroid" || port.sender?.id !== runtimeId()) return port.disconnect();
  /** @type {Map<number, AbortController>} */
  const running = new Map();
  let open = true;
  /** @param {any} message */
  const post = (message) => {
    if (open) port.postMessage(message);
  };
  port.onDisconnect.addListener(() => {
    open = false;
    for (const controller of running.values()) controller.abort("cancelled");
  });
  port.onMessage.addListener(async (/** @type {any} */ raw) => {
    const asked = raw?.id;
    try {
      const { id, kind, payload } = readMessage(raw);
      if (kind === "cancel") return running.get(id)?.abort("cancelled");
      const stream = STREAMS[kind];
      if (stream) {
        const controller = new AbortController();
        running.set(id, controller);
        const stirring = setInterval(stayAwake, STIR_EVERY);
        try {
          for await (const { event, data } of stream(payload, controller)) post({ id, event, data });
        } finally {
          clearInterval(stirring);
          running.delete(id);
        }
      } else post({ id, ok: true, value: await REQUESTS[kind]?.(payload) });
    } catch (error) {
      const known = told(error);
      if (known.code !== "cancelled")
        post({ id: asked, ok: false, event: "error", error: known, data: known });
    }
  });
};
