/**
 * The background: it wakes for an event and sleeps again, so nothing lives in its globals. Listeners are set at the top
 * level, where a woken worker finds them.
 */
import { events, menu, message, storage } from "./lib/browser.js";
import { ask } from "./lib/page.js";
import { converse } from "./lib/port.js";

void storage.close();

events.onConnect(converse);

events.onInstalled(() => {
  void menu.set({ id: "answer", title: message("menuAnswer"), contexts: ["selection"] });
});

events.onMenu(async (info, tab) => {
  if (info.menuItemId !== "answer" || tab?.id === undefined) return;
  const [command, frame] = [{ command: "answer", text: info.selectionText ?? "" }, info.frameId ?? 0];
  const answer = await ask(tab.id, command, frame);
  // A frame of another origin stays closed to us; its words are answered over the page around it.
  if (answer === null && frame !== 0) await ask(tab.id, command);
});

events.onCommand((command, tab) => {
  if (command === "next-review" && tab?.id !== undefined) void ask(tab.id, { command: "next" });
});
