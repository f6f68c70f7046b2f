/** Asking the page in a tab to do something, bringing our scripts there first when it is no known platform. */
import { pageScripts, tabs } from "./browser.js";

/**
 * Needs the tab to be open to us: a known platform, or a click on the toolbar, the menu or the shortcut.
 * @type {(tab: number, command: {command: string, text?: string}, frame?: number) => Promise<any>}
 */
export const ask = async (tab, command, frame = 0) => {
  const answer = await tabs.ask(tab, command, frame);
  if (answer !== null && answer !== undefined) return answer;
  try {
    await tabs.run(tab, pageScripts(), frame);
  } catch {
    return null; // the browser's own pages and the stores let nobody in
  }
  return tabs.ask(tab, command, frame);
};
