/** Texts of a page of the extension: every element with `data-text` gets the message of that name. */
import { language, message } from "../lib/browser.js";

export const t = message;

export const sayAll = () => {
  document.documentElement.lang = language();
  for (const element of document.querySelectorAll("[data-text]"))
    element.textContent = message(element.getAttribute("data-text") ?? "");
};

/** @type {(id: string) => any} */
export const byId = (id) => document.getElementById(id);

/** @type {(error: any, origin: string) => string} what went wrong, in words a person can act on */
export const inWords = (error, origin) => {
  const host = error?.details?.host ?? origin.replace(/^https?:\/\//, "");
  return message(`error_${error?.code}`, [host]) || error?.message || message("error_unexpected");
};
