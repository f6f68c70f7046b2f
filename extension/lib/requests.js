/** Each question of a content script as a request to the server, or answered here. */
import * as api from "./api.js";
import { message as text, openOptions } from "./browser.js";
import { platforms } from "./platform-files.js";
import * as storage from "./storage.js";

/** @typedef {{origin: string, token: string}} Server */

/** @returns {Promise<Server>} */
const server = async () => {
  const connection = await storage.connection();
  if (!connection) throw api.failure("not_paired", { message: text("notPaired") });
  return connection;
};

/** @type {(review: any) => any} the address belongs to a stored reply only */
const withoutUrl = ({ url: _url, ...line }) => line;

/** @type {(path: string) => string} */
const part = (path) => encodeURIComponent(path);

/** @type {(given?: string) => Promise<string | null>} the establishment asked for, or the person's only one */
const establishmentOf = async (given) => {
  if (given) return given;
  const { establishments = [] } = await api.call(await server(), "GET", "me");
  return establishments[0]?.id ?? null;
};

/** @type {Record<string, (payload: any) => Promise<any>>} */
export const REQUESTS = {
  async status() {
    const connection = await storage.connection();
    const origin = await storage.origin();
    if (!connection)
      return {
        paired: false,
        server: { origin, version: null },
        user: null,
        model: null,
        establishments: [],
      };
    const me = await api.call(connection, "GET", "me");
    const version = me.server?.version ?? "0";
    if (api.compareVersions(version, api.OLDEST_SERVER) < 0)
      throw api.failure("outdated", { details: { host: api.hostOf(origin), version } });
    return {
      paired: true,
      server: { origin, version },
      user: me.user,
      model: me.model,
      establishments: me.establishments ?? [],
    };
  },
  preferences: () => storage.preferences(),
  platforms: ({ url }) => platforms(url),
  async openOptions() {
    await openOptions();
    return {};
  },
  async load({ key }) {
    return storage.load(key);
  },
  async save({ key, value }) {
    await storage.save(key, value);
    return {};
  },

  analyze: async ({ review }) => api.call(await server(), "POST", "analyses", { body: withoutUrl(review) }),
  check: async ({ review, ...body }) =>
    api.call(await server(), "POST", "checks", {
      body: { ...body, ...(review ? { review: withoutUrl(review) } : {}) },
    }),
  lookup: async (body) => api.call(await server(), "POST", "reviews/lookup", { body }),
  factTypes: async ({ language }) =>
    api.call(await server(), "GET", `facts/types?language=${part(language)}`),
  async houseFacts({ establishment }) {
    const id = await establishmentOf(establishment);
    return id ? api.call(await server(), "GET", `establishments/${part(id)}/facts`) : { facts: [] };
  },
  submit: async ({ key, ...body }) => api.call(await server(), "POST", "replies", { body, key }),
  reply: async ({ id }) => api.call(await server(), "GET", `replies/${part(id)}`),
  version: async ({ id, key, ...body }) =>
    api.call(await server(), "POST", `replies/${part(id)}/versions`, { body, key }),
  copied: async ({ id, ...body }) => api.call(await server(), "POST", `replies/${part(id)}/copies`, { body }),
  sighting: async ({ id, text: seen, url }) =>
    api.call(await server(), "POST", `replies/${part(id)}/sightings`, {
      body: { text: seen ?? null, ...(url ? { url } : {}) },
    }),
  incident: async ({ key, review: { id: _id, ...review }, ...body }) =>
    api.call(await server(), "POST", "incidents", { key, body: { ...review, ...body } }),
};

/** @type {Record<string, (payload: any, controller: AbortController) => AsyncGenerator<{event: string, data: any}>>} */
export const STREAMS = {
  async *draft({ review, ...rest }, controller) {
    yield* api.listen(await server(), "drafts", { ...withoutUrl(review), ...rest }, controller);
  },
};
