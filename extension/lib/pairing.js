/**
 * Joining a server: the extension makes a secret, shows the server its fingerprint, the person confirms in the console,
 * and only whoever holds the secret gets the token (PKCE). State is stored, since the worker may sleep in between.
 */
import * as api from "./api.js";
import * as storage from "./storage.js";

/** @type {(bytes: Uint8Array) => string} */
const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** @returns {string} */
export const makeVerifier = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** @type {(verifier: string) => Promise<string>} */
export const challengeOf = async (verifier) =>
  base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));

/**
 * The origin of a server's address as a person writes it.
 * @param {string} written
 * @returns {string}
 * @throws {TypeError} when it is no address
 */
export const originOf = (written) => {
  const text = written.trim();
  const local = /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[::1\])/.test(text);
  const address = new URL(/^[a-z]+:\/\//i.test(text) ? text : `${local ? "http" : "https"}://${text}`);
  if (!/^https?:$/.test(address.protocol) || !address.hostname) throw new TypeError("no web address");
  return address.origin;
};

/** @type {() => string} "Chromium 156 on Linux", for the list of connections in the console */
const clientName = () => {
  const agent = navigator.userAgent;
  const [, name = "Browser", version = ""] = /(Firefox|Edg|OPR|Chrome)\/(\d+)/.exec(agent) ?? [];
  const shown =
    /** @type {Record<string, string>} */ ({ Edg: "Edge", OPR: "Opera", Chrome: "Chromium" })[name] ?? name;
  const system = /Windows|Mac OS X|Android|CrOS|Linux/.exec(agent)?.[0] ?? "";
  return [
    `${shown} ${version}`.trim(),
    system && `on ${system.replace("Mac OS X", "macOS").replace("CrOS", "ChromeOS")}`,
  ]
    .filter(Boolean)
    .join(" ");
};

/** @type {(origin: string, extensionVersion: string, now?: number) => Promise<storage.Pairing>} */
export const begin = async (origin, extensionVersion, now = Date.now()) => {
  const verifier = makeVerifier();
  const answer = await api.call({ origin }, "POST", "pairings", {
    body: {
      challenge: await challengeOf(verifier),
      client: clientName(),
      extension_version: extensionVersion,
    },
  });
  // The page to confirm on stands on the server itself, whatever the answer says.
  const confirm = new URL(answer.confirm_url, origin);
  if (confirm.origin !== origin) throw api.failure("outdated", { details: { host: api.hostOf(origin) } });
  const pairing = {
    id: answer.pairing,
    verifier,
    origin,
    code: answer.code,
    confirm: confirm.href,
    expires: now + answer.expires_in * 1000,
  };
  await storage.setPairing(pairing);
  return pairing;
};

/**
 * Asks once whether the person has confirmed.
 * @returns {Promise<"none" | "waiting" | "connected" | "refused" | "expired">}
 */
export const poll = async (now = Date.now()) => {
  const pairing = await storage.pairing();
  if (!pairing) return "none";
  if (now > pairing.expires) {
    await storage.setPairing(null);
    return "expired";
  }
  /** @type {any} */
  let answer;
  try {
    answer = await api.call({ origin: pairing.origin }, "POST", "tokens/exchange", {
      body: { pairing: pairing.id, verifier: pairing.verifier },
    });
  } catch (error) {
    const known = /** @type {api.ApiError} */ (error);
    if (known.retryable) return "waiting";
    await storage.setPairing(null);
    if ([403, 404, 410].includes(known.status)) return "refused";
    throw known;
  }
  if (!answer.token) return "waiting";
  await storage.connect({
    origin: pairing.origin,
    token: answer.token,
    user: answer.user ?? null,
    connected: new Date(now).toISOString(),
  });
  await storage.setOrigin(pairing.origin);
  await storage.setPairing(null);
  return "connected";
};

/** Leaves the server: the token is revoked there when it answers, and forgotten here in any case. */
export const leave = async () => {
  const connection = await storage.connection();
  if (!connection) return;
  try {
    const me = await api.call(connection, "GET", "me");
    if (me.token?.id) await api.call(connection, "DELETE", `tokens/${encodeURIComponent(me.token.id)}`);
  } catch {
    // Not reachable or already revoked: the console can still revoke it.
  }
  await storage.disconnect();
};
