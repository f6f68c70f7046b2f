/** The options page: connecting to a server, what leaves the browser, and which platforms have been verified. */
import { permissions, storage as store, tabs, version } from "../lib/browser.js";
import * as pairing from "../lib/pairing.js";
import { platforms } from "../lib/platform-files.js";
import { REQUESTS } from "../lib/requests.js";
import * as storage from "../lib/storage.js";
import { byId, inWords, sayAll, t } from "./words.js";

const ASK_EVERY = 1500; // ms between two questions whether the person has confirmed

/** Whether what is said is the trouble of the last look at the server: the next look takes it away. */
let trouble = false;
/** @type {(text: string, kind?: string) => void} */
const say = (text, kind = "") => {
  trouble = false;
  byId("message").hidden = !text;
  byId("message").className = `message ${kind}`;
  byId("message").textContent = text;
};

/** @type {(id: "connect" | "waiting" | "connected") => void} */
const show = (id) => {
  for (const part of ["connect", "waiting", "connected"]) byId(part).hidden = part !== id;
};

let turn = 0;

/** What is stored decides what is shown; called again whenever it may have changed. */
const paint = async () => {
  const mine = ++turn;
  const [connection, waiting, origin] = [
    await storage.connection(),
    await storage.pairing(),
    await storage.origin(),
  ];
  if (mine !== turn) return;
  byId("origin").value = origin;
  if (waiting && Date.now() < waiting.expires) {
    byId("code").textContent = waiting.code;
    show("waiting");
    return;
  }
  if (!connection) return show("connect");
  byId("user").textContent = connection.user?.name ?? "–";
  byId("server").textContent = connection.origin;
  byId("houses").textContent = byId("model").textContent = "…";
  show("connected");
  try {
    const status = await REQUESTS.status?.({});
    if (mine !== turn) return;
    const role = status.user?.role ? ` (${t(`role_${status.user.role}`)})` : "";
    byId("user").textContent = `${status.user?.name ?? "–"}${role}`;
    byId("server").textContent = `${connection.origin} · ${t("versionIs", status.server.version)}`;
    byId("houses").textContent =
      status.establishments.map((/** @type {any} */ one) => one.name).join(", ") || "–";
    byId("model").textContent = status.model?.host ?? t("noModel");
    if (trouble) say("");
  } catch (error) {
    if (mine !== turn) return;
    byId("houses").textContent = byId("model").textContent = "–";
    say(inWords(error, connection.origin), "bad");
    trouble = true;
  }
};

const waitForAnswer = async () => {
  if (!(await storage.pairing())) return;
  /** @type {string} */
  let outcome;
  try {
    outcome = await pairing.poll();
  } catch (error) {
    await paint();
    return say(inWords(error, await storage.origin()), "bad");
  }
  if (outcome === "waiting") return void setTimeout(waitForAnswer, ASK_EVERY);
  await paint();
  if (outcome === "connected") say(t("nowConnected"), "good");
  else if (outcome !== "none") say(t(`pairing_${outcome}`), "bad");
};

byId("connect").addEventListener("submit", async (/** @type {Event} */ event) => {
  event.preventDefault();
  /** @type {string} */
  let origin;
  try {
    origin = pairing.originOf(byId("origin").value);
  } catch {
    return say(t("badAddress"), "bad");
  }
  // The browser asks the person about this address; it does so only within the click.
  const allowed = permissions.request(origin);
  say(t("connecting"));
  try {
    if (!(await allowed)) return say(t("permissionRefused"), "bad");
    await storage.setOrigin(origin);
    const waiting = await pairing.begin(origin, version());
    await paint();
    say("");
    await tabs.open(waiting.confirm);
    void waitForAnswer();
  } catch (error) {
    say(inWords(error, origin), "bad");
  }
});

byId("reopen").addEventListener("click", async () => {
  const waiting = await storage.pairing();
  if (waiting) await tabs.open(waiting.confirm);
});
byId("cancel").addEventListener("click", async () => {
  await storage.setPairing(null);
  await paint();
  say("");
});
byId("leave").addEventListener("click", async () => {
  const origin = await storage.origin();
  await pairing.leave();
  await permissions.drop(origin);
  await paint();
  say(t("nowDisconnected"));
});
byId("again").addEventListener("click", () => void paint());

byId("lookup").addEventListener(
  "change",
  () => void storage.setPreferences({ lookup: byId("lookup").checked }),
);
store.onChange((changes) => {
  if (changes["connection"] || changes["pairing"]) void paint();
});

const listPlatforms = async () => {
  const all = await platforms();
  byId("platforms").replaceChildren(
    ...all.map(({ name, status }) => {
      const row = document.createElement("li");
      const title = document.createElement("span");
      title.textContent = name;
      const badge = document.createElement("span");
      badge.className = `badge ${status}`;
      badge.textContent = t(status === "verified" ? "verified" : "unverified");
      row.append(title, badge);
      return row;
    }),
  );
};

sayAll();
byId("lookup").checked = (await storage.preferences()).lookup;
await paint();
await listPlatforms();
void waitForAnswer();
