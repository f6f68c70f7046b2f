/**
 * The page reader: from a page and a platform file to the reviews that stand on the page.
 *
 * A classic script (content scripts have no static import): it defines `globalThis.sangfroidReader` once and is safe
 * to load again. It only reads: nothing in the page is changed, clicked, laid out or fetched, and every text it hands
 * back is plain text written by strangers. Platform files are data, described in `extension/platforms/README.md`.
 *
 * Order of the file: texts, ratings, dates, translations, candidates, cards of a platform, schema.org, repeated
 * structure, the reading itself.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidReader")) return;

  /**
   * @typedef {{value: number, max: number}} Rating
   * @typedef {{iso: string | null, label: string, precision: "day" | "month" | "year" | "relative"}} Published
   * @typedef {{text: string, published?: Published | null, truncated?: boolean}} OwnerResponse
   * @typedef {{select: string, attribute?: string, pattern?: string, pick?: string, divide?: number, scale?: number,
   *   climbTo?: string, grade: string}} Candidate
   * @typedef {{text: string, element: Element}} Leaf
   * @typedef {Record<string, any>} Platform a parsed platform file, see platforms/schema.json
   * @typedef {{id: string, author: string | null, rating: Rating | null, published: Published | null,
   *   title: string | null, text: string, language: string | null, translated: boolean, truncated: boolean,
   *   ownerResponse: OwnerResponse | null, card: Element | null, originalLanguage: string | null,
   *   [extra: string]: any}} Review
   * @typedef {{platform: Platform | null, name: string, surface: Record<string, any>, guess: string[], now: Date,
   *   language: string}} Context how a card is read: `guess` names the fields its shape may tell
   * @typedef {{url?: string, now?: Date | string | number}} Options
   */

  // ------------------------------------------------------------------------------------------------ texts

  const NOT_TEXT = new Set(
    "script style template noscript svg button textarea select input iframe canvas video audio object".split(
      " ",
    ),
  );
  const PARAGRAPH = new Set("p ul ol dl table blockquote h1 h2 h3 h4 h5 h6".split(" "));
  const BLOCK = new Set(
    (
      "address article aside dd details div dt figcaption figure fieldset footer form header hr li main nav pre section " +
      "summary tr"
    ).split(" "),
  );
  const DEEPEST = 400; // no page nests deeper; a hostile one may, and must not exhaust the stack

  const MORE_LABELS = new Set(
    (
      "more|see more|read more|continue reading|show more|plus|voir plus|lire la suite|afficher plus|lire plus|más|" +
      "leer más|ver más|mostrar más|mehr|weiterlesen|mehr anzeigen|mehr lesen|altro|leggi tutto|mostra altro|mais|" +
      "ler mais|ver mais|mostrar mais|meer|lees meer|meer lezen|meer weergeven"
    ).split("|"),
  );
  const MENU_LABEL = /^(more actions|actions|options|more options)/;

  /** @param {string | null | undefined} text compared form: lower case, one space, no trailing dots or arrows */
  const fold = (text) =>
    (text || "")
      .normalize("NFKC")
      .toLowerCase()
      .replace(/\s+/g, " ")
      .replace(/[\s.…›»:▾▼]+$/, "")
      .trim();

  /** @param {string | null | undefined} text one line, without the invisible marks pages put around labels */
  const line = (text) => (!text || /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text) ? text || "" : lined(text));
  /** @param {string} text */
  const lined = (text) =>
    text
      .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
      .replace(/\s+/g, " ")
      .trim();

  /** @type {(pattern: RegExp, text: string) => boolean} patterns with letters of all scripts are slow without case */
  const says = (pattern, text) => pattern.test(text.toLowerCase());

  /** @param {string} text */
  const tidy = (text) => (/[\r\n\t\f]|  |^ | $/.test(text) ? tidied(text) : text);
  /** @param {string} text */
  const tidied = (text) =>
    text
      .replace(/\r\n?/g, "\n")
      .replace(/[ \t\f]+/g, " ")
      .replace(/ ?\n ?/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .replace(/^[ \n]+|[ \n]+$/g, "");

  /** @param {Element} element */
  const isMoreControl = (element) => {
    const text = element.textContent || "";
    const shown = text.length > 60 ? "" : fold(text);
    const named = fold(element.getAttribute("aria-label"));
    if (element.hasAttribute("aria-haspopup") || element.getAttribute("aria-expanded") === "true")
      return false;
    if (MENU_LABEL.test(shown) || MENU_LABEL.test(named)) return false;
    return (
      MORE_LABELS.has(shown) ||
      MORE_LABELS.has(named) ||
      (element.getAttribute("jsaction") || "").includes("expandReview") ||
      (element.localName === "button" && element.getAttribute("aria-expanded") === "false")
    );
  };

  /**
   * The text of an element as it would be shown: `<br>` and blocks are line breaks, controls and "read more" links are
   * left out, a clamp made by style hides nothing (the text is there).
   * @param {Element} root
   * @param {Element[]} [skip] elements that do not count
   * @param {boolean} [keepLines] line breaks typed in the text nodes count
   */
  const textOf = (root, skip = [], keepLines = false) => {
    let out = "";
    let wanted = 0;
    let typed = 0;
    /** @type {(node: Node, depth: number) => void} */
    const visit = (node, depth) => {
      for (let child = node.firstChild; child; child = child.nextSibling) {
        if (child.nodeType === 3) {
          const raw = /** @type {Text} */ (child).data;
          const text = keepLines ? raw : raw.replace(/[ \t\n\r\f]+/g, " ");
          if (text.trim() === "" && (wanted || typed)) continue;
          out += "\n".repeat(Math.min(Math.max(wanted, typed), 2)) + text;
          wanted = typed = 0;
        } else if (child.nodeType === 1) {
          const element = /** @type {Element} */ (child);
          const name = element.localName;
          if (name === "br") typed += 1;
          else if (name === "img") {
            const emoji = element.getAttribute("alt") || "";
            if (emoji.length <= 8 && /\p{Extended_Pictographic}/u.test(emoji)) out += emoji;
          } else if (depth < DEEPEST && !NOT_TEXT.has(name) && !skip.includes(element)) {
            if ((name === "a" || element.getAttribute("role") === "button") && isMoreControl(element))
              continue;
            const gap = PARAGRAPH.has(name) ? 2 : BLOCK.has(name) ? 1 : 0;
            wanted = Math.max(wanted, gap);
            visit(element, depth + 1);
            wanted = Math.max(wanted, gap);
          }
        }
      }
    };
    visit(root, 0);
    return tidy(out);
  };

  /** @param {Element} root the texts of its leaves, in order */
  const leavesOf = (root) => {
    /** @type {Leaf[]} */
    const leaves = [];
    const walker = root.ownerDocument.createTreeWalker(root, 4);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = line(walker.currentNode.nodeValue);
      if (!text || !element || /^(?:script|style|template|noscript|textarea)$/.test(element.localName))
        continue;
      const last = leaves[leaves.length - 1];
      if (last && last.element === element) last.text += " " + text;
      else leaves.push({ text, element });
    }
    return leaves;
  };

  /** @param {string} text a short, stable, non-secret fingerprint (two 32-bit FNV-1a runs) */
  const fingerprint = (text) => {
    let one = 0x811c9dc5;
    let two = 0x1000193;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      one = Math.imul(one ^ unit, 0x01000193);
      two = Math.imul(two ^ (unit + index), 0x01000193);
    }
    return "fp-" + (one >>> 0).toString(16).padStart(8, "0") + (two >>> 0).toString(16).padStart(8, "0");
  };

  /**
   * The same few labels stand on every card of a page.
   * @template T
   * @param {Map<string, T>} memory
   * @param {string} key
   * @param {() => T} make
   */
  const remembered = (memory, key, make) => {
    let known = memory.get(key);
    if (known === undefined) {
      if (memory.size > 500) memory.clear();
      memory.set(key, (known = make()));
    }
    return known;
  };

  /** @type {Map<string, RegExp>} */
  const patterns = new Map();
  /** @param {string} source a pattern of a platform file */
  const patternOf = (source) => {
    let found = patterns.get(source);
    if (!found) patterns.set(source, (found = new RegExp(source, "iu")));
    return found;
  };

  // ------------------------------------------------------------------------------------------------ ratings

  const NUMBER_WORDS = new Map(
    Object.entries({
      1: "one un une uno una ein eine einem einen een één um uma",
      2: "two deux dos zwei due twee dois duas",
      3: "three trois tres drei tre drie três",
      4: "four quatre cuatro vier quattro quatro",
      5: "five cinq cinco fünf cinque vijf",
      10: "ten dix diez zehn dieci tien dez",
    }).flatMap(([digit, words]) => words.split(" ").map((word) => [word, digit])),
  );
  const STAR =
    "stars?|étoiles?|estrellas?|sternen?|sterne?|stelle|stella|sterren|ster|estrelas?|bubbles?|bulles?|burbujas?|" +
    "kreisen?|blasen?|c[ií]rculos?|boll[ae]|bubbels?|bolletjes?|bolhas?|" +
    "punkte?n?|points?|punti|puntos|pontos|punten|yıldız|bintang|sao|stjärnor|stjerner|つ星|颗星|顆星|星|별|分|点";
  const OUT_OF =
    "out of|of|sur|de|von|auf|su|di|van|uit|de um total de|em|over|av|af|trên|dari|из|од|från|z|共|(?:最多|满分|滿分|总分)|/|／|\\|";
  const MAX_FIRST = [
    /(\d+)\s*つ星のうち\s*(\d+(?:\.\d+)?)/,
    /(\d+)\s*(?:つ星|つ|点|段階)\s*(?:満点)?中[^\d]*(\d+(?:\.\d+)?)/,
    /(\d+)\s*(?:개|점)\s*(?:만점에|만점 중|중에서|중)\s*(\d+(?:\.\d+)?)/,
    /(\d+)\s*(?:yıldız\s*)?(?:üzerinden|yıldızdan)\s*(\d+(?:\.\d+)?)/,
    /(?:满分|滿分)\s*(\d+)\s*分[^\d]*(\d+(?:\.\d+)?)/,
    /(\d+)-?b[őo]l\s*(\d+(?:\.\d+)?)/,
  ];
  const SCALES = new Set([5, 10, 20, 100]);
  const NUMBER = /\d+(?:\.\d+)?/;
  const NUMBER_WORD = `(?<!\\p{L})(${[...NUMBER_WORDS.keys()].join("|")})(?!\\p{L})`;
  const MAX_IN_WORDS = new RegExp(`(${OUT_OF})\\s+${NUMBER_WORD}`, "gu");
  const VALUE_IN_WORDS = new RegExp(
    `${NUMBER_WORD}(?=\\s+(?:(?:${STAR})(?!\\p{L})|(?:${OUT_OF})\\s+\\d))`,
    "gu",
  );
  const THEN_MAX = new RegExp(
    `^(?:\\s*(?:${STAR})(?!\\p{L})|\\s)*[\\s(（,，]*(?:${OUT_OF})(?!\\p{L})[\\s:]*(?:un total de\\s+)?(\\d+(?:\\.\\d+)?)`,
    "u",
  );

  /** @type {Map<string, Rating | null>} */
  const ratings = new Map();
  /** @type {Map<string, Rating | null>} */
  const strictRatings = new Map();

  /**
   * The rating said by a label; the scale of a lone number is `scale`, or 10 when it is above 5.
   * @param {string | null | undefined} label
   * @param {number} [scale]
   * @returns {Rating | null}
   */
  const parseRating = (label, scale = 5) => {
    const found = remembered(ratings, `${scale} ${label}`, () => ratingOf(label, scale));
    return found && { ...found };
  };

  /** @type {(label: string | null | undefined, scale: number) => Rating | null} */
  const ratingOf = (label, scale) => {
    let text = line(label)
      .replace(/(\d)\s?½/g, "$1.5")
      .replace(/(?<![★⭐✭\s])½/g, "0.5")
      .normalize("NFKC")
      .toLowerCase()
      .replace(/(\d),(\d)/g, "$1.$2");
    if (!text || text.length > 200) return null;
    const glyphs = /([★⭐✭]+)\s*(1⁄2)?\s*([☆✩]*)/u.exec(text);
    if (glyphs && !/\d/.test(text.replace("1⁄2", ""))) {
      const value = Array.from(glyphs[1] || "").length + (glyphs[2] ? 0.5 : 0);
      const max = value + Array.from(glyphs[3] || "").length;
      return max <= 5 ? { value, max: 5 } : null;
    }
    for (const pattern of MAX_FIRST) {
      const found = pattern.exec(text);
      if (found) return checkedRating(Number(found[2]), Number(found[1]));
    }
    if (!/\d.*?[^\d.].*?\d/.test(text)) {
      text = text
        .replace(MAX_IN_WORDS, (_, joint, word) => `${joint} ${NUMBER_WORDS.get(word)}`)
        .replace(VALUE_IN_WORDS, (word) => NUMBER_WORDS.get(word) || word);
    }
    const first = NUMBER.exec(text);
    if (!first) return null;
    const value = Number(first[0]);
    const rest = text.slice(first.index + first[0].length);
    const max = Number(THEN_MAX.exec(rest)?.[1]);
    if (SCALES.has(max)) return checkedRating(value, max);
    // a scale nobody uses is no scale: never told as one of five
    if (max) return null;
    if (/^\s*%/.test(rest)) return checkedRating(value, 100);
    return checkedRating(value, value > scale ? 10 : scale);
  };

  /** @type {(value: number, max: number) => Rating | null} */
  const checkedRating = (value, max) => (value > 0 && value <= max ? { value, max } : null);

  const RATING_WORD = new RegExp(
    `(?<!\\p{L})(?:${STAR}|rated|rating|scored?|noté|note|puntuación|valoración|bewertung|bewertet|voto|punteggio|` +
      "valutazione|beoordeling|nota|avaliação|classificação)(?!\\p{L})|つ星|星|별|^\\s*\\d+(?:[.,]\\d)?\\s*/\\s*(?:5|10)(?!\\d)",
    "u",
  );
  const COUNT_WORD =
    /\d[\d\s.,]*\s*(?:reviews?|ratings?|avis|notes|évaluations|opiniones|reseñas|bewertungen|rezensionen|recensioni|beoordelingen|avaliações|opiniões|photos?|votes?)(?!\p{L})/u;

  /** @param {string | null | undefined} label a rating only when the label says that it is one */
  const strictRating = (label) =>
    !label || label.length > 120 ? null : remembered(strictRatings, label, () => ratingSaid(label));

  /** @type {(label: string) => Rating | null} */
  const ratingSaid = (label) => {
    const text = line(label).toLowerCase();
    if (!text || text.length > 80 || COUNT_WORD.test(text)) return null;
    if (/^[★⭐✭]+\s?½?[☆✩]*$/u.test(text)) return parseRating(text);
    return /\d|\p{L}/u.test(text) && RATING_WORD.test(text) ? parseRating(text) : null;
  };

  // ------------------------------------------------------------------------------------------------ dates

  const MONTHS = [
    "january jan janvier janv januar jänner janner enero ene gennaio gen januari janeiro ocak oca",
    "february feb février fevrier févr fevr fév fev februar febrero febbraio februari fevereiro şubat",
    "march mar mars märz marz mär marzo maart mrt março marco mart maret",
    "april apr avril avr abril abr aprile nisan",
    "may mai mayo maggio mag mei maio mayıs maj",
    "june jun juin juni junio giugno giu junho haziran",
    "july jul juillet juil juli julio luglio lug julho temmuz",
    "august aug août aout agosto ago agustus augustus ağustos augusti",
    "september sep sept septembre septiembre setiembre settembre set setembro eylül",
    "october oct octobre oktober okt octubre ottobre ott outubro out ekim",
    "november nov novembre noviembre novembro kasım",
    "december dec décembre decembre déc dezember dez diciembre dic dicembre dezembro desember aralık",
  ];
  /** @type {Map<string, number>} */
  const MONTH_NUMBER = new Map(
    MONTHS.flatMap((names, index) =>
      names.split(" ").map((name) => /** @type {[string, number]} */ ([name, index])),
    ),
  );
  const MONTH = `(${[...MONTH_NUMBER.keys()].sort((a, b) => b.length - a.length).join("|")})`;
  const YEAR = "((?:19|20)\\d{2})";
  const EDGE = "(?<![\\p{L}\\d])";
  const END = "(?![\\p{L}\\d])";
  const DAY_MONTH = new RegExp(
    `${EDGE}(\\d{1,2})(?:st|nd|rd|th|er|º|ª|\\.)?\\s*(?:de\\s+|of\\s+)?${MONTH}${END}\\.?,?(?:\\s*(?:de[l]?\\s+)?${YEAR}${END})?`,
    "u",
  );
  const MONTH_DAY = new RegExp(
    `${EDGE}${MONTH}${END}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?${END}(?:,?\\s*${YEAR}${END})?`,
    "u",
  );
  const MONTH_YEAR = new RegExp(`${EDGE}${MONTH}${END}\\.?,?\\s*(?:de[l]?\\s+)?${YEAR}${END}`, "u");
  const ISO =
    /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?/;
  const NUMERIC = /(?<![\d.])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)/;
  const NUMERIC_MONTH = /^(?:((?:19|20)\d{2})-(\d{2})|(\d{1,2})\/((?:19|20)\d{2}))$/;
  const YEAR_FIRST = /(?<!\d)((?:19|20)\d{2})\s*(?:[/.]|年|년)\s*(\d{1,2})\s*(?:[/.]|月|월)\s*(\d{1,2})/;
  const VIETNAMESE = /(\d{1,2})\s+(?:tháng|thg)\s+(\d{1,2}),?\s+(?:năm\s+)?((?:19|20)\d{2})/i;
  const TODAY = /^(?:today|just now|aujourd['’]hui|à l['’]instant|hoy|heute|gerade eben|oggi|vandaag|hoje)$/i;
  const YESTERDAY = /^(?:yesterday|hier|ayer|gestern|ieri|gisteren|ontem)$/i;
  const DAY_BEFORE =
    /^(?:the day before yesterday|avant-hier|anteayer|antes de ayer|vorgestern|l['’]altro ieri|eergisteren|anteontem)$/i;
  /** @type {[string, RegExp][]} */
  const LAST = [
    [
      "week",
      /^(?:last week|(?:la )?semaine dernière|(?:in der )?letzten? woche|(?:la )?semana pasada|(?:la )?settimana scorsa|(?:de )?(?:vorige|afgelopen) week|(?:na )?semana passada)$/,
    ],
    [
      "month",
      /^(?:last month|(?:le )?mois dernier|(?:im )?letzten monat|(?:el )?mes pasado|(?:il )?mese scorso|(?:de )?(?:vorige|afgelopen) maand|(?:no )?mês passado)$/,
    ],
    [
      "year",
      /^(?:last year|l['’](?:année dernière|an dernier)|(?:im )?letzte[sn] jahr|(?:el )?año pasado|l['’]anno scorso|vorig jaar|(?:no )?ano passado)$/,
    ],
  ];
  const EDITED =
    /(?<!\p{L})(?:last )?(?:edited|updated|modifié[e]?|mis à jour|editad[oa]|actualizad[oa]|bearbeitet|aktualisiert|modificat[oa]|aggiornat[oa]|bewerkt|bijgewerkt|atualizad[oa]|düzenlendi|diedit)(?!\p{L})\s*:?/gu;
  // Every platform says a visit or a stay like a date; it never is the date of the review.
  const VISIT =
    /^(?:date of (?:stay|visit|experience)|stayed|visited|dined|dîné|a mangé|repas d[ue]|comió|gegessen am|ha mangiato|gegeten op|jantou|travell?ed|date (?:du séjour|de l['’]expérience|de la visite)|séjour|visité|fecha de (?:la )?(?:estancia|experiencia|visita)|visitó|reisedatum|datum (?:der erfahrung|des besuchs|des aufenthalts)|besuch(?:t|sdatum)|aufenthalt|data (?:del soggiorno|dell['’]esperienza|da (?:estadia|experiência|visita)|della visita)|soggiorno|datum van (?:ervaring|verblijf)|verblijf|estadia)(?!\p{L})/u;

  /** @type {(text: string) => boolean} a line that says when somebody came, not a sentence that begins so */
  const isVisit = (text) =>
    text.length <= 60 &&
    says(VISIT, text) &&
    (/[\d:]/.test(text) || text.split(" ").length <= 4) &&
    !/[.!?]$/.test(text);

  const ONE = "an?|one|une?|un[oa]?|ein(?:e[mnr]?)?|een|één|uma?|en|ett|bir";
  /** @type {[string, RegExp][]} */
  const UNITS = /** @type {[string, string][]} */ ([
    ["second", "seconds?|secs?|secondes?|segundos?|sekunden?|second[oi]|seconden?"],
    ["minute", "minutes?|mins?|minutos?|minut[oi]|minuten?|minuut|minuter|dakika|menit"],
    ["hour", "hours?|hrs?|heures?|horas?|stunden?|std|h|or[ae]|uur|uren|timmar|saat|jam"],
    ["day", "days?|jours?|d[ií]as?|tag(?:en|e)?|tg|giorn[oi]|dag(?:en|ar)?|gün|hari"],
    [
      "week",
      "weeks?|wks?|semaines?|sem|semanas?|wochen?|wo|settiman[ae]|sett|we(?:ek|ken)|veckor|vecka|hafta|minggu",
    ],
    [
      "month",
      "months?|mths?|mos?|mois|mes(?:es)?|monat(?:en|e)?|mon|mes[ei]|maand(?:en)?|mnd|m[eê]s|månad(?:er)?|ay|bulan",
    ],
    ["year", "years?|yrs?|ans?|années?|años?|jahr(?:en|e)?|ann[oi]|jaar|jaren|anos?|år|yıl|tahun"],
  ]).map(([unit, words]) => [unit, new RegExp(`^(?:${words})$`, "u")]);
  const BEFORE = "il y a|hace|vor|há|ha|faz|för";
  const AFTER = "ago|fa|geleden|atrás|önce|(?:yang )?lalu|sedan";
  const NEARLY =
    "environ|(?:plus|moins) d['’e]|près de|presque|quelques|une? quinzaine de|etwa|ca\\.?|circa|über|fast|rund|" +
    "mehr als|weniger als|wenigen|einigen|(?:más|menos|cerca|mais) de|casi|un[oa]s|aproximadamente|quase|alguns|algumas";
  // "some days" is more than one, and nobody knows how many
  const PLURAL =
    /^(?:(?:second|minute|heure|hour|day|jour|week|semaine|month|year|an|année)s|(?:segundo|minuto|hora|d[ií]a|semana|año|ano)s|meses|sekunden|minuten|minuter|minuti|secondi|seconden|stunden|timmar|ore|uren|tagen?|giorni|dagen|dagar|wochen|settimane|weken|veckor|monaten?|mesi|maanden|månader|jahren?|anni|jaren)$/;
  const RELATIVE = new RegExp(
    `(?:${EDGE}(${BEFORE})\\s+(?:(?:${NEARLY})\\s*)?)?(?:${EDGE}(?:(\\d{1,3}|${ONE}|${[...NUMBER_WORDS.keys()].join("|")})\\s+|se(?=minggu|bulan|tahun|hari|jam|menit)))?(\\p{L}+)\\.?(?:\\s+(${AFTER})${END})?`,
    "gu",
  );
  const COMPACT = /^(\d{1,3})\s?(min|h|hr|std|d|j|t|tg|w|wk|wo|sem|sett|mo|mon|mnd|y|yr|a)\.?$/i;
  /** @type {Record<string, string>} */
  const COMPACT_UNIT = {
    ...{
      min: "minute",
      h: "hour",
      hr: "hour",
      std: "hour",
      d: "day",
      j: "day",
      t: "day",
      w: "week",
      wk: "week",
    },
    ...{ tg: "day", wo: "week", sem: "week", sett: "week", mo: "month", mon: "month", mnd: "month" },
    ...{ y: "year", yr: "year", a: "year" },
  };

  /** @type {(number: number) => string} */
  const two = (number) => String(number).padStart(2, "0");
  /** @type {(date: Date) => string} */
  const dayOf = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  /** @type {(year: number, month: number, day: number) => string | null} month from 0; null for 31 February */
  const isoDay = (year, month, day) => {
    const date = new Date(year, month, day);
    return date.getMonth() === month && date.getDate() === day ? dayOf(date) : null;
  };

  /** @type {(now: Date, count: number, unit: string) => string} */
  const earlier = (now, count, unit) => {
    const date = new Date(now.getTime());
    if (unit === "second") date.setSeconds(date.getSeconds() - count);
    else if (unit === "minute") date.setMinutes(date.getMinutes() - count);
    else if (unit === "hour") date.setHours(date.getHours() - count);
    else if (unit === "day" || unit === "week")
      date.setDate(date.getDate() - count * (unit === "week" ? 7 : 1));
    else {
      const day = date.getDate();
      date.setDate(1);
      date.setMonth(date.getMonth() - count * (unit === "year" ? 12 : 1));
      date.setDate(Math.min(day, new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate()));
    }
    return dayOf(date);
  };

  /**
   * @param {string} text lower case, without an "edited" mark
   * @param {string} raw the label as it stands
   * @param {Date} now
   * @param {string} language of the page: settles 03/04/2026
   * @returns {Omit<Published, "label"> | null}
   */
  const dateIn = (text, raw, now, language) => {
    /** @type {(iso: string | null, precision: Published["precision"]) => Omit<Published, "label"> | null} */
    const answer = (iso, precision) => (iso ? { iso, precision } : null);
    /** @type {(month: number, day: number, year: string | undefined) => Omit<Published, "label"> | null} */
    const named = (month, day, year) => {
      if (year) return answer(isoDay(Number(year), month, day), "day");
      // no year is the most recent past occurrence
      const iso = isoDay(now.getFullYear(), month, day);
      return answer(iso && iso > dayOf(now) ? isoDay(now.getFullYear() - 1, month, day) : iso, "day");
    };
    const monthOf = (/** @type {string | undefined} */ name) => MONTH_NUMBER.get(name || "") ?? 0;
    const int = Number;

    if (TODAY.test(text)) return answer(dayOf(now), "relative");
    if (YESTERDAY.test(text)) return answer(earlier(now, 1, "day"), "relative");
    if (DAY_BEFORE.test(text)) return answer(earlier(now, 2, "day"), "relative");
    const last = LAST.find(([, words]) => words.test(text));
    if (last) return answer(earlier(now, 1, last[0]), "relative");
    const compact = COMPACT.exec(text);
    if (compact) {
      const short = compact[2] || "";
      const unit = short === "j" && /^de\b/i.test(language) ? "year" : COMPACT_UNIT[short] || "day";
      return answer(earlier(now, int(compact[1]), unit), "relative");
    }
    for (const found of text.matchAll(RELATIVE)) {
      if (!found[1] && !found[4]) continue;
      const unit = UNITS.find(([, words]) => words.test(found[3] || ""));
      if (!unit) continue;
      const said = found[2] || "";
      if (!said && PLURAL.test(found[3] || "")) return { iso: null, precision: "relative" };
      const count = /^\d/.test(said) ? int(said) : int(NUMBER_WORDS.get(said) ?? 1);
      return answer(earlier(now, count, unit[0]), "relative");
    }
    let found = ISO.exec(raw);
    if (found) {
      const exact =
        found[0].includes(":") && !Number.isNaN(Date.parse(found[0])) && /^\d{4}-\d\d-\d\dT/.test(found[0]);
      return answer(exact ? found[0] : isoDay(int(found[1]), int(found[2]) - 1, int(found[3])), "day");
    }
    if ((found = YEAR_FIRST.exec(text)))
      return answer(isoDay(int(found[1]), int(found[2]) - 1, int(found[3])), "day");
    if ((found = VIETNAMESE.exec(text)))
      return answer(isoDay(int(found[3]), int(found[2]) - 1, int(found[1])), "day");
    if ((found = DAY_MONTH.exec(text))) return named(monthOf(found[2]), int(found[1]), found[3]);
    if ((found = MONTH_DAY.exec(text))) return named(monthOf(found[1]), int(found[2]), found[3]);
    if ((found = MONTH_YEAR.exec(text))) return answer(isoDay(int(found[2]), monthOf(found[1]), 1), "month");
    if ((found = NUMERIC_MONTH.exec(text)))
      return answer(isoDay(int(found[1] || found[4]), int(found[2] || found[3]) - 1, 1), "month");
    if ((found = NUMERIC.exec(text))) {
      const [, a, separator, b, y] = found;
      const year = int(y) + (int(y) < 100 ? 2000 : 0);
      const english = /^en\b/i.test(language) && separator === "/";
      // 03/04 under plain "en" is either order: only the year is certain
      if (english && int(a) <= 12 && int(b) <= 12 && a !== b && !/^en-(?!us)/i.test(language)) {
        return /^en-us/i.test(language)
          ? answer(isoDay(year, int(a) - 1, int(b)), "day")
          : answer(`${year}-01-01`, "year");
      }
      return answer(int(b) > 12 ? isoDay(year, int(a) - 1, int(b)) : isoDay(year, int(b) - 1, int(a)), "day");
    }
    found = new RegExp(`^\\D{0,20}${YEAR}$`).exec(text);
    return found ? answer(`${found[1]}-01-01`, "year") : null;
  };

  /**
   * A date label, kept as it is, with what can be told from it.
   * @param {string | null | undefined} label
   * @param {{now?: Date | string | number, language?: string}} [options]
   * @returns {Published | null} null when the label holds no date
   */
  const parseDate = (label, { now, language = "" } = {}) => {
    const raw = line(label);
    if (!raw || raw.length > 120) return null;
    const text = raw.toLowerCase().replace(EDITED, " ");
    const found = dateIn(
      line(text.replace(/^[\s:(·•,-]+|[\s)·•,]+$/g, "")),
      raw,
      now === undefined ? new Date() : new Date(now),
      language,
    );
    return found && { ...found, label: raw };
  };

  // ------------------------------------------------------------------------------------------------ translations

  const TRANSLATED =
    /(?<!\p{L})(?:translated (?:automatically )?(?:by|from)|traduit (?:automatiquement )?(?:par|de|du|depuis)|traducido (?:automáticamente )?(?:por|del?)|übersetzt (?:von|aus)|tradotto (?:automaticamente )?(?:da|dal|dall)|vertaald (?:door|uit|vanuit)|traduzido (?:automaticamente )?(?:por|pelo|pela|de|do)|(?:see|show|view) original|(?:voir|afficher) (?:l['’](?:avis d['’])?original?e?|l['’]original)|(?:ver|mostrar) (?:el )?original|original (?:anzeigen|ansehen)|(?:vedi|mostra|visualizza) (?:l['’])?originale|(?:origineel|oorspronkelijke tekst) (?:bekijken|weergeven|tonen)|ver (?:o )?original)(?!\p{L})/u;
  const FROM_LANGUAGE =
    /(?:translated (?:automatically )?from|traduit (?:automatiquement )?(?:de l['’]|du|de)|traducido (?:automáticamente )?del?|(?:automatisch )?übersetzt aus dem|tradotto (?:automaticamente )?(?:dall['’]|dal)|(?:automatisch )?vertaald (?:uit|vanuit) het|traduzido (?:automaticamente )?do)\s*(\p{L}+)|original\p{L}*\s*\((\p{L}+)\)/iu;
  const BY_GOOGLE =
    /\((?:translated by google|traduit par google|traducido por google|übersetzt von google|tradotto da google|traduzione di google|vertaald door google|traduzido (?:pelo|por) google)\)/i;
  const ORIGINAL = /\((?:original|originale|avis d['’]origine|texte d['’]origine|origineel)\)/i;

  /** @type {Map<string, string> | null} */
  let languageNames = null;
  /** @param {string | undefined} name "French", "anglais" ... @returns {string | null} its tag */
  const languageTag = (name) => {
    if (!name) return null;
    if (!languageNames) {
      languageNames = new Map();
      const tags =
        "en fr es de it nl pt ar cs da el fi he hi hu id ja ko nb pl ro ru sv te th tr uk vi zh".split(" ");
      for (const screen of ["en", "fr", "es", "de", "it", "nl", "pt"]) {
        const names = new Intl.DisplayNames([screen], { type: "language" });
        for (const tag of tags) languageNames.set(fold(names.of(tag)), tag);
      }
    }
    const folded = fold(name);
    // German says it in the dative
    return languageNames.get(folded) || languageNames.get(folded.replace(/en$/, "")) || null;
  };

  /**
   * A text that carries both versions, split on Google's markers, either order.
   * @param {string} text
   * @returns {{text: string, split: boolean, translated: boolean}}
   */
  const originalOf = (text) => {
    const mark = BY_GOOGLE.exec(text);
    if (!mark) return { text, split: false, translated: false };
    const before = tidy(text.slice(0, mark.index));
    const after = text.slice(mark.index + mark[0].length);
    const original = ORIGINAL.exec(after);
    if (original)
      return { text: tidy(after.slice(original.index + original[0].length)), split: true, translated: false };
    if (before) return { text: before, split: true, translated: false };
    return { text: tidy(after), split: true, translated: true };
  };

  // ------------------------------------------------------------------------------------------------ candidates

  /** @type {Map<string, {hits: number[], misses: number}>} which candidate answered, per field; no page content */
  const observed = new Map();
  /** @type {(context: Context, field: string, index: number) => void} */
  const observe = (context, field, index) => {
    if (!context.platform) return;
    const key = `${context.platform.id}/${context.name}/${field}`;
    let counter = observed.get(key);
    if (!counter) observed.set(key, (counter = { hits: [], misses: 0 }));
    if (index < 0) counter.misses += 1;
    else counter.hits[index] = (counter.hits[index] || 0) + 1;
  };

  /** @type {(root: Element | Document, select: string) => Element[]} the root itself counts */
  const all = (root, select) => {
    const inside = Array.from(root.querySelectorAll(select));
    return root.nodeType === 1 && /** @type {Element} */ (root).matches(select)
      ? [/** @type {Element} */ (root), ...inside]
      : inside;
  };
  /** @type {(element: Element, skip: Element[]) => boolean} */
  const within = (element, skip) => skip.some((other) => other.contains(element));

  /**
   * @template T
   * @param {() => T} make
   * @returns {() => T} asked for when needed, made once
   */
  const once = (make) => {
    /** @type {{made: T} | null} */
    let kept = null;
    return () => (kept = kept || { made: make() }).made;
  };

  /** @type {(element: Element) => string} the first leaf, but not the initial of an avatar before the name itself */
  const firstLeaf = (element) => {
    const [one, next] = leavesOf(element).map((leaf) => leaf.text);
    return one && next && Array.from(one).length === 1 && next.startsWith(one) ? next : one || "";
  };

  /**
   * What the first answering candidate of a field says.
   * @template T
   * @param {Element} card
   * @param {Candidate[] | undefined} candidates
   * @param {Element[]} skip
   * @param {Context} context
   * @param {string} field
   * @param {(value: string, element: Element, candidate: Candidate) => T | null} accept
   * @returns {{value: T, element: Element} | null}
   */
  const pick = (card, candidates, skip, context, field, accept) => {
    const keepLines = Boolean(context.surface.keepLines);
    for (const [index, candidate] of (candidates || []).entries()) {
      /** @type {{value: T, element: Element} | null} */
      let found = null;
      for (const element of all(card, candidate.select)) {
        if (within(element, skip) || (found && candidate.pattern && !found.element.contains(element)))
          continue;
        let value = candidate.attribute
          ? element.getAttribute(candidate.attribute) || ""
          : candidate.pick === "leaf"
            ? firstLeaf(element)
            : candidate.pattern
              ? labelOf(element)
              : textOf(element, skip, keepLines);
        if (candidate.pattern) {
          const match = patternOf(candidate.pattern).exec(value.slice(0, 2000));
          if (!match) continue;
          value = match[1] ?? match[0];
        }
        if (candidate.divide) value = String(Number(value) / candidate.divide);
        const accepted = accept(value.trim(), element, candidate);
        if (accepted === null) continue;
        found = { value: accepted, element };
        // a pattern over texts goes on to the deepest element that says it; "last" goes on to the end
        if (candidate.pick !== "last" && (!candidate.pattern || candidate.attribute)) break;
      }
      if (found) {
        observe(context, field, index);
        return found;
      }
    }
    if (candidates && candidates.length) observe(context, field, -1);
    return null;
  };

  /** @type {(element: Element) => string} a label is one short line: a pattern is never tried on a whole card */
  const labelOf = (element) => {
    const text = element.textContent || "";
    return text.length > 300 ? "" : line(text);
  };

  /** @type {(text: string) => string | null} */
  const notEmpty = (text) => text || null;
  /** @type {(text: string) => string | null} */
  const asName = (text) => {
    const name = line(text.split("\n")[0]);
    return name && name.length <= 120 ? name : null;
  };

  // ------------------------------------------------------------------------------------------------ owner response

  const RESPONSE_HEADER =
    /^(?:(?:your|votre|ihre|su|la tua|la vostra|uw|je|a sua) (?:reply|response|réponse|antwort|respuesta|risposta|reactie|antwoord|resposta)|commentaire de .{1,60} (?:de|du|des|chez) .{1,60}|(?:response|reply|comment) from (?:the )?.{1,80}|(?:owner|hotel|property|host|management|developer|business)(?:['’]s)? (?:response|reply)|réponse (?:du|de la|de l['’]|de|d['’]|des) ?.{1,80}|antwort (?:von|vom|des|der) .{1,80}|respuesta (?:del?|de la) .{1,80}|risposta (?:del|della|dell['’]|di|da|dal) ?.{1,80}|reactie van .{1,80}|antwoord van .{1,80}|resposta d[eoa] .{1,80}|business owner(?: information)?|réponse|reply|response|antwort|respuesta|risposta|reactie|resposta)(?<![.!?…])\s*:?$/iu;
  const RESPONSE_HINT =
    /respon|répon|antwor|respuesta|rispost|reacti|reply|comment from|commentaire de|resposta|subje[ck]ti|business owner/;
  const RESPONSE_PREFIX = new RegExp(
    "^(?:" +
      [
        "(?:hotel|property|owner|partner|host|business)(?:['’]s)? (?:response|reply)",
        "(?:response|reply) from (?:the )?(?:owner|hotel|property|host|restaurant|business|management)",
        "réponse (?:du |de la |de l['’]|de )(?:établissement|hôtel|hébergement|hôte|propriétaire|structure|professionnel|restaurant|vendeur|entreprise|direction)",
        "antwort (?:vom|von der|des|der) (?:inhabers?|unterkunft|hotels?|gastgebers?|restaurants?|unternehmens?)",
        "respuesta de(?:l| la) (?:alojamiento|hotel|establecimiento|propiedad|propietario|restaurante)",
        "risposta (?:della struttura|del proprietario|dell['’]hotel|del ristorante)",
        "reactie van (?:de |het )?(?:accommodatie|hotel|eigenaar|restaurant)",
        "resposta d[oa] (?:propriedade|hotel|acomodação|alojamento|estabelecimento|proprietário|restaurante)",
      ].join("|") +
      ")\\s*:\\s*",
    "iu",
  );
  const DISCLAIMER =
    /this response is the subjective opinion|cette réponse (?:est|constitue) l['’]opinion subjective|esta respuesta es la opinión subjetiva|diese antwort (?:ist|stellt) die subjektive|questa risposta (?:è|rappresenta) l['’]opinione (?:soggettiva|personale)|deze reactie is de subjectieve|esta resposta é a opinião subjetiva/iu;
  const OWNER =
    /^(?:(?:business |the )?owner|propriétaire|inhaber(?:in)?|propietari[oa]|proprietári[oa]|proprietari[oa]|titolare|eigenaar)$/iu;
  const RESPONDED =
    /^(?:responded|répondu|geantwortet|beantwortet|respondi[dó]o?|risposta inviata|gereageerd)(?!\p{L})/iu;

  /**
   * The lines of a response without its heading, its date, its disclaimer and the platform's controls.
   * @param {Element[]} blocks
   * @param {Context} context
   */
  const responseText = (blocks, context) => {
    const headings = (context.surface.response?.heading || []).flatMap((/** @type {string} */ select) =>
      blocks.flatMap((block) => all(block, select)),
    );
    const lines = blocks
      .map((block) => textOf(block, headings, Boolean(context.surface.keepLines)))
      .join("\n\n")
      .split("\n");
    const dated = blocks.flatMap((block) => all(block, "time[datetime]"))[0];
    /** @type {Published | null} */
    let published = dated ? readDate("", dated, context) : null;
    // who answers may stand before the heading that says so
    const heading = lines.slice(0, 4).findIndex((text) => RESPONSE_HEADER.test(line(text)));
    const named = lines.slice(0, Math.max(heading, 0)).every((text) => line(text).length <= 40);
    let head = named ? Math.max(heading, 0) : 0;
    while (head < lines.length && head < 6) {
      const text = line(lines[head]);
      const prefix = RESPONSE_PREFIX.exec(text);
      if (prefix && prefix[0].length < text.length) {
        lines[head] = text.slice(prefix[0].length);
        break;
      }
      const date = text.length <= 40 ? parseDate(text.replace(RESPONDED, ""), context) : null;
      if (text && !date && ![RESPONSE_HEADER, RESPONDED, OWNER].some((pattern) => pattern.test(text))) break;
      published = published || date;
      head += 1;
    }
    const kept = lines.slice(head);
    const last = kept.findIndex((text) => DISCLAIMER.test(text));
    if (last >= 0) kept.length = last;
    while (kept.length && MORE_LABELS.has(fold(kept[kept.length - 1]))) kept.pop();
    return { text: tidy(kept.join("\n")), published };
  };

  /**
   * The blocks of the owner's response: found first, and left out of everything read after it.
   * @param {Element} card
   * @param {Context} context
   * @param {Leaf[]} [leaves] of the card
   * @returns {Element[]}
   */
  const responseBlocks = (card, context, leaves = leavesOf(card)) => {
    const { response, fields = {} } = context.surface;
    for (const [index, candidate] of (response?.block || []).entries()) {
      const found = Array.from(card.querySelectorAll(candidate.select));
      const outer = found.filter(
        (element) => !found.some((other) => other !== element && other.contains(element)),
      );
      if (outer.length) {
        observe(context, "response", index);
        return outer;
      }
    }
    const texts = (fields.text || []).map((/** @type {Candidate} */ one) => one.select).filter(Boolean);
    /** @type {(element: Element) => boolean} a review may quote such words: never look inside its text */
    const inText = (element) => texts.some((/** @type {string} */ select) => element.closest(select));
    const anchors = once(() =>
      ["rating", "author", "title", "date", "text"].flatMap((field) => {
        for (const one of /** @type {Candidate[]} */ (fields[field] || [])) {
          const element = card.querySelector(one.select);
          if (element) return [element];
        }
        return [];
      }),
    );
    for (const { text, element } of leaves) {
      if (!says(RESPONSE_HINT, text)) continue;
      const disclaimer = DISCLAIMER.test(text);
      const block = element.closest(
        "p, div, span, h1, h2, h3, h4, h5, h6, header, section, aside, li, strong, b, dt",
      );
      if (!block || block === card || !card.contains(block)) continue;
      if (!disclaimer && anchors().some((anchor) => anchor.contains(block))) continue;
      const said = text.length <= 100 && !disclaimer ? line(block.textContent) : text;
      const heading = said.length <= 120 && (RESPONSE_HEADER.test(said) || RESPONSE_PREFIX.test(said));
      if (!disclaimer && !(heading && said.includes(" ")) && !RESPONSE_PREFIX.test(text)) continue;
      if (inText(block)) continue;
      const found = climbToResponse(block, card, anchors(), context, disclaimer);
      if (found.length) return found;
    }
    return [];
  };

  /** @type {(mark: Element, card: Element, anchors: Element[], context: Context, atEnd: boolean) => Element[]} */
  const climbToResponse = (mark, card, anchors, context, atEnd) => {
    let block = mark;
    // texts that stand before the mark belong to the review, unless the mark is the disclaimer that ends a response
    const before = anchors.filter(
      (anchor) =>
        !mark.contains(anchor) && mark.compareDocumentPosition(anchor) & 2 && !anchor.contains(mark),
    );
    /** @type {(element: Element) => boolean} */
    const isReview = (element) =>
      before.some((anchor) => element.contains(anchor)) ||
      (!atEnd && anchors.length < 2 && leavesOf(element)[0]?.element !== leavesOf(mark)[0]?.element);
    while (block.parentElement && block.parentElement !== card && !isReview(block.parentElement)) {
      block = block.parentElement;
    }
    const blocks = [block];
    let next = block.nextElementSibling;
    while (next && !responseText(blocks, context).text) {
      blocks.push(next);
      next = next.nextElementSibling;
    }
    return responseText(blocks, context).text ? blocks : [];
  };

  // ------------------------------------------------------------------------------------------------ one card

  /** @type {(element: Element | null | undefined, card: Element) => string | null} */
  const langOf = (element, card) => {
    const marked = element?.closest("[lang]") || element?.querySelector("[lang]");
    const tag = marked && card.contains(marked) ? (marked.getAttribute("lang") || "").trim() : "";
    return /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(tag) ? tag : null;
  };

  /**
   * Reads one card; null when it does not hold two of author, rating, date and text.
   * @param {Element} card
   * @param {Context} context
   * @returns {Review | null}
   */
  const readOne = (card, context) => {
    const { surface } = context;
    const fields = surface.fields || {};
    const leaves = leavesOf(card);
    const blocks = responseBlocks(card, context, leaves);
    const skip = [...blocks];
    for (const select of surface.ignore || []) skip.push(...Array.from(card.querySelectorAll(select)));

    const rating = pick(
      card,
      fields.rating,
      skip,
      context,
      "rating",
      (value, _, { scale = surface.scale || 5 }) => parseRating(value, scale),
    );
    const author = pick(card, fields.author, skip, context, "author", asName);
    const date = pick(card, fields.date, skip, context, "date", (value, element) =>
      readDate(value, element, context),
    );
    const title = pick(card, fields.title, skip, context, "title", (value) => notEmpty(line(value)));
    const text = pick(card, fields.text, skip, context, "text", notEmpty);
    const liked = pick(card, fields.liked, skip, context, "liked", notEmpty);
    const disliked = pick(card, fields.disliked, skip, context, "disliked", notEmpty);
    const number = pick(card, fields.id, skip, context, "id", notEmpty);
    const verdict = pick(card, fields.recommends, skip, context, "recommends", (value) =>
      recommends(value, surface),
    );
    const known = { rating, author, date, title, text: text || liked || disliked };
    const guessed = context.guess.length ? guess(card, skip, known, context) : {};

    const parts = [liked, disliked].flatMap((part) => (part ? [part.value] : []));
    const shown = text?.value ?? (parts.length ? parts.join("\n") : guessed.text?.value) ?? "";
    const textElement = (text || liked || disliked || guessed.text)?.element;
    const own = originalOf(shown);
    const review = finished({
      id: number?.value ?? "",
      author: author?.value ?? guessed.author?.value ?? null,
      rating: rating?.value ?? guessed.rating?.value ?? null,
      published: date?.value ?? guessed.date?.value ?? null,
      title: title?.value ?? guessed.title?.value ?? null,
      text: own.text,
      language: own.split
        ? null
        : (pick(card, fields.language, skip, context, "language", notEmpty)?.value ??
          langOf(textElement, card)),
      card,
    });
    if (parts.length)
      Object.assign(review, { liked: liked?.value ?? null, disliked: disliked?.value ?? null });
    if (verdict) review.recommended = verdict.value === "yes";

    const translation = own.translated || translationOf(card, skip, textElement, context, leaves);
    review.translated = Boolean(translation);
    review.originalLanguage = typeof translation === "string" ? translation : null;
    review.truncated = isCut(own.text, card, skip);
    if (blocks.length) {
      const inside = pick(
        /** @type {Element} */ (blocks[0]),
        surface.response?.text,
        [],
        context,
        "responseText",
        notEmpty,
      );
      const read = responseText(blocks, context);
      const answered = pick(card, surface.response?.date, [], context, "responseDate", (value, element) =>
        readDate(value, element, context),
      );
      const said = originalOf(inside?.value ?? read.text).text;
      if (said) {
        review.ownerResponse = {
          text: said,
          published: answered?.value ?? read.published,
          truncated: isCut(said, /** @type {Element} */ (blocks[0]), []),
        };
      }
    }
    const told = [review.author, review.rating ?? review.recommended, review.published, review.text];
    return told.filter((value) => value !== null && value !== undefined && value !== "").length >= 2
      ? review
      : null;
  };

  /** @type {(value: string, element: Element, context: Context) => Published | null} */
  const readDate = (value, element, context) => {
    const exact = element.getAttribute("datetime");
    const shown = line(element.textContent) || value || exact || "";
    const parsed = parseDate(exact || value, context) || parseDate(value, context);
    if (parsed) return exact ? { ...parsed, label: line(shown).slice(0, 80) } : parsed;
    // a label in a language we do not know is still a label
    return /\d/.test(value) && value.length <= 60
      ? { iso: null, label: line(value), precision: "relative" }
      : null;
  };

  /** @type {(value: string, surface: Record<string, any>) => "yes" | "no" | null} */
  const recommends = (value, surface) => {
    const words = surface.recommendation;
    if (!words) return null;
    return patternOf(words.no).test(value) ? "no" : patternOf(words.yes).test(value) ? "yes" : null;
  };

  /** @type {(text: string, card: Element, skip: Element[]) => boolean} cut, and a control offers the rest */
  const isCut = (text, card, skip) =>
    /…$/.test(text) &&
    Array.from(card.querySelectorAll("button, a, [role=button], summary")).some(
      (element) => !within(element, skip) && isMoreControl(element),
    );

  /**
   * Whether the card shows a machine translation, and of which language when that is said.
   * @type {(card: Element, skip: Element[], text: Element | undefined, context: Context, leaves: Leaf[]) => boolean | string}
   */
  const translationOf = (card, skip, text, context, leaves) => {
    const marked = pick(card, context.surface.fields?.translated, skip, context, "translated", notEmpty);
    let said = Boolean(marked);
    for (const leaf of leaves) {
      if (leaf.text.length > 120 || !says(TRANSLATED, leaf.text)) continue;
      if (within(leaf.element, skip) || text?.contains(leaf.element)) continue;
      said = true;
      const from =
        FROM_LANGUAGE.exec(leaf.text) ??
        FROM_LANGUAGE.exec(line(leaf.element.parentElement?.textContent).slice(0, 200));
      const tag = languageTag(from?.[1] || from?.[2]);
      if (tag) return tag;
    }
    return said;
  };

  /** @param {Partial<Review>} known @returns {Review} every named key present, a title cut from the text dropped */
  const finished = (known) => {
    /** @type {Review} */
    const review = {
      ...{ id: "", author: null, rating: null, published: null, title: null, text: "", language: null },
      ...{ translated: false, truncated: false, ownerResponse: null, card: null, originalLanguage: null },
      ...known,
    };
    const start = /^(.*?)\s*(?:…|\.\.\.)$/s.exec(review.title || "");
    const cut = start && fold(review.text).startsWith(fold(start[1]));
    if (cut || (review.title && line(review.title) === line(review.text))) review.title = null;
    return review;
  };

  // ------------------------------------------------------------------------------------------------ schema.org

  const NAMED =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro " +
    "para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil " +
    "Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave " +
    "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml " +
    "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute " +
    "thorn yuml";
  /** @type {Map<string, string>} Latin-1 in order from U+00A0, then the few others that reviews carry */
  const ENTITIES = new Map([
    ...NAMED.split(" ").map(
      (name, index) => /** @type {[string, string]} */ ([name, String.fromCharCode(160 + index)]),
    ),
    ...Object.entries({
      amp: "&",
      lt: "<",
      gt: ">",
      quot: '"',
      apos: "'",
      hellip: "…",
      ndash: "–",
      mdash: "—",
    }),
    ...Object.entries({ lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", bdquo: "„", euro: "€", oelig: "œ" }),
    ...Object.entries({ OElig: "Œ", bull: "•", trade: "™", times: "×" }),
  ]);
  /** @param {string} text */
  const unescapeHtml = (text) =>
    text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi, (whole, decimal, hex, name) => {
      if (name) return ENTITIES.get(name) ?? whole;
      const code = decimal ? Number(decimal) : parseInt(hex, 16);
      return code > 31 && code <= 0x10ffff
        ? String.fromCodePoint(code)
        : code === 10 || code === 9
          ? "\n"
          : "";
    });
  /** @param {unknown} value text of a JSON-LD value: entities and simple tags undone */
  const plain = (value) => {
    const first = Array.isArray(value) ? value[0] : value;
    const raw = typeof first === "object" && first !== null ? first["@value"] : first;
    if (typeof raw !== "string" && typeof raw !== "number") return "";
    const text = unescapeHtml(unescapeHtml(String(raw)))
      .replace(/<\/?(?:p|div|li|ul|ol|h[1-6])(?:\s[^<>]*)?>/gi, "\n")
      .replace(/<br\s*\/?>/gi, "\n")
      .replace(/<\/?(?:a|b|i|u|em|strong|span|font|small)(?:\s[^<>]*)?>/gi, "");
    // eslint-disable-next-line no-control-regex
    return tidy(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, " "));
  };

  /**
   * JSON as pages really write it: control characters and bad escapes in strings, trailing commas, several roots.
   * @param {string} source
   * @param {boolean} loose also quotes left bare inside strings
   * @returns {string[]} one repaired text for each root
   */
  const repaired = (source, loose) => {
    const roots = [];
    let out = "";
    let depth = 0;
    let inString = false;
    for (let index = 0; index < source.length; index += 1) {
      const unit = source.charAt(index);
      if (inString) {
        if (unit === "\\") {
          const next = source.charAt((index += 1));
          out +=
            /["\\/bfnrt]/.test(next) ||
            (next === "u" && /^[0-9a-f]{4}/i.test(source.slice(index + 1, index + 5)))
              ? "\\" + next
              : next < " "
                ? "\\n"
                : next;
        } else if (
          unit === '"' &&
          !(
            loose &&
            !/^\s*(?:[:}\]]|$|,\s*(?:["{[\d}\]-]|true|false|null|$))/.test(
              source.slice(index + 1, index + 40),
            )
          )
        ) {
          out += unit;
          inString = false;
        } else if (unit === '"') out += '\\"';
        else out += unit < " " ? (unit === "\n" || unit === "\r" ? "\\n" : " ") : unit;
        continue;
      }
      if (unit === '"') inString = true;
      if (unit < " ") continue;
      if (unit === "{" || unit === "[") depth += 1;
      if (unit === "}" || unit === "]") {
        out = out.replace(/,\s*$/, "");
        depth -= 1;
      }
      if (depth > 0 || unit === "}" || unit === "]") out += unit;
      if (depth === 0 && (unit === "}" || unit === "]")) {
        roots.push(out);
        out = "";
      }
    }
    return roots;
  };

  /** @param {string} source @returns {any[]} */
  const parseLenient = (source) => {
    const text = source
      .replace(/^\s*(?:\/\/\s*)?(?:<!--|<!\[CDATA\[)/, "")
      .replace(/(?:\/\/\s*)?(?:-->|\]\]>)\s*$/, "");
    /** @type {(one: string) => any[] | null} */
    const tried = (one) => {
      try {
        return [JSON.parse(one)];
      } catch {
        return null;
      }
    };
    const whole = tried(text);
    if (whole) return whole;
    const sources = /&quot;/.test(text) && !/"@type"/.test(text) ? [text.replace(/&quot;/g, '"')] : [text];
    for (const one of sources) {
      for (const loose of [false, true]) {
        const roots = repaired(one, loose).map(tried);
        if (roots.length && roots.every(Boolean)) return roots.flatMap((root) => root || []);
        if (loose) return roots.flatMap((root) => root || []);
      }
    }
    return [];
  };

  /** @type {(node: any, ending: RegExp) => boolean} */
  const isType = (node, ending) =>
    (Array.isArray(node?.["@type"]) ? node["@type"] : [node?.["@type"]]).some(
      (/** @type {unknown} */ type) => typeof type === "string" && ending.test(type),
    );
  const REVIEW_TYPE = /(?:^|[/:#])(?:User|Critic|Employer)?Review$/;
  const MOST_NODES = 50000;

  /**
   * Every Review object of a document's JSON-LD, references resolved.
   * @param {Document} document
   * @returns {{node: any, of: (value: any) => any}[]}
   */
  const linkedReviews = (document) => {
    /** @type {Map<string, any>} */
    const byId = new Map();
    /** @type {any[]} */
    const found = [];
    const seen = new Set();
    /** @type {(value: any) => any} */
    const of = (value) => {
      const id = value && typeof value === "object" && !Array.isArray(value) ? value["@id"] : null;
      return typeof id === "string" && Object.keys(value).length === 1 ? (byId.get(id) ?? value) : value;
    };
    /** @type {(value: any, key: string, depth: number, visit: (node: any, key: string) => void) => void} */
    const walk = (value, key, depth, visit) => {
      const node = of(value);
      if (!node || typeof node !== "object" || seen.has(node) || seen.size > MOST_NODES || depth > 60) return;
      seen.add(node);
      if (!Array.isArray(node)) visit(node, key);
      for (const [name, inner] of Object.entries(node))
        walk(inner, Array.isArray(node) ? key : name, depth + 1, visit);
    };
    const scripts = document.querySelectorAll('script[type*="ld+json" i]');
    const roots = Array.from(scripts).flatMap((script) => parseLenient(script.textContent || ""));
    // the names first: a list of reviews may point to what only comes after it
    walk(roots, "", 0, (node) => {
      const id = node["@id"];
      if (typeof id === "string" && Object.keys(node).length > 1 && !byId.has(id)) byId.set(id, node);
    });
    seen.clear();
    walk(roots, "", 0, (node, key) => {
      const bare = !node["@type"] && /^reviews?$/.test(key) && (node.reviewBody || node.reviewRating);
      if (bare || isType(node, REVIEW_TYPE)) found.push(node);
    });
    return found.map((node) => ({ node, of }));
  };

  /** @type {(value: any, of: (value: any) => any) => string | null} string, object or list of either */
  const authorName = (value, of) => {
    const names = (Array.isArray(value) ? value : [value]).map((one) => {
      const author = of(one);
      return line(
        plain(author && typeof author === "object" && !("@value" in author) ? author.name : author),
      );
    });
    return names.filter(Boolean).join(", ") || null;
  };

  /** @type {(value: any, best: any) => Rating | null} */
  const schemaRating = (value, best) => {
    const top = Number(plain(best).replace(",", "."));
    const rating = parseRating(plain(value), top > 0 ? top : 5);
    if (!rating) return null;
    return top > 0 && rating.value <= top && !/[/%]/.test(plain(value))
      ? { value: rating.value, max: top }
      : rating;
  };

  /** @type {(document: Document, context: Context) => Review[]} */
  const readLinked = (document, context) =>
    linkedReviews(document).flatMap(({ node, of }) => {
      const ratings = Array.isArray(node.reviewRating) ? node.reviewRating[0] : node.reviewRating;
      const rated = of(ratings);
      const rating =
        rated && typeof rated === "object"
          ? schemaRating(rated.ratingValue, rated.bestRating)
          : schemaRating(rated ?? node.ratingValue, node.bestRating);
      const own = originalOf(plain(node.reviewBody) || plain(node.description) || plain(node.text));
      const label = plain(node.datePublished) || plain(node.dateCreated);
      const tag = plain(of(node.inLanguage)?.alternateName ?? of(node.inLanguage)?.name ?? node.inLanguage);
      const review = finished({
        id: numberIn(plain(node["@id"]) || plain(node.url), context),
        author: authorName(node.author ?? node.creator, of),
        rating,
        published: label ? (parseDate(label, context) ?? { iso: null, label, precision: "relative" }) : null,
        title: line(plain(node.name) || plain(node.headline)) || null,
        text: own.text,
        language: /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(tag) ? tag : null,
        translated: own.translated,
      });
      origins.set(review, plain(node["@id"]));
      return review.text || (rating && (review.author || review.published)) ? [review] : [];
    });

  /** @type {(address: string, context: Context) => string} the platform's own number in an address of a review */
  const numberIn = (address, context) => {
    for (const candidate of /** @type {Candidate[]} */ (context.surface.fields?.id || [])) {
      const found = candidate.pattern && address ? patternOf(candidate.pattern).exec(address) : null;
      if (found?.[1]) return found[1];
    }
    return "";
  };

  /** @type {(element: Element) => boolean} */
  const isReviewScope = (element) =>
    (element.getAttribute("itemtype") || "").split(/\s+/).some((type) => REVIEW_TYPE.test(type));

  /**
   * The properties of a microdata scope: those whose nearest scope it is.
   * @param {Element} item
   * @returns {(name: string) => Element[]}
   */
  const propertiesOf = (item) => {
    const mine = Array.from(item.querySelectorAll("[itemprop]")).filter(
      (element) => element.parentElement?.closest("[itemscope]") === item,
    );
    return (name) =>
      mine.filter((element) => (element.getAttribute("itemprop") || "").split(/\s+/).includes(name));
  };
  /** @type {(element: Element | undefined, skip?: Element[]) => string} */
  const microValue = (element, skip = []) => {
    if (!element) return "";
    const stated = element.getAttribute("content") ?? element.getAttribute("datetime");
    return (stated ?? textOf(element, skip)).trim() || element.getAttribute("href") || "";
  };

  /** @type {(item: Element, context: Context) => Review | null} */
  const readMicro = (item, context) => {
    const of = propertiesOf(item);
    const blocks = responseBlocks(item, { ...context, surface: MICRODATA });
    const one = (/** @type {string} */ name) => of(name).find((element) => !within(element, blocks));
    const author = one("author") ?? one("creator");
    const titled = [...of("name"), ...of("headline")].find(
      (element) => !within(element, blocks) && !author?.contains(element),
    );
    const scoped = author?.hasAttribute("itemscope") ? propertiesOf(author)("name")[0] : undefined;
    const rated = one("reviewRating");
    const inner = rated?.hasAttribute("itemscope") ? propertiesOf(rated) : of;
    const value = inner("ratingValue")[0] ?? (rated?.hasAttribute("itemscope") ? undefined : rated);
    const dated = one("datePublished") ?? one("dateCreated");
    const body = one("reviewBody") ?? one("description");
    const own = originalOf(microValue(body, blocks));
    const label = microValue(dated);
    const shown = dated ? line(dated.textContent) : "";
    const answer = of("comment")[0];
    const published = parseDate(label, context);
    const said = answer ? responseText([answer], context).text : responseText(blocks, context).text;
    const review = finished({
      id: "",
      author: asName(microValue(scoped ?? author)),
      rating: value
        ? schemaRating(microValue(value), microValue(inner("bestRating")[0]))
        : strictRating(microValue(rated)),
      published: published
        ? { ...published, label: shown || published.label }
        : label
          ? { iso: null, label: line(label).slice(0, 80), precision: "relative" }
          : null,
      title: line(microValue(titled)) || null,
      text: own.text,
      language: microValue(one("inLanguage")) || langOf(body, item),
      translated: own.translated,
      ownerResponse: said ? { text: originalOf(said).text } : null,
      card: item,
    });
    review.truncated = isCut(own.text, item, blocks);
    return review.text || (review.rating && (review.author || review.published)) ? review : null;
  };
  const MICRODATA = {
    fields: {
      author: [{ select: "[itemprop~=author]", grade: "A" }],
      rating: [{ select: "[itemprop~=reviewRating]", grade: "A" }],
      text: [
        { select: "[itemprop~=reviewBody]", grade: "A" },
        { select: "[itemprop~=description]", grade: "A" },
      ],
    },
  };

  /** @type {(document: Document, context: Context) => Review[]} */
  const readMicrodata = (document, context) =>
    Array.from(document.querySelectorAll("[itemscope][itemtype*=Review]"))
      .filter((item) => isReviewScope(item) && !item.parentElement?.closest("[itemprop~=comment]"))
      .flatMap((item) => readMicro(item, context) ?? []);

  // ------------------------------------------------------------------------------------------------ structure

  /** @type {(element: Element) => Rating | null} a rating said by an attribute, a drawing's title or a short text */
  const ratingOn = (element) => {
    for (const name of ["aria-label", "title", "alt"]) {
      const found = strictRating(element.getAttribute(name));
      if (found) return found;
    }
    return element.localName === "title" ? strictRating(element.textContent) : null;
  };
  const RATING_BEARERS = "[aria-label], [title], img[alt], svg title";

  /** @type {(root: Element, skip: Element[], select?: string[]) => {element: Element, value: Rating}[]} in page order */
  const ratingsIn = (root, skip, select = []) => {
    const found = all(root, RATING_BEARERS).flatMap((element) => {
      const value = ratingOn(element);
      return value ? [{ element, value }] : [];
    });
    for (const { text, element } of leavesOf(root)) {
      if (text.length > 40 || element.localName === "title") continue;
      const whole = line(element.textContent);
      const value = strictRating(whole.length <= 40 ? whole : text);
      if (value && /\d\s*\/\s*\d|★|^\D*\d(?:[.,]\d)?\D*$|\d\D+\d/.test(whole)) found.push({ element, value });
    }
    for (const one of select) {
      for (const element of root.querySelectorAll(one)) {
        const value = parseRating(textOf(element));
        if (value) found.push({ element, value });
      }
    }
    return found
      .filter((one) => !within(one.element, skip))
      .sort((a, b) => (a.element.compareDocumentPosition(b.element) & 4 ? -1 : 1));
  };

  /** @type {(root: Element, skip: Element[], context: Context, visits?: boolean) => {value: Published, element: Element} | null} */
  const dateInCard = (root, skip, context, visits = false) => {
    /** @type {{value: Published, element: Element} | null} */
    let vague = null;
    for (const element of all(root, "time")) {
      const label = element.getAttribute("datetime") || element.textContent;
      const value = within(element, skip) ? null : parseDate(label, context);
      if (value) return { value: { ...value, label: line(element.textContent) || value.label }, element };
    }
    for (const { text, element } of leavesOf(root)) {
      if (text.length > 60 || text.length < 2 || within(element, skip)) continue;
      const whole = line(element.textContent);
      if (!visits && (says(VISIT, text) || says(VISIT, whole))) continue;
      const value = /\d|\p{L}{2}/u.test(text) ? parseDate(text, context) : null;
      if (!value || value.precision === "year") continue;
      if (value.precision !== "month") return { value, element };
      vague = vague || { value, element };
    }
    return vague;
  };

  const ALL_FIELDS = ["rating", "author", "date", "title", "text"];
  const PROFILE = /\/(?:profile|profil|user|users|member|membre|members|contrib|author|people|u)[/._-]/i;
  const NAMED_AUTHOR =
    "[itemprop~=author], [class*=author i], [class*=auteur i], [class*=username i], [class*=user-name i], " +
    "[class*=reviewer i], [class*=customer i], [class*=pseudo i]";
  const SMALL_TALK =
    /^(?:(?:helpful|useful|utile|útil|hilfreich|nützlich|nuttig|like|j['’]aime|me gusta|gefällt mir|mi piace|thanks?|merci)(?:\s*[(·:]?\s*\d*\)?|\s+\?)?|(?:share|partager|compartir|teilen|condividi|delen|compartilhar|report|signaler|denunciar|melden|segnala|reply|répondre|responder|antworten|rispondi|beantwoorden|verified|vérifié|avis vérifié|local guide)(?:[\s(·:][^.!?;,]{0,40})?)$/u;
  const ACTIVITY =
    /^(?:local guide|level|niveau|top contributor)\b|^\d+\s*(?:reviews?|photos?|avis|contributions?|opini(?:ones|ón|ões|ão)|reseñas?|bewertung(?:en)?|rezension(?:en)?|fotos?|recension[ie]|beoordeling(?:en)?|avalia(?:ções|ção)|críticas?|votes?)(?!\p{L})/u;

  /**
   * What the shape of a card tells where no candidate answered.
   * @param {Element} card
   * @param {Element[]} skip
   * @param {Record<string, {element: Element} | null>} known
   * @param {Context} context
   * @returns {Record<string, any>}
   */
  const guess = (card, skip, known, context) => {
    /** @type {Record<string, any>} */
    const found = {};
    // a name that is the card's own label leaves all of the card to be read
    const used = Object.values(known).flatMap((one) => (one && one.element !== card ? [one.element] : []));
    const may = (/** @type {string} */ field) => !known[field] && context.guess.includes(field);
    if (may("rating")) found.rating = ratingsIn(card, [...skip, ...used])[0];
    if (may("date")) found.date = dateInCard(card, [...skip, ...used], context);
    for (const one of [found.rating, found.date]) if (one) used.push(one.element);
    /** @type {(element: Element) => boolean} */
    const free = (element) =>
      !within(element, skip) && !within(element, used) && !used.some((one) => element.contains(one));
    if (may("author")) {
      const links = all(card, "a[href]").filter((link) => PROFILE.test(link.getAttribute("href") || ""));
      const strong = all(card, "h2, h3, h4, h5, h6, strong, b, cite");
      found.author = nameAmong([...links, ...all(card, NAMED_AUTHOR), ...strong], card, free);
      if (found.author) used.push(found.author.element);
    }
    if (may("text"))
      found.text = longestText(card, free, used, context, (known.rating ?? found.rating)?.element);
    const text = known.text?.element ?? found.text?.element;
    const mark = text ?? (known.rating ?? found.rating)?.element;
    if (may("author") && !found.author && mark && mark !== card) {
      const before = leavesOf(card).filter(({ element }) => element.compareDocumentPosition(mark) & 4);
      found.author = nameAmong(
        before.map(({ element }) => element),
        card,
        free,
      );
      if (found.author) used.push(found.author.element);
    }
    if (may("title")) {
      const heading = all(card, "h1, h2, h3, h4, h5, h6, [class*=title i]").find(
        (element) => free(element) && !text?.contains(element) && !element.contains(text ?? null),
      );
      const value = heading ? line(textOf(heading)) : "";
      if (heading && value && !RESPONSE_HEADER.test(value)) found.title = { value, element: heading };
    }
    return found;
  };

  /** @type {(elements: Element[], card: Element, free: (element: Element) => boolean) => any} the first that is a name */
  const nameAmong = (elements, card, free) => {
    /** @type {{value: string, element: Element} | null} */
    let initials = null;
    for (const element of elements) {
      const name = free(element) && element !== card ? asName(textOf(element)) : null;
      if (
        !name ||
        name.length < 2 ||
        name.length > 60 ||
        /(?:\p{Ll}{3}\.|[!?])$/u.test(name) ||
        !/\p{L}/u.test(name)
      )
        continue;
      if (says(ACTIVITY, name) || says(SMALL_TALK, name) || says(VISIT, name)) continue;
      // an avatar without a picture shows the initials of the name that follows
      if (!initials && /^\p{Lu}{2,3}$/u.test(name)) {
        initials = { value: name, element };
        continue;
      }
      const begins = name.replace(/(\p{L})[\p{L}.'’-]*\s*/gu, "$1").toUpperCase();
      return initials && begins !== initials.value ? initials : { value: name, element };
    }
    return initials;
  };

  /** @type {(card: Element, free: (element: Element) => boolean, used: Element[], context: Context, rating?: Element) => any} */
  const longestText = (card, free, used, context, rating) => {
    /** @type {Map<Element, number>} */
    const lengths = new Map();
    for (const { text, element } of leavesOf(card)) {
      const control = element.closest("button, [role=button], h1, h2, h3, h4, h5, h6, time, title");
      if (!free(element) || (control && control !== card && card.contains(control))) continue;
      if (says(SMALL_TALK, text) || says(ACTIVITY, text) || says(TRANSLATED, text) || isVisit(text)) continue;
      let block = element;
      while (
        /^(?:a|b|i|u|em|strong|q|small|mark|font|abbr|wbr)$/.test(block.localName) &&
        block.parentElement &&
        block !== card
      )
        block = block.parentElement;
      if (block !== card && card.contains(block)) lengths.set(block, (lengths.get(block) || 0) + text.length);
    }
    // names and places stand before the rating as often as after it, the text hardly ever before it
    const after = [...lengths].filter(([block]) => rating && rating.compareDocumentPosition(block) & 4);
    /** @type {Element | null} */
    let best = null;
    // before the rating of a card without words stand only a name and a country
    const least = after.length || !rating ? 1 : 24;
    for (const [block, length] of after.length ? after : lengths)
      if (length > (best ? (lengths.get(best) ?? 0) : least)) best = block;
    if (!best) return null;
    // paragraphs of one text stand in one parent that holds nothing else we know
    const parent = best.parentElement;
    const kin = best.localName === "p" || best.localName === "span";
    if (
      parent &&
      kin &&
      parent !== card &&
      card.contains(parent) &&
      !used.some((one) => parent.contains(one))
    ) {
      if (
        Array.from(parent.children).every(
          (child) => child.localName === best?.localName || child.localName === "br",
        )
      )
        best = parent;
    }
    // paragraphs may also stand in the card itself, beside the name and the date
    const whole = [best];
    for (const step of /** @type {const} */ (["nextElementSibling", "previousElementSibling"])) {
      for (let other = best[step]; best.localName === "p" && other?.localName === "p"; other = other[step]) {
        const said = line(other.textContent);
        if (!free(other) || !/[.!?…]$/.test(said) || says(SMALL_TALK, said) || isVisit(said)) break;
        if (step === "nextElementSibling") whole.push(other);
        else whole.unshift(other);
      }
    }
    const value = whole.map((one) => textOf(one, [], Boolean(context.surface.keepLines))).join("\n\n");
    return { value, element: best };
  };

  /** @type {(anchor: Element, root: Element) => boolean} a rating followed by "(1,204 reviews)" is that of many */
  const isAverage = (anchor, root) => {
    const walker = root.ownerDocument.createTreeWalker(root, 4);
    walker.currentNode = anchor;
    while (walker.nextNode()) {
      if (anchor.contains(walker.currentNode)) continue;
      const said = line(walker.currentNode.nodeValue);
      if (said) return said.length <= 40 && /^[(·|\s]*\d/.test(said) && says(COUNT_WORD, said);
    }
    return false;
  };

  /**
   * Cards as the nearest repeated ancestor of a rating that also holds a date and a text.
   * @param {Document} document
   * @param {Context} context
   * @returns {Element[]}
   */
  const repeatedCards = (document, context) => {
    const root = document.body;
    if (!root) return [];
    const skip = (context.surface.ignore || []).flatMap((/** @type {string} */ select) => all(root, select));
    const hints = (context.surface.fields?.rating || []).flatMap(
      (/** @type {Candidate} */ one) => one.select || [],
    );
    const places = context.surface.within ? all(root, context.surface.within) : [root];
    const anchors = places
      .filter((place) => !places.some((other) => other !== place && other.contains(place)))
      .flatMap((place) => ratingsIn(place, skip, hints).map((one) => one.element))
      .filter((anchor) => !isAverage(anchor, root));
    /** @type {Set<Element>} */
    const cards = new Set();
    /** @type {Map<Element, boolean>} */
    const complete = new Map();
    /** @type {(element: Element) => boolean} */
    const holdsReview = (element) => {
      let known = complete.get(element);
      if (known === undefined) {
        known = line(element.textContent).length > 12 && dateInCard(element, skip, context, true) !== null;
        complete.set(element, known);
      }
      return known;
    };
    for (const anchor of anchors.slice(0, 2000)) {
      if ([...cards].some((card) => card.contains(anchor))) continue;
      for (let element = anchor.parentElement; element && element !== root; element = element.parentElement) {
        if (!holdsReview(element)) continue;
        const own = element;
        const kin = Array.from(element.parentElement?.children || []).filter(
          (sibling) => sibling !== own && sibling.localName === own.localName,
        );
        const repeated = kin.some(
          (sibling) => anchors.some((other) => sibling.contains(other)) && holdsReview(sibling),
        );
        const named = /review|avis|comment|bewert|rezension|opini|rese|recens|beoordel|avalia/i;
        const labelled = own.localName === "article" || named.test(own.className?.toString?.() || "");
        const alone =
          labelled &&
          line(own.textContent).length > 60 &&
          anchors.filter((other) => own.contains(other)).length === 1;
        if (!repeated && !alone) continue;
        cards.add(element);
        break;
      }
    }
    const list = [...cards];
    return list.filter((card) => !list.some((other) => other !== card && other.contains(card)));
  };

  // ------------------------------------------------------------------------------------------------ the reading

  /**
   * @param {Platform | null} platform
   * @param {string} url
   * @returns {{surface: string, expected: boolean} | null} what the platform file says of an address
   */
  const addressOf = (platform, url) => {
    for (const address of platform?.addresses || []) {
      if (patternOf(address.pattern).test(url))
        return { surface: address.surface, expected: address.expected !== false };
    }
    return null;
  };

  /** @type {(document: Document, platform: Platform | null, options?: Options) => Context[]} the likeliest first */
  const contextsOf = (document, platform, { url, now } = {}) => {
    const shared = {
      platform,
      guess: ALL_FIELDS,
      now: now === undefined ? new Date() : new Date(now),
      language: document.documentElement?.lang || "",
    };
    const wanted = addressOf(platform, url || document.URL)?.surface;
    const surfaces = Object.entries(platform?.surfaces || {}).filter(
      ([name, one]) => name === wanted || !one.alone,
    );
    surfaces.sort(([one], [other]) => Number(other === wanted) - Number(one === wanted));
    return surfaces.length
      ? surfaces.map(([name, surface]) => ({ ...shared, name, surface, guess: surface.guess || [] }))
      : [{ ...shared, name: "page", surface: {} }];
  };

  /** @type {(root: Document, candidate: Candidate) => Element[]} elements a card candidate stands for */
  const cardElements = (root, candidate) => {
    const select = candidate.select || "";
    const found = Array.from(root.querySelectorAll(select));
    if (!candidate.climbTo) return found;
    const goal = candidate.climbTo;
    return found.flatMap((start) => {
      /** @type {Element} */
      let card = start;
      for (let step = 0; step < 10 && card.parentElement && !card.querySelector(goal); step += 1) {
        if (card.parentElement.querySelectorAll(select).length > 1) break;
        card = card.parentElement;
      }
      return card.querySelectorAll(select).length <= 1 && card !== root.body ? [card] : [];
    });
  };

  /** @type {(document: Document, context: Context) => Review[]} */
  const readCards = (document, context) => {
    for (const [index, candidate] of /** @type {Candidate[]} */ (context.surface.card || []).entries()) {
      const found = new Set(cardElements(document, candidate));
      if (!found.size) continue;
      const ignored = (context.surface.ignore || []).join(", ");
      const reviews = [...found].flatMap((card) => {
        for (let outer = card.parentElement; outer; outer = outer.parentElement)
          if (found.has(outer)) return [];
        return ignored && card.closest(ignored) ? [] : (readOne(card, context) ?? []);
      });
      if (reviews.length) {
        observe(context, "card", index);
        return reviews;
      }
    }
    if (context.surface.card?.length) observe(context, "card", -1);
    return [];
  };

  /** @type {WeakMap<Review, string>} the name a review has in the page's data, which often holds the platform's id */
  const origins = new WeakMap();
  /** @type {(review: Review) => string} */
  const start = (review) =>
    fold(review.text.replace(/…$/, ""))
      .replace(/[^\p{L}\p{N}]/gu, "")
      .slice(0, 40);
  /** @type {(one: Review, other: Review) => boolean} the same review, told twice */
  const same = (one, other) => {
    if (one.id && one.id === other.id) return true;
    if (one.id.length > 6 && origins.get(other)?.includes(one.id)) return true;
    const [first, second] = [start(one), start(other)];
    const short = Math.min(first.length, second.length);
    if (!short || first.slice(0, short) !== second.slice(0, short)) return false;
    return fold(one.author) === fold(other.author) || ((!one.author || !other.author) && short > 20);
  };

  /** @type {(reviews: Review[], linked: Review[]) => void} what only the page's own data says */
  const enrich = (reviews, linked) => {
    for (const review of reviews) {
      const data = linked.find((one) => same(review, one));
      if (!data) continue;
      if (!review.translated) review.language = review.language ?? data.language;
      review.author = review.author ?? data.author;
      review.rating = review.rating ?? data.rating;
      review.published = review.published ?? data.published;
      if (review.truncated && data.text.length > review.text.length && !review.translated) {
        review.text = data.text;
        review.truncated = false;
      }
    }
  };

  /** @type {(reviews: Review[]) => Review[]} one of each, every one with an id of its own */
  const distinct = (reviews) => {
    const keys = new Set();
    /** @type {Map<string, number>} */
    const ids = new Map();
    return reviews.filter((review) => {
      const begin = fold(review.text.slice(0, 80));
      const author = fold(review.author);
      const told = `${author}\n${fold(review.published?.label)}\n${begin}`;
      // a rating alone says too little to call two of them one
      const key = review.id || (begin ? told : `${told}\n${review.rating?.value}`);
      if (keys.has(key)) return false;
      keys.add(key);
      if (!review.id) {
        const day = review.published?.precision === "relative" ? "" : review.published?.iso?.slice(0, 10);
        const id = fingerprint(`${author}\n${day ?? ""}\n${begin.replace(/…$/, "")}`);
        const before = ids.get(id) || 0;
        ids.set(id, before + 1);
        review.id = before ? `${id}-${before + 1}` : id;
      }
      return true;
    });
  };

  /** @type {(document: Document, reviews: Review[]) => void} the element that shows a review known from data only */
  const placeCards = (document, reviews) => {
    const wanted = new Map(
      reviews.filter((one) => !one.card && start(one).length > 10).map((one) => [start(one), one]),
    );
    if (!wanted.size || !document.body) return;
    for (const { text, element } of leavesOf(document.body)) {
      const found = text.length > 10 && wanted.get(start({ .../** @type {any} */ ({}), text }));
      if (!found || found.card) continue;
      let card = element;
      for (let step = 0; step < 6 && card.parentElement && card.parentElement !== document.body; step += 1) {
        if (found.author && line(card.textContent).includes(found.author)) break;
        card = card.parentElement;
      }
      found.card = found.author && line(card.textContent).includes(found.author) ? card : element;
    }
  };

  /** @type {(document: Document, platform: Platform | null, options?: Options) => Review[]} */
  const readSchema = (document, platform, options) => {
    const [context] = contextsOf(document, platform, options);
    if (!context) return [];
    const linked = readLinked(document, context);
    const micro = readMicrodata(document, context);
    for (const review of micro) {
      const twin = linked.find((one) => same(one, review));
      if (!twin) linked.push(review);
      else {
        // the data says it first, what stands on the page fills in
        for (const [key, value] of Object.entries(review)) twin[key] = twin[key] || value;
      }
    }
    placeCards(document, linked);
    return linked;
  };

  /**
   * The reviews that stand on a page, in page order. Nothing in the page changes.
   * @param {Document} document
   * @param {Platform | null} platform a parsed platform file, or null for a page of no known platform
   * @param {Options} [options] `url` of the page; `now`, the day relative dates count from
   * @returns {Review[]}
   */
  const read = (document, platform, options = {}) => {
    for (const context of contextsOf(document, platform, options)) {
      const reviews = platform ? readCards(document, context) : [];
      if (!reviews.length) continue;
      const poor = reviews.some((one) => !one.language || !one.published || one.truncated);
      if (poor && document.querySelector('script[type*="ld+json" i]'))
        enrich(reviews, readLinked(document, context));
      return distinct(reviews);
    }
    const listed = readSchema(document, platform, options);
    if (listed.length) return distinct(listed);
    const [context] = contextsOf(document, platform, options);
    const address = addressOf(platform, options.url || document.URL);
    // a page that need not hold reviews is not searched for shapes
    if (!context || (address && !address.expected && !context.surface.shape)) return [];
    const shaped = { ...context, guess: ALL_FIELDS };
    return distinct(repeatedCards(document, shaped).flatMap((card) => readOne(card, shaped) ?? []));
  };

  /**
   * One card read again, for instance after its text was unfolded. Its id may differ from the one in the list when the
   * platform gives none and two reviews look the same.
   * @param {Element} card
   * @param {Platform | null} platform
   * @param {Options} [options]
   * @returns {Review | null}
   */
  const readCard = (card, platform, options = {}) => {
    const document = card.ownerDocument;
    for (const context of contextsOf(document, platform, options)) {
      const review = isReviewScope(card) && !platform ? readMicro(card, context) : readOne(card, context);
      if (review) return distinct([review])[0] ?? null;
    }
    return null;
  };

  const WALL =
    "script[src*='captcha-delivery.com'], iframe[src*='captcha-delivery.com'], #captchacharacters, form[name=signIn], " +
    "iframe[src*='/recaptcha/'][title], form[action*='/sorry/'], #challenge-form, [data-testid=login-wall]";
  const WALL_TITLE =
    /^(?:just a moment|access (?:to this page has been )?denied|robot check|are you a robot|attention required|pardon our interruption|un instant|vérification|sorry|403 forbidden|sign in|amazon sign-in|log in)/i;
  const EMPTY =
    /(?<![\p{L}\d])(?:no reviews yet|there are no reviews|no reviews (?:have been|for this)|be the first to (?:write|leave|review)|0 reviews|aucun avis|pas encore d['’]avis|soyez le premier|0 avis|(?:noch )?keine bewertungen|(?:todavía|aún) no hay (?:opiniones|reseñas|comentarios)|(?:ancora )?nessuna recensione|nog geen (?:beoordelingen|reviews)|(?:ainda )?(?:não há|sem) avaliações)(?!\p{L})/u;

  /**
   * Whether a review page of the platform stays unread although it is neither a wall nor empty: the screen then says
   * "layout not recognised: select the review's text", never "no reviews".
   * @param {Document} document
   * @param {Platform | null} platform
   * @param {Options} [options]
   */
  const layoutUnknown = (document, platform, options = {}) => {
    const address = addressOf(platform, options.url || document.URL);
    if (!address?.expected || !document.body) return false;
    if (read(document, platform, options).length) return false;
    if (document.querySelector(WALL) || WALL_TITLE.test(line(document.title))) return false;
    const { walls = [], empty = [] } = platform?.pages || {};
    if ([...walls, ...empty].some((/** @type {string} */ select) => document.querySelector(select)))
      return false;
    return !leavesOf(document.body).some(({ text }) => text.length <= 200 && says(EMPTY, text));
  };

  /** How often each candidate answered, keyed platform/surface/field; counters only, nothing of any page. */
  const observedSelectors = () =>
    Object.fromEntries(
      [...observed].map(([key, { hits, misses }]) => [
        key,
        { hits: Array.from(hits, (count) => count || 0), misses },
      ]),
    );

  scope.sangfroidReader = {
    ...{ read, readCard, layoutUnknown, observedSelectors, parseRating, parseDate },
    // for reader-selection.js, which adds the two things only a click needs
    parts: {
      fold,
      line,
      tidy,
      leavesOf,
      finished,
      fingerprint,
      originalOf,
      patternOf,
      addressOf,
      contextsOf,
    },
    shapes: { says, strictRating, ratingsIn, MORE_LABELS, SMALL_TALK, ACTIVITY, TRANSLATED },
  };
})();
