/** The toolbar's popup: what stands on this page, and the two ways to a reply on a page nobody knows. */
import { openOptions, tabs } from "../lib/browser.js";
import { ask } from "../lib/page.js";
import * as storage from "../lib/storage.js";
import { byId, sayAll, t } from "./words.js";

/** @type {(text: string) => void} */
const say = (text) => {
  byId("message").hidden = !text;
  byId("message").textContent = text;
};

const tab = await tabs.active();

/** @type {(command: string) => Promise<any>} */
const tell = async (command) => {
  const answer = tab?.id === undefined ? null : await ask(tab.id, { command });
  if (answer === null) say(t("pageClosedToUs"));
  return answer;
};

/** @type {(state: any) => void} */
const paint = (state) => {
  const count = state?.reviews ?? 0;
  byId("page").textContent = state?.unknown
    ? t("layoutUnknown")
    : count
      ? t("reviewsFound", String(count))
      : t("noReviewsKnown");
  byId("next").hidden = !count;
  byId("scan").hidden = Boolean(count);
};

byId("answer").addEventListener("click", async () => {
  const answer = await tell("answer");
  if (answer?.done) window.close();
  else if (answer) say(t("selectFirst"));
});
byId("next").addEventListener("click", async () => {
  const answer = await tell("next");
  if (answer?.done) window.close();
  else if (answer) say(t("allAnswered"));
});
byId("scan").addEventListener("click", async () => {
  const answer = await tell("scan");
  if (answer) paint(answer);
  if (answer && !answer.reviews) say(t("nothingToRead"));
});
byId("options").addEventListener("click", async () => {
  await openOptions();
  window.close();
});

sayAll();
const connection = await storage.connection();
byId("where").textContent = connection
  ? t("textGoesTo", connection.origin.replace(/^https?:\/\//, ""))
  : t("notPaired");
paint(tab?.id === undefined ? null : await tabs.ask(tab.id, { command: "state" }));
