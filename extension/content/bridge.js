/**
 * The content scripts' only way out: a port to the background, which alone talks to the server and holds the token.
 * A page that brings its own bridge (the demo page of the server) keeps it.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidBridge")) return;
  const runtime = scope.chrome?.runtime;
  if (!runtime?.id) return;

  /** @typedef {{settle: (message: any) => void, lost: () => void}} Waiting */
  /** @type {Map<number, Waiting>} */
  const waiting = new Map();
  /** @type {any} */
  let port = null;
  let lastId = 0;

  const INTERRUPTED = { code: "interrupted", message: "", details: {}, retryable: true, status: 0 };
  const RELOADED = { code: "reloaded", message: "", details: {}, retryable: false, status: 0 };

  const connected = () => {
    if (port) return port;
    // After an update of the extension this old script has nobody left to talk to.
    if (!scope.chrome?.runtime?.id) throw RELOADED;
    port = runtime.connect({ name: "sangfroid" });
    port.onMessage.addListener((/** @type {any} */ message) => waiting.get(message?.id)?.settle(message));
    port.onDisconnect.addListener(() => {
      // The worker was put to sleep or the extension reloaded: whoever waits decides whether to ask again.
      void runtime.lastError;
      port = null;
      const lost = [...waiting.values()];
      waiting.clear();
      for (const one of lost) one.lost();
    });
    return port;
  };

  /** @type {(kind: string, payload: object) => Promise<any>} */
  const ask = (kind, payload) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, {
        settle(message) {
          waiting.delete(id);
          if (message.ok) resolve(message.value);
          else reject(message.error);
        },
        lost: () => reject(INTERRUPTED),
      });
      try {
        connected().postMessage({ id, kind, payload });
      } catch {
        waiting.delete(id);
        reject(RELOADED);
      }
    });

  scope.sangfroidBridge = {
    demo: false,
    /** As in lib/browser.js, which no content script can import. */
    language: ((/** @type {string} */ asked, /** @type {string} */ shown) =>
      asked.split("-")[0] === shown ? asked : shown)(
      scope.chrome.i18n.getUILanguage(),
      scope.chrome.i18n.getMessage("screenLanguage"),
    ),
    ready: Promise.resolve(),

    /**
     * One question, one answer; asked a second time when the worker fell asleep over it. Every kind may be repeated:
     * what creates something carries a key by which the server knows it has seen it.
     * @type {(kind: string, payload?: object) => Promise<any>}
     */
    async request(kind, payload = {}) {
      const keyed = kind === "submit" || kind === "version" || kind === "case";
      const sent = keyed
        ? { key: scope.crypto.randomUUID?.() ?? String(Math.random()), ...payload }
        : payload;
      try {
        return await ask(kind, sent);
      } catch (error) {
        if (/** @type {any} */ (error)?.code !== "interrupted") throw error;
        return ask(kind, sent);
      }
    },

    /**
     * One question, answered bit by bit.
     * @type {(kind: string, payload: object, handlers: Record<string, (data: any) => void>) => {cancel: () => void}}
     */
    stream(kind, payload, handlers) {
      const id = ++lastId;
      const done = () => waiting.delete(id);
      waiting.set(id, {
        settle(message) {
          if (message.event === "analysis") handlers.onAnalysis?.(message.data);
          else if (message.event === "sentence") handlers.onSentence?.(message.data);
          else if (message.event === "draft") {
            done();
            handlers.onDraft?.(message.data);
          } else {
            done();
            handlers.onError?.(message.data ?? message.error ?? INTERRUPTED);
          }
        },
        lost: () => handlers.onError?.(INTERRUPTED),
      });
      try {
        connected().postMessage({ id, kind, payload });
      } catch {
        done();
        handlers.onError?.(RELOADED);
      }
      return {
        cancel() {
          if (done()) port?.postMessage({ id, kind: "cancel", payload: {} });
        },
      };
    },

    /** @type {(key: string, substitutions?: string | string[]) => string} text of the screen, "" when unknown */
    messages: (key, substitutions) => scope.chrome.i18n.getMessage(key, substitutions),

    /** @param {(command: any) => any} handler what the toolbar, the menu and the shortcut ask of this page */
    onCommand(handler) {
      runtime.onMessage.addListener(
        (
          /** @type {any} */ message,
          /** @type {any} */ sender,
          /** @type {(answer: any) => void} */ respond,
        ) => {
          if (sender.id !== runtime.id || sender.tab || typeof message?.command !== "string") return;
          respond(handler(message) ?? null);
        },
      );
    },
  };
})();
