/**
 * The upper half of the panel: the review as it was read, and what the analysis says of it, in careful words.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidPanelReview")) return;
  const { make } = scope.sangfroidElements;
  const { inUnits, pieces } = scope.sangfroidSpans;

  /** @type {(key: string, parts?: string[]) => string} */
  const t = (key, parts) => scope.sangfroidBridge.messages(key, parts) || key;
  /** @type {(family: string, name: string) => string} the word for a value of the server, itself when unknown */
  const word = (family, name) =>
    scope.sangfroidBridge.messages(`${family}_${name}`) || name.replaceAll("_", " ");

  /** @type {(kind: string) => string} a cue's kind in words; "risk.theft" is the risk of that name */
  const cueWord = (kind) => {
    const [family, name] = kind.includes(".") ? kind.split(".", 2) : ["cue", kind];
    return word(family ?? "", name ?? "");
  };
  /** @type {(cue: any) => boolean} a cue of pressure, rather than of a risk or of the tone */
  const presses = (cue) => cue.weight > 0 && !cue.kind.includes(".");

  /** @type {(tag: string) => string} */
  const languageName = (tag) => {
    if (!tag || tag === "und") return t("languageUnknown");
    try {
      return new Intl.DisplayNames([scope.sangfroidBridge.language], { type: "language" }).of(tag) ?? tag;
    } catch {
      return tag;
    }
  };

  /** @type {(text: string, cues: any[]) => Node[]} the review's words, those that matter marked */
  const marked = (text, cues) => {
    const spans = inUnits(text, cues);
    return pieces(text, spans).map((/** @type {any} */ piece) => {
      if (!piece.spans.length) return document.createTextNode(piece.text);
      const kinds = [...new Set(piece.spans.map((/** @type {any} */ cue) => cueWord(cue.kind)))];
      return make("mark", { title: kinds.join(", "), text: piece.text });
    });
  };

  const DOTS = () => make("span.dots", { "aria-hidden": "true" }, make("i"), make("i"), make("i"));

  /** @param {any} session */
  const reviewSection = (session) => {
    const { review } = session.state;
    const quote = make("blockquote.quote", {
      tabindex: "0",
      role: "group",
      "aria-label": t("reviewText"),
      lang: review.originalLanguage || review.language || null,
    });
    if (review.text.length > 700) quote.classList.add("long");
    const rating = review.rating
      ? t("ratingOf", [
          String(review.rating.value).replace(".", t("decimalPoint")),
          String(review.rating.max),
        ])
      : null;
    const when = review.published?.label || review.published?.iso || null;
    const line = [review.author, rating, when].filter(Boolean).join(" · ");
    const element = make(
      "section",
      { "aria-label": t("theReview") },
      make("h3", { text: t("theReview") }),
      line && make("p.soft", { text: line }),
      quote,
      review.translated && make("p.soft", { text: t("translatedHint") }),
      review.truncated && make("p.soft", { text: t("truncatedHint") }),
      review.ownerResponse && make("p.soft", { text: t("alreadyAnswered") }),
    );
    /** @type {any} */
    let shown;
    return {
      element,
      update() {
        const cues = session.state.analysis?.cues ?? null;
        if (shown === cues) return;
        // Where no pressure is seen, a stray word of its kind is not marked either.
        const pressed = session.state.analysis?.blackmail.level !== "none";
        shown = cues;
        quote.replaceChildren(
          ...(review.title ? [make("strong", { text: review.title })] : []),
          ...marked(
            review.text,
            (cues ?? []).filter((/** @type {any} */ cue) => (pressed ? cue.weight > 0 : !presses(cue))),
          ),
        );
      },
    };
  };

  /** @type {(text: string) => HTMLElement} words of somebody else, in the quotation marks of the screen's language */
  const quoted = (text) => make("q", { text: t("quoted", [text]), dir: "auto" });

  /** @type {(cues: any[]) => [string, string[]][]} by kind the weightiest words, none inside another */
  const byKind = (cues) => {
    /** @type {Map<string, string[]>} */
    const kinds = new Map();
    for (const { kind, quote } of [...cues].sort((one, other) => other.weight - one.weight)) {
      const quotes = kinds.get(kind) ?? [];
      const told = quotes.some((one) => one.includes(quote) || quote.includes(one));
      if (!told && quotes.length < 2) kinds.set(kind, [...quotes, quote]);
    }
    return [...kinds];
  };

  /** @type {(analysis: any) => HTMLElement | false} */
  const pressureNote = (analysis) => {
    const { level, pattern, missing } = analysis.blackmail;
    if (level === "none") return false;
    const cues = analysis.cues.filter(presses);
    return make(
      "div.note.amber",
      {},
      make("h3", { text: t("pressureTitle") }),
      pattern && make("p", { text: word("pattern", pattern) }),
      make("p", { text: t(level === "explicit" ? "pressureExplicit" : "pressureSuspected") }),
      make(
        "ul",
        {},
        ...byKind(cues).map(([kind, quotes]) =>
          make(
            "li",
            {},
            `${word("cue", kind)}${t("colon")} `,
            ...quotes.flatMap((quote, index) => [index ? ", " : "", quoted(quote)]),
          ),
        ),
      ),
      missing?.length > 0 &&
        make("p.soft", {
          text: t("pressureMissing", [
            missing.map((/** @type {string} */ name) => word("cue", name)).join(", "),
          ]),
        }),
      make("p.soft", { text: t("pressureJudge") }),
    );
  };

  /** @param {any} session */
  const analysisSection = (session) => {
    const content = make("div");
    const element = make(
      "section",
      { "aria-label": t("whatTheReviewSays"), "aria-live": "off" },
      make("h3", { text: t("whatTheReviewSays") }),
      content,
    );
    /** @type {any} */
    let shown;
    return {
      element,
      update() {
        const { analysis, phase } = session.state;
        element.hidden =
          !analysis && (Boolean(session.state.error) || !["starting", "ready"].includes(phase));
        if (shown === analysis && content.childNodes.length) return;
        shown = analysis;
        if (!analysis) return content.replaceChildren(DOTS());
        const named = new Map(analysis.themes.map((/** @type {any} */ theme) => [theme.name, theme]));
        content.replaceChildren(
          make(
            "div.chips",
            {},
            make("span.chip", { text: languageName(analysis.language.tag) }),
            make("span.chip", { text: word("tone", analysis.tone.label) }),
            make("span.chip", { text: word("situation", analysis.situation) }),
            analysis.blackmail.level === "none" && make("span.chip", { text: t("noPressure") }),
          ),
          ...(named.size
            ? [
                make(
                  "ul.chips",
                  { "aria-label": t("themes") },
                  ...[...named.values()].map((/** @type {any} */ theme) => {
                    const side = theme.polarity > 0.05 ? "good" : theme.polarity < -0.05 ? "bad" : "even";
                    const spoken =
                      side === "even" ? null : make("span.away", { text: ` (${t(`side_${side}`)})` });
                    return make(
                      `li.chip.${side}`,
                      { title: theme.quote },
                      make("span", { text: word("theme", theme.name) }, spoken),
                    );
                  }),
                ),
              ]
            : []),
          ...[
            pressureNote(analysis),
            analysis.risks.length > 0 &&
              make(
                "div.note.amber",
                {},
                make("h3", { text: t("risksTitle") }),
                make("p", {
                  text: analysis.risks.map((/** @type {string} */ risk) => word("risk", risk)).join(", "),
                }),
                make("p.soft", { text: t("risksHint") }),
              ),
            ...(analysis.notes ?? []).map((/** @type {string} */ note) => make("p.soft", { text: note })),
          ].filter(Boolean),
        );
      },
    };
  };

  scope.sangfroidPanelReview = { reviewSection, analysisSection, languageName, word, quoted, DOTS };
})();
