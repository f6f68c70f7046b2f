// The bridge of the demonstration page: the interface of the extension's content/bridge.js, over fetch with the
// console's session instead of a port to the background. Loaded before the content scripts, as a module.
import { readEvents } from "/extension/lib/stream.js";

const API = "/api/v1/";
const SHELF = "sangfroid-demo:"; // where what was typed is kept, in this browser only
const language = document.documentElement.lang === "en" ? "en" : "fr";
const csrfToken = document.querySelector("meta[name=csrf-token]").content;

/** @type {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} */
let texts = {};

const failure = (code, more = {}) => ({ code, message: "", details: {}, retryable: false, status: 0, ...more });
const unreachable = () =>
  failure("unreachable", {
    message: `server not reachable at ${location.host}`,
    details: { host: location.host },
    retryable: true,
  });

const send = async (method, path, { body, key, accept = "application/json", signal } = {}) => {
  const headers = { Accept: accept, "X-CSRFToken": csrfToken };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  let response;
  try {
    response = await fetch(API + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal,
    });
  } catch {
    throw signal?.aborted ? failure("cancelled") : unreachable();
  }
  if (!response.ok) {
    const told = (await response.json().catch(() => null))?.error ?? failure("unexpected");
    throw failure(told.code, {
      message: told.message,
      details: { ...told.details, host: location.host },
      retryable: Boolean(told.retryable),
      status: response.status,
    });
  }
  return response;
};

const call = async (method, path, options) => (await send(method, path, options)).json();
const part = encodeURIComponent;

/** The address belongs to a stored reply only. */
const withoutUrl = ({ url: _url, ...line }) => line;

let me = null;
const whoAmI = async () => (me ??= await call("GET", "me"));

const REQUESTS = {
  async status() {
    me = null;
    const { user, establishments, model, server } = await whoAmI();
    return {
      paired: true,
      server: { origin: location.origin, version: server.version },
      user,
      model,
      establishments,
    };
  },
  preferences: async () => ({ lookup: true }), // states of the replies are shown right away
  platforms: async () => [], // no platform's address: the generic reader reads this page
  async openOptions() {
    location.href = "/tokens";
    return {};
  },
  async load({ key }) {
    try {
      return JSON.parse(localStorage.getItem(SHELF + key));
    } catch {
      return null;
    }
  },
  async save({ key, value }) {
    if (value === null || value === undefined) localStorage.removeItem(SHELF + key);
    else localStorage.setItem(SHELF + key, JSON.stringify(value));
    return {};
  },
  analyze: ({ review }) => call("POST", "analyses", { body: withoutUrl(review) }),
  check: ({ review, ...body }) =>
    call("POST", "checks", { body: { ...body, ...(review ? { review: withoutUrl(review) } : {}) } }),
  lookup: (body) => call("POST", "reviews/lookup", { body }),
  factTypes: (payload) => call("GET", `facts/types?language=${part(payload.language)}`),
  async houseFacts({ establishment } = {}) {
    const id = establishment ?? (await whoAmI()).establishments[0]?.id;
    return id ? call("GET", `establishments/${part(id)}/facts`) : { facts: [] };
  },
  submit: ({ key, ...body }) => call("POST", "replies", { body, key }),
  reply: ({ id }) => call("GET", `replies/${part(id)}`),
  version: ({ id, key, ...body }) => call("POST", `replies/${part(id)}/versions`, { body, key }),
  copied: ({ id, ...body }) => call("POST", `replies/${part(id)}/copies`, { body }),
  sighting: ({ id, text, url }) =>
    call("POST", `replies/${part(id)}/sightings`, { body: { text: text ?? null, ...(url ? { url } : {}) } }),
  case: ({ key, ...body }) => call("POST", "cases", { key, body }),
  async showCase({ id }) {
    open(`/cases/${part(id)}`, "_blank", "noopener");
    return {};
  },
};

globalThis.sangfroidBridge = {
  demo: true,
  language,
  ready: fetch(`/extension/_locales/${language}/messages.json`)
    .then((response) => response.json())
    .then((found) => {
      texts = found;
    }),

  async request(kind, payload = {}) {
    if (!Object.hasOwn(REQUESTS, kind)) throw failure("unknown_request");
    const keyed = kind === "submit" || kind === "version" || kind === "case";
    return REQUESTS[kind](keyed ? { key: crypto.randomUUID?.() ?? String(Math.random()), ...payload } : payload);
  },

  stream(_kind, { review, ...rest }, handlers) {
    const controller = new AbortController();
    const listen = async () => {
      const response = await send("POST", "drafts", {
        body: { ...withoutUrl(review), ...rest },
        accept: "text/event-stream",
        signal: controller.signal,
      });
      for await (const { event, data } of readEvents(response.body)) {
        const value = JSON.parse(data);
        if (controller.signal.aborted) return;
        if (event === "analysis") handlers.onAnalysis?.(value);
        else if (event === "sentence") handlers.onSentence?.(value);
        else if (event === "draft") return handlers.onDraft?.(value);
        else if (event === "error") return handlers.onError?.(value.error ?? value);
      }
      throw unreachable(); // the stream ended before its draft
    };
    listen().catch((error) => {
      if (!controller.signal.aborted) handlers.onError?.(error?.code ? error : unreachable());
    });
    return { cancel: () => controller.abort() };
  },

  /** Texts of the extension, with its $NAME$ placeholders and $1 substitutions. */
  messages(key, substitutions = []) {
    const entry = texts[key];
    if (!entry) return "";
    const given = [substitutions].flat().map(String);
    const numbered = (text) => text.replace(/\$([1-9])/g, (_whole, number) => given[number - 1] ?? "");
    const named = entry.message.replace(/\$(\w+)\$/g, (whole, name) => {
      const placeholder = Object.entries(entry.placeholders ?? {}).find(
        ([one]) => one.toLowerCase() === name.toLowerCase(),
      );
      return placeholder ? numbered(placeholder[1].content) : whole;
    });
    return numbered(named).replaceAll("$$", "$");
  },

  /** No toolbar and no menu here. */
  onCommand() {},
};
