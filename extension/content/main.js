/**
 * Start: what platform is this page, which reviews stand on it, a button for each; then watch for more. Nothing is
 * sent anywhere before the person clicks.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  const bridge = scope.sangfroidBridge;
  if (!bridge || Object.hasOwn(scope, "sangfroidMain")) return;
  scope.sangfroidMain = true;

  const demo = bridge.demo !== false; // a page that brings its own bridge is the server's demo page
  const reader = scope.sangfroidReader;
  const buttons = scope.sangfroidButtons;
  const SCAN_AFTER = 150; // ms of quiet before the page is read again
  const GENTLE =
    /** @type {any} */ (scope).requestIdleCallback ??
    ((/** @type {() => void} */ work) => setTimeout(work, 1));

  const page = {
    /** @type {any} */ platform: null,
    known: false, // a platform's address, or a page whose reviews the person asked for
    asked: "", // the address on which the person asked for them
    url: "",
    consented: false, // the person has used the extension on this page, or asked for states right away
    /** @type {Set<string>} */ looked: new Set(),
  };

  /** @type {(platforms: any[]) => any} */
  const match = (platforms) =>
    platforms.find((one) =>
      one.addresses?.some((/** @type {any} */ address) =>
        new RegExp(address.pattern, "iu").test(location.href),
      ),
    ) ?? null;

  /** @type {(text: string) => string} */
  const plain = (text) => text.replace(/\s+/g, " ").trim();

  /** @type {(one: string, other: string) => boolean} the same reply with changes, rather than another reply */
  const alike = (one, other) => {
    const words = new Set(plain(one).toLowerCase().split(" "));
    const others = plain(other).toLowerCase().split(" ");
    return others.filter((word) => words.has(word)).length > others.length / 2;
  };

  /** @type {Map<string, {reply: string, at: number}>} the newest state known of each review's reply */
  const newest = new Map();

  /**
   * Shows where a reply stands, unless a newer state of it is known: answers overtake each other on their way.
   * @type {(id: string, reply: any) => void}
   */
  const show = (id, reply) => {
    const at = Date.parse(reply?.updated);
    const last = newest.get(id);
    if (last && last.reply === reply?.id && at < last.at) return;
    if (at) newest.set(id, { reply: reply.id, at });
    buttons.show(id, reply?.status ?? null);
  };

  /**
   * Tells the server how the owner response on the page compares with the approved text, once it has left the house.
   * @type {(review: any, reply: any) => Promise<void>}
   */
  const compare = async (review, reply) => {
    if (!["copied", "published", "changed"].includes(reply.status) || review.ownerResponse?.truncated) return;
    const seen = review.ownerResponse?.text ?? null;
    // Not published yet, or an older response still stands: nothing to tell.
    if (reply.status === "copied" && (seen === null || (reply.text && !alike(reply.text, seen)))) return;
    if (reply.status === "published" && seen !== null && reply.text && plain(reply.text) === plain(seen))
      return;
    const { reply: now } = await bridge.request("sighting", {
      id: reply.id,
      text: seen,
      url: location.origin + location.pathname,
    });
    if (now?.status) show(review.id, now);
  };

  /** States of the reviews of the page, in one question; only what was not asked before. */
  const lookUp = async () => {
    if (!page.consented) return;
    const platform = page.platform?.id ?? "other";
    const due = buttons
      .reviews()
      .filter((/** @type {any} */ one) => !page.looked.has(one.id))
      .slice(0, 500);
    if (!due.length) return;
    for (const one of due) page.looked.add(one.id);
    try {
      const { reviews } = await bridge.request("lookup", {
        reviews: due.map((/** @type {any} */ one) => ({ platform, id: one.id })),
      });
      for (const { id, reply } of reviews ?? []) {
        if (!reply) continue;
        show(id, reply);
        const review = due.find((/** @type {any} */ one) => one.id === id);
        compare(review, reply).catch(() => {}); // told again at the next visit
      }
    } catch {
      // States are a help, not a need; the panel says what is wrong when it is opened.
    }
  };

  /** @type {(review: any, button?: HTMLElement | null) => void} */
  const open = (review, button = null) => {
    // Only what was read from the page is read anew: the card around a selection may hold another review.
    const again =
      buttons.knows(review.id) && review.card?.isConnected
        ? reader.readCard(review.card, page.platform, { url: location.href })
        : null;
    const shown = again ? { ...again, id: review.id, card: review.card } : review;
    scope.sangfroidPanel.open(shown, page.platform, {
      button,
      onReply: (/** @type {any} */ reply) => show(review.id, reply),
    });
    if (!page.consented) {
      page.consented = true;
      void lookUp();
    }
  };

  /** Reads the whole page. */
  const scan = () => {
    if (!page.known || document.visibilityState === "hidden") return;
    buttons.sweep();
    const reviews = reader.read(document, page.platform, { url: location.href });
    buttons.place(reviews, open);
    if (reviews.length) scope.sangfroidNotice.hide();
    void lookUp();
  };

  /** @type {() => string} where a platform's cards begin; "" when only the whole page can tell */
  const cardSelector = () => {
    const candidates = Object.values(page.platform?.surfaces ?? {}).flatMap(
      (/** @type {any} */ one) => one.card ?? [],
    );
    return candidates.some((one) => one.climbTo || !one.select)
      ? ""
      : candidates.map((one) => one.select).join(", ");
  };

  /** Reads only the cards that have come; false when that is not enough. @type {(nodes: Element[]) => boolean} */
  const scanSome = (nodes) => {
    const select = cardSelector();
    if (!select || !buttons.reviews().length) return false;
    /** @type {Set<Element>} */
    const cards = new Set();
    for (const node of nodes) {
      if (!node.isConnected) continue;
      const outer = node.closest(select);
      if (outer) cards.add(outer);
      else for (const inner of node.querySelectorAll(select)) cards.add(inner);
    }
    const reviews = [];
    for (const card of cards) {
      if (buttons.has(card) || card.parentElement?.closest(select)) continue;
      const review = reader.readCard(card, page.platform, { url: location.href });
      if (!review) continue;
      if (buttons.knows(review.id)) return false; // a copy, or two that look alike: the whole page tells them apart
      reviews.push(review);
    }
    buttons.place(reviews, open);
    void lookUp();
    return true;
  };

  /** On a page that should hold reviews and gives none, says how to go on; never that there are none. */
  const UNREAD_AFTER = 3000; // ms a page may take to show its reviews
  /** @type {any} */
  let unread = 0;
  const watchUnread = () => {
    clearTimeout(unread);
    unread = setTimeout(async () => {
      const { platform, url } = page;
      if (!platform || buttons.reviews().length || document.visibilityState === "hidden") return;
      if (!reader.layoutUnknown(document, platform, { url })) return;
      const key = `quiet/${platform.id}`;
      if (await bridge.request("load", { key }).catch(() => true)) return;
      scope.sangfroidNotice.say(bridge.messages("layoutUnknownPage", [platform.name]), () => {
        bridge.request("save", { key, value: true }).catch(() => {});
      });
    }, UNREAD_AFTER);
  };

  /** @type {any} */
  let timer = 0;
  let everything = false;
  /** @type {Set<Element>} */
  const arrived = new Set();
  const settle = () => {
    timer = 0;
    const [whole, nodes] = [everything, [...arrived]];
    everything = false;
    arrived.clear();
    if (document.visibilityState === "hidden") everything = true;
    else if (whole || !scanSome(nodes)) scan();
  };
  const scanSoon = () => {
    timer ||= setTimeout(() => GENTLE(settle), SCAN_AFTER);
  };

  const observer = new MutationObserver((records) => {
    if (location.href !== page.url) return void arrive();
    for (const { addedNodes, removedNodes } of records) {
      for (const node of addedNodes)
        if (node.nodeType === 1 && !buttons.isOwn(node)) arrived.add(/** @type {Element} */ (node));
      // What leaves may have been a card, or the button on one.
      for (const node of removedNodes) if (node.nodeType === 1) everything = true;
    }
    if (everything || arrived.size) scanSoon();
  });
  let watching = false;
  const watch = () => {
    if (watching || !document.body) return;
    watching = true;
    observer.observe(document.body, { childList: true, subtree: true });
  };

  /** A new address in the same document is a new page. */
  const arrive = async () => {
    page.url = location.href;
    const url = location.href.split("#")[0];
    const platforms = await bridge.request("platforms", { url }).catch(() => []);
    page.platform = match(platforms?.platforms ?? platforms ?? []);
    page.known = Boolean(page.platform) || demo || page.asked === url;
    if (!page.known) return buttons.sweep();
    scan();
    watch();
    if (page.platform) watchUnread();
  };

  /** @type {(words: string) => any} words of which nothing else is known */
  const bare = (words) => {
    const text = words.trim();
    if (!text) return null;
    const id = `selection-${reader.parts.fingerprint(text)}`;
    return {
      ...{ id, text, author: null, rating: null, published: null, title: null, language: null },
      ...{ translated: false, truncated: false, ownerResponse: null, card: null },
    };
  };

  /** @type {() => any} the text the person selected, as a review */
  const selected = () => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed) return null;
    const read = reader.readSelection?.(selection, { url: location.href });
    if (read) return { card: null, ownerResponse: null, ...read };
    return bare(selection.toString());
  };

  /** The next review nobody has answered, after the one shown last. */
  let last = /** @type {string | null} */ (null);
  const next = () => {
    const open_ = buttons
      .reviews()
      .filter(
        (/** @type {any} */ one) => one.card?.isConnected && !one.ownerResponse && !buttons.statusOf(one.id),
      );
    if (!open_.length) return false;
    const place = open_.findIndex((/** @type {any} */ one) => one.id === last);
    const review = open_[(place + 1) % open_.length];
    last = review.id;
    review.card.scrollIntoView({ block: "center" });
    open(review, buttons.buttonOf(review.id));
    return true;
  };

  bridge.onCommand?.((/** @type {any} */ { command, text }) => {
    if (command === "state") {
      return {
        reviews: buttons.reviews().length,
        unknown:
          Boolean(page.platform) &&
          Boolean(reader.layoutUnknown?.(document, page.platform, { url: location.href })),
      };
    }
    if (command === "next") return { done: next() };
    if (command === "scan") {
      page.known = true;
      page.asked = location.href.split("#")[0] ?? "";
      scan();
      watch();
      return { reviews: buttons.reviews().length };
    }
    if (command === "answer") {
      const review = selected() ?? bare(text ?? "");
      if (review) open(review);
      return { done: Boolean(review) };
    }
    return null;
  });

  document.addEventListener("visibilitychange", () => {
    if (page.known && document.visibilityState === "visible") {
      everything = true;
      scanSoon();
    }
  });
  /** @type {any} */ (globalThis).navigation?.addEventListener?.(
    "navigatesuccess",
    () => location.href !== page.url && arrive(),
  );
  addEventListener("popstate", () => location.href !== page.url && arrive());

  void Promise.resolve(bridge.ready)
    .then(() => bridge.request("preferences", {}))
    .catch(() => ({ lookup: demo }))
    .then((preferences) => {
      page.consented = Boolean(preferences?.lookup);
      return arrive();
    });
})();
