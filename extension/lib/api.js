/** The only fetch: one request to the server's API, its answer or an error in one shape. */
import { language } from "./browser.js";
import { readEvents } from "./stream.js";

/** The oldest server this extension understands. */
export const OLDEST_SERVER = "0.1.0";
const PATIENCE = 20_000; // ms for an answer
const STREAM_PATIENCE = 90_000; // ms without a byte

/** @typedef {{code: string, message: string, details: Record<string, any>, retryable: boolean, status: number}} ApiError */
/** @typedef {{origin: string, token?: string | null}} Server */

/** @type {(code: string, more?: Partial<ApiError>) => ApiError} */
export const failure = (code, more = {}) => ({
  code,
  message: "",
  details: {},
  retryable: false,
  status: 0,
  ...more,
});

/** @type {(origin: string) => string} */
export const hostOf = (origin) => origin.replace(/^https?:\/\//, "");

/** @type {(one: string, other: string) => number} below, at or above zero as versions compare */
export const compareVersions = (one, other) => {
  const [left, right] = [one, other].map((text) =>
    text.split(/[.+-]/).map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let index = 0; index < 3; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference) return difference;
  }
  return 0;
};

/** @type {(body: any, status: number, server: Server) => ApiError} the server's own words, or what its silence means */
const told = (body, status, server) => {
  const details = { host: hostOf(server.origin) };
  const error = body?.error;
  if (typeof error?.code !== "string") {
    // No shape of ours: something else answers at this address, or an older server.
    return failure(status === 404 || status < 400 ? "outdated" : "unexpected", {
      status,
      details,
      retryable: status >= 500,
    });
  }
  return {
    code: error.code,
    message: String(error.message ?? ""),
    details: { ...error.details, ...details },
    retryable: Boolean(error.retryable),
    status,
  };
};

/** @type {(response: Response, server: Server) => Promise<ApiError>} */
const refusal = async (response, server) => {
  if (response.status === 401 && server.token)
    return failure("revoked", { status: 401, details: { host: hostOf(server.origin) } });
  return told(await response.json().catch(() => null), response.status, server);
};

/**
 * @param {Server} server
 * @param {string} method
 * @param {string} path below /api/v1
 * @param {{body?: any, key?: string, accept?: string, signal?: AbortSignal}} [options]
 * @returns {Promise<Response>}
 * @throws {ApiError}
 */
const send = async (server, method, path, { body, key, accept = "application/json", signal } = {}) => {
  /** @type {Record<string, string>} */
  const headers = {
    Accept: accept,
    // What the server says to the person comes in the language of this screen, else in English as the screen itself.
    "Accept-Language": `${language()}, en;q=0.5`,
  };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (server.token) headers["Authorization"] = `Bearer ${server.token}`;
  if (key) headers["Idempotency-Key"] = key;
  /** @type {Response} */
  let response;
  try {
    response = await fetch(`${server.origin}/api/v1/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
  } catch {
    if (signal?.aborted && signal.reason === "cancelled") throw failure("cancelled");
    throw failure("unreachable", {
      message: `server not reachable at ${hostOf(server.origin)}`,
      details: { host: hostOf(server.origin) },
      retryable: true,
    });
  }
  if (!response.ok) throw await refusal(response, server);
  return response;
};

/** @type {(server: Server, method: string, path: string, options?: {body?: any, key?: string}) => Promise<any>} */
export const call = async (server, method, path, options = {}) => {
  const response = await send(server, method, path, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  if (response.status === 204) return {};
  try {
    const value = await response.json();
    return response.status === 202 ? { ...value, accepted: true } : value;
  } catch {
    throw failure("outdated", { details: { host: hostOf(server.origin) } });
  }
};

/**
 * A question answered event by event.
 * @param {Server} server
 * @param {string} path
 * @param {any} body
 * @param {AbortController} controller aborted with "cancelled" by whoever no longer listens
 * @returns {AsyncGenerator<{event: string, data: any}>}
 */
export async function* listen(server, path, body, controller) {
  const lost = () =>
    failure("unreachable", {
      message: `server not reachable at ${hostOf(server.origin)}`,
      details: { host: hostOf(server.origin) },
      retryable: true,
    });
  /** @type {any} */
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort("late"), STREAM_PATIENCE);
  };
  wait();
  try {
    const response = await send(server, "POST", path, {
      body,
      accept: "text/event-stream",
      signal: controller.signal,
    });
    if (!response.headers.get("Content-Type")?.startsWith("text/event-stream") || !response.body) {
      yield { event: "draft", data: await response.json() };
      return;
    }
    for await (const { event, data } of readEvents(response.body, wait)) {
      const value = JSON.parse(data);
      if (event === "error") throw told(value, 200, server);
      yield { event, data: value };
      if (event === "draft") return;
    }
    throw lost(); // the stream ended without its last word
  } catch (error) {
    const known = /** @type {any} */ (error);
    if (typeof known?.code === "string" && typeof known?.retryable === "boolean") throw known;
    if (controller.signal.reason === "cancelled") throw failure("cancelled");
    throw lost();
  } finally {
    clearTimeout(timer);
  }
}
