/** Each question of a content script as a request to the server, or answered here. */
import * as api from "./api.js";
import { message as text, openOptions, tabs } from "./browser.js";
import { BadMessage, readCase } from "./messages.js";
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

/** A server older than cases knows no such address; one that has them misses something else. @type {(connection: Server, error: any) => Promise<any>} */
const missing = async (connection, error) => {
  if (error?.status !== 404) return error;
  const asked = await api.call(connection, "GET", "cases?limit=1").catch((/** @type {any} */ one) => one);
  return asked?.status === 404
    ? api.failure("no_cases", { status: 404, details: { host: api.hostOf(connection.origin) } })
    : error;
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
  async case({ key, ...body }) {
    const connection = await server();
    try {
      return readCase(await api.call(connection, "POST", "cases", { body, key }));
    } catch (error) {
      if (error instanceof BadMessage)
        throw api.failure("outdated", { details: { host: api.hostOf(connection.origin) } });
      throw await missing(connection, error);
    }
  },
  async showCase({ id }) {
    await tabs.open(`${(await server()).origin}/cases/${part(id)}`);
    return {};
  },
};

/** @type {Record<string, (payload: any, controller: AbortController) => AsyncGenerator<{event: string, data: any}>>} */
export const STREAMS = {
  async *draft({ review, ...rest }, controller) {
    yield* api.listen(await server(), "drafts", { ...withoutUrl(review), ...rest }, controller);
  },
};
