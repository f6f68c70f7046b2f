/** The platform files the extension carries, read when an address asks for one. */
import { url as extensionUrl } from "./browser.js";
import { loadPlatforms, matchPlatform } from "./platforms.js";

/** @type {(path: string) => Promise<any>} a file of the extension itself, not a request to anybody */
const readFile = async (path) => (await fetch(extensionUrl(path))).json();

/** @type {(address?: string) => Promise<any[]>} all of them, or the one an address belongs to */
export const platforms = async (address) => {
  const all = await loadPlatforms(readFile);
  if (address === undefined) return all;
  const found = matchPlatform(address, all);
  return found ? [found.platform] : [];
};
