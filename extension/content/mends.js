/**
 * One-click mends: what may replace the words a guard found, where a mechanical change is safe. Nothing here touches
 * the page or the text; the person sees the replacement on a button and decides.
 *
 * A mend that would leave a broken sentence is none: then the person writes.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidMends")) return;

  /**
   * @typedef {{guard: string, start: number, end: number}} Found `start` and `end` in UTF-16 units of the text
   * @typedef {{start: number, end: number, replacement: string}} Mend what stands between start and end is replaced
   */

  const SPACE = "[ \\t\\u00a0\\u202f]";
  const CONTACT =
    /@|(?:https?|www)\b|^[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$|^\+?[(\d][\d \u00a0\u202f().\-/–]{5,}\d$/i;
  /** What leads to an address or a number and means nothing without it. */
  const LEADS = new RegExp(
    `(?:(?:^|${SPACE}+)(?:à l['’]adresse|au numéro|au|à|sur|via|par|site${SPACE}*:?|tél(?:éphone)?\\.?${SPACE}*:?|e-?mail${SPACE}*:?|` +
      "at|on|by|under|phone:?|tel\\.?:?|unter|auf|per|telefon:?|en|al|a|su|op|naar|em|no|pelo|ao|telefoon:?|telefono:?|teléfono:?|telefone:?|:))+$",
    "iu",
  );
  const SENTENCE_END =
    /(?<!(?<!\p{L})(?:tél|tel|dr|mr|mrs|ms|m|mme|sr|sra|sig|dhr|mevr|nr|st))[.!?…]["”»)]?(?=\s|$)|\n/giu;

  /** @type {(text: string, at: number) => {start: number, end: number}} the sentence or line a place stands in */
  const sentenceAt = (text, at) => {
    let start = 0;
    for (const found of text.matchAll(SENTENCE_END)) {
      const after = found.index + found[0].length;
      if (found.index >= at) return { start, end: found[0] === "\n" ? found.index : after };
      start = after;
      while (/[ \t\u00a0\u202f]/.test(text.charAt(start))) start += 1;
    }
    return { start, end: text.length };
  };

  /** @type {(text: string) => number} */
  const wordsIn = (text) => (text.match(/\p{L}{2,}/gu) ?? []).length;

  /** @type {(text: string, start: number, end: number) => Mend} nothing in its place, and no double space or empty line left */
  const without = (text, start, end) => {
    const [before, after] = [text.slice(0, start), text.slice(end)];
    if (/(?:^|\n)$/.test(before)) {
      const gap = /^(?:[ \t\u00a0\u202f]+|\n+)/.exec(after)?.[0].length ?? 0;
      return { start, end: end + gap, replacement: "" };
    }
    const gap = /[ \t\u00a0\u202f]+$/.exec(before)?.[0].length ?? 0;
    return { start: start - gap, end, replacement: "" };
  };

  /** @type {(text: string, at: number) => Mend | null} a sentence leaves as a whole, but never the only one */
  const withoutSentence = (text, at) => {
    const { start, end } = sentenceAt(text, at);
    const rest = text.slice(0, start) + text.slice(end);
    return wordsIn(rest) >= 4 ? without(text, start, end) : null;
  };

  /** @type {(text: string, start: number, end: number) => Mend | null} an address or a number, with what leads to it */
  const withoutContact = (text, start, found) => {
    // the full stop after an address ends the sentence
    const end = found - (/[.,;:!?]+$/.exec(text.slice(start, found))?.[0].length ?? 0);
    const before = text.slice(0, start);
    if (/\($/.test(before) && /^\)/.test(text.slice(end))) return without(text, start - 1, end + 1);
    const sentence = sentenceAt(text, start);
    const lead = LEADS.exec(text.slice(sentence.start, start).replace(/\s+$/, ""));
    const from = lead ? sentence.start + lead.index : start;
    const kept = text.slice(sentence.start, from);
    const rest = text.slice(end, sentence.end);
    // "Write to us at x." may become "Write to us."; words that go on after the number may hang on it
    return wordsIn(kept) >= 3 && !wordsIn(rest) ? without(text, from, end) : withoutSentence(text, start);
  };

  /** @type {(text: string, start: number, end: number, language: string) => Mend | null} */
  const lowered = (text, start, end, language) => {
    // German nouns keep capitals that no machine can tell here
    if (/^de\b/i.test(language)) return null;
    let replacement = text.slice(start, end).toLocaleLowerCase(language || undefined);
    if (/^en\b/i.test(language)) replacement = replacement.replace(/\bi\b/g, "I");
    const opens = /(?:^|[.!?…]["”»)]?\s+|\n\s*|[¡¿«“"])$/u.test(text.slice(0, start));
    if (opens)
      replacement = replacement.charAt(0).toLocaleUpperCase(language || undefined) + replacement.slice(1);
    return { start, end, replacement };
  };

  const MARKER = /^([ \t]*)(?:[-–—*•▪◦●‣·+>✓✔➤→]|\(?\d{1,2}[.)]|[a-zA-Z]\))[ \t\u00a0]+(?=\S)/gmu;

  /** @type {(text: string, end: number) => Mend | null} one exclamation mark stays, full stops for the others */
  const calmed = (text, end) => {
    const first = /[!！‼❗❕]/u.exec(text);
    if (!first || first.index + first[0].length >= end) return null;
    const start = first.index + first[0].length;
    const replacement = text
      .slice(start, end)
      .replace(/^[!！‼❗❕]+/u, "")
      .replace(/¡/g, "")
      .replace(/([.?…])[ \u00a0\u202f]*[!！‼❗❕]+/gu, "$1")
      .replace(/[ \u00a0\u202f]*[!！‼❗❕]+/gu, ".");
    return { start, end, replacement };
  };

  /** A greeting with a name, and the one that needs none. @type {[RegExp, string][]} */
  const GREETINGS = [
    [/^(?:bonjour|bonsoir|chère?|cher)$/iu, "Bonjour"],
    [/^(?:hello|hi|dear)$/iu, "Hello"],
    [/^(?:guten tag|hallo|liebe[rs]?|sehr geehrte[rs]?)$/iu, "Guten Tag"],
    [/^(?:hola|buenos días|estimad[oa]|querid[oa])$/iu, "Hola"],
    [/^(?:buongiorno|salve|gentile|gent\.(?:mo|ma)|car[oa])$/iu, "Buongiorno"],
    [/^(?:beste|geachte|dag|goedendag)$/iu, "Goedendag"],
    [/^(?:olá|bom dia|prezad[oa]|estimad[oa])$/iu, "Olá"],
  ];
  const TITLE =
    /^(?:m\.|mme|mlle|monsieur|madame|mademoiselle|mr\.?|mrs\.?|ms\.?|miss|herrn?|frau|señora?|sra?\.|signor[ae]?|sig\.(?:ra)?|meneer|mevrouw|dhr\.?|mevr?\.?|(?:de )?heer|senhora?)$/iu;

  /** @type {(text: string, start: number, end: number, language: string) => Mend | null} */
  const unnamed = (text, start, found, language) => {
    const line = text.lastIndexOf("\n", start - 1) + 1;
    const before = text.slice(line, start);
    // a first name is found alone: the rest of the name goes with it
    const end =
      found +
      (/^(?:[ \u00a0\u202f]\p{Lu}[\p{L}’'-]+)*(?=[ \t]*[,!\n])/u.exec(text.slice(found))?.[0].length ?? 0);
    const after = text.slice(end);
    if (/^[ \t]*[,!\n]/.test(after)) {
      const [opening = "", ...rest] = before.trim().split(/\s+/);
      const words = before.trim().replace(/[ ,]+$/, "");
      const title = TITLE.test(rest.join(" "));
      const greeting = GREETINGS.filter(
        ([pattern]) => pattern.test(words) || (title && pattern.test(opening)),
      );
      const fits = greeting.find(([, neutral]) => neutral === "Olá" || !/^pt\b/i.test(language));
      if (fits) {
        const begin = line + before.length - before.trimStart().length;
        return { start: begin, end, replacement: fits[1] };
      }
      // "Bonjour Jean Durand," keeps the name the reviewer shows, when one stands before it
      const [shown = "", ...more] = rest;
      const known = GREETINGS.some(([pattern]) => pattern.test(opening));
      if (known && /^\p{Lu}/u.test(shown) && !more.length && !title) return without(text, start, end);
    }
    const title = /^(?:Madame|Monsieur)(?=[\s\u00a0\u202f])/u.exec(text.slice(start, end));
    if (title) return { start, end, replacement: title[0] };
    // called by name within a sentence: "Merci, Durand, pour ..."
    if (/,\s*$/.test(before) && /^\s*,/.test(after)) {
      const comma = /,\s*$/.exec(before)?.[0].length ?? 0;
      return { start: start - comma, end, replacement: "" };
    }
    return null;
  };

  /**
   * The mend of a finding.
   * @param {string} text the whole text that was checked
   * @param {Found} finding
   * @param {string} [language] of the text, BCP 47
   * @returns {Mend | null} null where only a person can tell
   */
  const mendOf = (text, { guard, start, end }, language = "") => {
    const quote = text.slice(start, end);
    if (!quote) return null;
    if (guard === "format") {
      if (quote.match(MARKER)) return { start, end, replacement: quote.replace(MARKER, "$1") };
      if (/^[#＃]\S/u.test(quote)) return { start, end, replacement: quote.slice(1) };
      if (CONTACT.test(quote)) return withoutContact(text, start, end);
      return /\p{Lu}/u.test(quote) && !/\p{Ll}/u.test(quote) ? lowered(text, start, end, language) : null;
    }
    if (guard === "tone") return /^[!！‼❗❕]/u.test(quote) ? calmed(text, end) : null;
    if (guard === "personal_data") {
      if (CONTACT.test(quote)) return withoutContact(text, start, end);
      return /^\p{Lu}[\p{L}’'.-]*(?:[ \u00a0\u202f]\p{Lu}[\p{L}’'.-]*){0,4}$/u.test(quote.trim())
        ? unnamed(text, start, start + quote.trimEnd().length, language)
        : null;
    }
    if (guard === "leak") {
      const plain = /^(\*\*|__|\*|_|`)(.+)\1$/su.exec(quote);
      return plain ? { start, end, replacement: plain[2] ?? "" } : null;
    }
    return guard === "removal_request" ? withoutSentence(text, start) : null;
  };

  scope.sangfroidMends = { mendOf };
})();
