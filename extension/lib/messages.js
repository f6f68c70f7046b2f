/**
 * What a content script may ask, and the shape of each question. A content script lives beside a page anybody may have
 * written, so nothing it sends is taken on trust: what does not fit is refused, what is not named is dropped.
 */

/** @typedef {(value: any, where: string) => any} Shape returns the clean value or throws a BadMessage */

export class BadMessage extends Error {}

/** @type {(where: string, why: string) => never} */
const refuse = (where, why) => {
  throw new BadMessage(`${where} ${why}`);
};

/** @type {(most: number) => Shape} */
const text = (most) => (value, where) => {
  if (typeof value !== "string") return refuse(where, "is no text");
  if (value.length > most) return refuse(where, "is too long");
  // A lone half of a surrogate pair cannot be sent as UTF-8.
  return /** @type {any} */ (value).toWellFormed?.() ?? value;
};
/** @type {(least: number, most: number) => Shape} */
const number = (least, most) => (value, where) =>
  typeof value === "number" && value >= least && value <= most
    ? value
    : refuse(where, "is no fitting number");
/** @type {Shape} */
const whole = (value, where) =>
  Number.isSafeInteger(value) && value >= 0 ? value : refuse(where, "is no whole number");
/** @type {Shape} */
const flag = (value, where) =>
  typeof value === "boolean" ? value : refuse(where, "is neither true nor false");
/** @type {(...names: string[]) => Shape} */
const one =
  (...names) =>
  (value, where) =>
    names.includes(value) ? value : refuse(where, `is none of ${names.join(", ")}`);
/** @type {(shape: Shape) => Shape} */
const maybe = (shape) => (value, where) =>
  value === undefined || value === null ? undefined : shape(value, where);
/** @type {(shape: Shape, most: number) => Shape} */
const list = (shape, most) => (value, where) => {
  if (!Array.isArray(value) || value.length > most) return refuse(where, "is no list, or too long");
  return value.map((entry, index) => shape(entry, `${where}[${index}]`));
};
/** @type {(fields: Record<string, Shape>) => Shape} */
const object = (fields) => (value, where) => {
  if (!value || typeof value !== "object" || Array.isArray(value)) return refuse(where, "is no object");
  const clean = Object.entries(fields)
    .map(([name, shape]) => [name, shape(value[name], `${where}.${name}`)])
    .filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(clean);
};
/** @type {(most: number) => Shape} plain data of any shape, bounded by its size */
const data = (most) => (value, where) => {
  const written = JSON.stringify(value);
  if (written === undefined || written.length > most) return refuse(where, "is no data, or too long");
  return JSON.parse(written);
};
/** @type {(first: Shape, second: Shape) => Shape} */
const either = (first, second) => (value, where) => {
  try {
    return first(value, where);
  } catch {
    return second(value, where);
  }
};

const id = text(200);
const name = text(300);
const long = text(40_000);
const review = object({
  id,
  text: long,
  title: maybe(text(2000)),
  rating: maybe(number(0, 1000)),
  rating_max: maybe(number(1, 1000)),
  platform: maybe(name),
  channel: maybe(one("review", "message", "email", "phone_note", "chat")),
  author: maybe(name),
  published: maybe(text(40)),
  language: maybe(text(35)),
  url: maybe(text(2000)),
});
const fact = object({
  id,
  text: maybe(text(2000)),
  language: maybe(text(35)),
  type: maybe(text(80)),
  values: maybe(data(4000)),
  public: maybe(flag),
});
const facts = maybe(list(fact, 200));
const establishment = maybe(
  either(
    id,
    object({
      name: maybe(name),
      signature: maybe(object({ name: maybe(name), role: maybe(name) })),
      contact: maybe(text(1000)),
      voice: maybe(one("formal", "warm")),
      person: maybe(one("we", "i")),
    }),
  ),
);
const audience = maybe(one("public", "private"));
/** @type {Shape} as the server makes them: it becomes part of an address */
const caseId = (value, where) =>
  typeof value === "string" && /^[0-9a-f]{32}$/.test(value) ? value : refuse(where, "is no id of a case");
const key = maybe(text(80));

/** @type {Record<string, Shape>} the questions, by kind */
export const KINDS = {
  status: object({}),
  preferences: object({}),
  platforms: object({ url: maybe(text(4000)) }),
  openOptions: object({}),
  load: object({ key: text(600) }),
  save: object({
    key: text(600),
    value: (value, where) => (value === null ? null : data(60_000)(value, where)),
  }),
  analyze: object({ review }),
  check: object({
    establishment: maybe(id),
    text: long,
    review: maybe(review),
    facts,
    platform: maybe(name),
    audience,
    level: maybe(one("none", "suspected", "explicit")),
  }),
  lookup: object({
    establishment: maybe(id),
    reviews: list(object({ platform: name, id }), 500),
  }),
  houseFacts: object({ establishment: maybe(id) }),
  factTypes: object({ language: text(35) }),
  submit: object({
    establishment: maybe(id),
    review,
    text: long,
    audience,
    note: maybe(text(2000)),
    facts,
    status: maybe(one("draft", "pending")),
    draft: maybe(
      object({
        engine: maybe(name),
        prompt: maybe(name),
        situation: maybe(name),
        level: maybe(one("none", "suspected", "explicit")),
      }),
    ),
    key,
  }),
  reply: object({ id }),
  copied: object({ id, version: whole }),
  sighting: object({ id, text: maybe(long), url: maybe(text(2000)) }),
  version: object({ id, version: whole, text: long, note: maybe(text(2000)), key }),
  case: object({ establishment: maybe(id), review, note: maybe(text(2000)), key }),
  showCase: object({ id: caseId }),
  draft: object({
    review,
    facts,
    fact_ids: maybe(list(id, 200)),
    options: maybe(
      object({
        engine: maybe(one("auto", "composer", "model")),
        length: maybe(one("short", "standard", "full")),
        variant: maybe(whole),
        language: maybe(text(35)),
        audience,
      }),
    ),
    establishment,
  }),
};

/** What a page's side gets to know of a case. @type {Shape} */
const opened = object({ id: caseId, status: one("open", "closed") });
/** @type {(answer: any) => {id: string, status: "open" | "closed"}} */
export const readCase = (answer) => opened(answer, "case");

/**
 * @param {any} message
 * @returns {{id: number, kind: string, payload: any}}
 * @throws {BadMessage}
 */
export const readMessage = (message) => {
  const kind = message?.kind;
  if (!Number.isSafeInteger(message?.id)) return refuse("id", "is no number");
  if (kind === "cancel") return { id: message.id, kind, payload: {} };
  if (typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) return refuse("kind", "is unknown");
  const shape = /** @type {Shape} */ (KINDS[kind]);
  return { id: message.id, kind, payload: shape(message.payload ?? {}, kind) };
};
