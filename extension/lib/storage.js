/**
 * What the extension remembers: the connection with its token, the person's wishes, and what was typed and not yet
 * handed in. Everything lives in the browser's own storage; the token, and the secret by which it is fetched, apart.
 */
import { storage, vault } from "./browser.js";

export const DEFAULT_ORIGIN = "http://127.0.0.1:8707";

const TYPED = "typed:";
const TYPED_MOST = 300;
const TYPED_DAYS = 30;

/**
 * @typedef {{origin: string, token: string, user: {name: string, role: string} | null, connected: string}} Connection
 * @typedef {{id: string, verifier: string, origin: string, code: string, confirm: string, expires: number}} Pairing
 * @typedef {{lookup: boolean}} Preferences
 */

/** Whoever hears that something was stored finds its secret there already. */
const keep = async (/** @type {string} */ key, /** @type {object} */ value, /** @type {string} */ secret) => {
  await vault.set(key, secret);
  await storage.set(key, value);
};
const forget = async (/** @type {string} */ key) => {
  await storage.remove(key);
  await vault.remove(key);
};

/** @returns {Promise<Connection | null>} */
export const connection = async () => {
  const [value, token] = [await storage.get("connection"), await vault.get("connection")];
  return value && token ? { ...value, token } : null;
};
/** @type {(value: Connection) => Promise<void>} */
export const connect = ({ token, ...value }) => keep("connection", value, token);
export const disconnect = () => forget("connection");

/** @returns {Promise<Pairing | null>} */
export const pairing = async () => {
  const [value, verifier] = [await storage.get("pairing"), await vault.get("pairing")];
  return value && verifier ? { ...value, verifier } : null;
};
/** @type {(value: Pairing | null) => Promise<void>} */
export const setPairing = async (value) => {
  if (!value) return forget("pairing");
  const { verifier, ...rest } = value;
  return keep("pairing", rest, verifier);
};

/** @returns {Promise<string>} the address last written in the options */
export const origin = async () =>
  (await connection())?.origin ?? (await storage.get("origin")) ?? DEFAULT_ORIGIN;
/** @type {(value: string) => Promise<void>} */
export const setOrigin = (value) => storage.set("origin", value);

/** @returns {Promise<Preferences>} */
export const preferences = async () => ({ lookup: false, ...(await storage.get("preferences")) });
/** @type {(value: Preferences) => Promise<void>} */
export const setPreferences = (value) => storage.set("preferences", value);

/** @type {(key: string) => Promise<any>} what was kept under a name, or null */
export const load = async (key) => (await storage.get(TYPED + key))?.value ?? null;

/**
 * Keeps a value, or forgets it when null. The oldest go when there are too many or too old ones.
 * @type {(key: string, value: any, now?: number) => Promise<void>}
 */
export const save = async (key, value, now = Date.now()) => {
  if (value === null) return storage.remove(TYPED + key);
  await storage.set(TYPED + key, { value, at: now });
  const kept = Object.entries(await storage.all())
    .filter(([name]) => name.startsWith(TYPED))
    .sort(([, one], [, other]) => other.at - one.at);
  const due = kept.filter(
    ([, entry], index) => index >= TYPED_MOST || now - entry.at > TYPED_DAYS * 86_400_000,
  );
  if (due.length) await storage.remove(due.map(([name]) => name));
};
