// Evaluated by page_case.py in a saved page that holds the reader: cleans the page, disguises people and their words,
// and reads it again. Returns {html, reviews, left}.
([platform, url, salt]) => {
  const reader = globalThis.sangfroidReader;
  const { line } = reader.parts;
  const options = { url };
  const SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo ka le mi no pu ra se ti vo lu".split(" ");

  /** An invented word of the same length and case, the same for the same word all over the page. */
  const invented = (word) => {
    let state = 0x811c9dc5;
    for (const unit of salt + word.toLowerCase())
      state = Math.imul(state ^ unit.codePointAt(0), 0x01000193) >>> 0;
    let made = "";
    while (made.length < word.length) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      made += SYLLABLES[(state >>> 8) % SYLLABLES.length];
    }
    made = made.slice(0, word.length);
    if (word === word.toUpperCase() && word.length > 1) return made.toUpperCase();
    return word[0] === word[0].toUpperCase() ? made[0].toUpperCase() + made.slice(1) : made;
  };
  const disguise = (text) => text.replace(/\p{L}[\p{L}\p{M}]*/gu, invented).replace(/\d/g, "7");

  // 1. What no case needs: everything that runs, loads or was stored.
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.remove();
  const gone =
    "script:not([type*='ld+json' i]), style, noscript, link:not([rel=canonical]), base, object, embed, source, video, audio, " +
    "meta:not([charset]):not([itemprop])";
  for (const element of document.querySelectorAll(gone)) element.remove();
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of Array.from(element.attributes)) {
      const loads =
        /^(?:src|srcset|data-src|data-srcset|poster|style|nonce|integrity|ping|jslog|srcdoc|background)$/;
      const link = name === "href" || name === "action";
      if (/^on/.test(name) || loads.test(name) || (value.length > 400 && !link))
        element.removeAttribute(name);
      else if (link && /[?#]/.test(value)) element.setAttribute(name, value.replace(/[?#].*$/, ""));
    }
    if (element.localName === "input") element.removeAttribute("value");
    if (element.localName === "textarea") element.textContent = "";
  }

  // 2. People and their words, as far as the reader recognises them.
  const reviews = reader.read(document, platform, options);
  const names = new Set(reviews.flatMap(({ author }) => (author ? [author, ...author.split(/\s+/)] : [])));
  const words = reviews.flatMap(({ text, title, liked, disliked, ownerResponse }) =>
    [text, title, liked, disliked, ownerResponse?.text].filter(Boolean).map(line),
  );
  const told = words.join("\n");
  const withoutNames = (text) => {
    let shown = text;
    for (const name of [...names].sort((one, other) => other.length - one.length)) {
      if (name.length > 2) shown = shown.split(name).join(disguise(name));
    }
    return shown;
  };
  const cards = reviews.flatMap(({ card }) => (card ? [card] : []));
  const left = new Set();
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (node.parentElement.localName === "script") continue;
    const shown = line(node.data).replace(/…$/, "").trim();
    if (!shown) continue;
    const said = shown.length > 1 && told.includes(shown) && cards.some((card) => card.contains(node));
    node.data = said ? disguise(node.data) : withoutNames(node.data);
    if (!said) left.add(line(node.data));
  }
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of Array.from(element.attributes)) {
      let kept = withoutNames(value).replace(
        /(\/(?:Profile|users|user|contrib|profile|gp\/profile)\/)[^/?#]+/gi,
        "$1invented",
      );
      if (name === "content" && told.includes(line(value)) && line(value).length > 12) kept = disguise(value);
      if (kept !== value) element.setAttribute(name, kept);
      if (/^(?:alt|title|aria-label|placeholder)$/.test(name) && kept) left.add(line(kept));
    }
  }
  const inData = (node, isReview) => {
    if (Array.isArray(node)) return node.map((one) => inData(one, isReview));
    if (!node || typeof node !== "object") return typeof node === "string" ? withoutNames(node) : node;
    const review = /Review$/.test([node["@type"]].flat().join(" "));
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        const own = review && /^(?:reviewBody|description|headline|name)$/.test(key);
        const person = /Person/.test([node["@type"]].flat().join(" ")) && key === "name";
        const author = key === "author" && typeof value === "string";
        return [
          key,
          (own || person || author) && typeof value === "string" ? disguise(value) : inData(value, review),
        ];
      }),
    );
  };
  for (const script of document.querySelectorAll("script")) {
    try {
      script.textContent = JSON.stringify(inData(JSON.parse(script.textContent), false), null, 1).replace(
        /</g,
        "\\u003c",
      );
    } catch {
      left.add("(a JSON-LD block that is not valid JSON was removed: add what matters of it by hand)");
      script.remove();
    }
  }

  const again = reader.read(document, platform, options).map(({ card, ...rest }) => {
    const kept = Object.entries({ ...rest, card: Boolean(card) }).filter(
      ([key, value]) => value !== null && value !== "" && (key === "card" ? !value : value !== false),
    );
    return Object.fromEntries(kept);
  });
  return {
    html: "<!doctype html>\n" + document.documentElement.outerHTML,
    reviews: again,
    left: [...left].sort(),
  };
};
