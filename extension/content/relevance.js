/**
 * Which house facts concern a review, so that these are ticked first and the others stay out of its reply.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidRelevance")) return;

  /** Beginnings of words that stand in every review or fact and say nothing of its subject. */
  const TOO_COMMON = new Set(
    (
      "hotel notre votre avons avoir clien custo guest gaste gasts osped place reser arriv demand aussi apres avant " +
      "autre avec pour dans nous vous mais tres plus tout tous bien sans etre fait leur elle sont cette comme meme jour " +
      "with from this that have were very just than when they your more some what only been also there their about " +
      "para como pero esta este todo muy nicht auch eine einen sehr aber wird sind haben sono della delle molto anche " +
      "niet voor maar heel naar muito mais"
    ).split(" "),
  );
  /** @type {(text: string) => Set<string>} beginnings of the longer words, without accents */
  const stems = (text) => {
    const words =
      text
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .match(/\p{L}{4,}/gu) ?? [];
    return new Set(words.map((word) => word.slice(0, 5)).filter((stem) => !TOO_COMMON.has(stem)));
  };

  /**
   * Whether a house fact speaks of what the review speaks of: a typed one by the themes complained of, a free one by its words. Only
   * a first choice; the person ticks and unticks.
   * @type {(fact: any, review: any, analysis: any, types: any[]) => boolean}
   */
  const concerns = (fact, review, analysis, types) => {
    // Praise is thanked for, not met with facts.
    if (fact.public === false || analysis?.situation === "positive") return false;
    if (fact.type) {
      const themes = new Set(types.find((one) => one.type === fact.type)?.themes ?? []);
      return (analysis?.themes ?? []).some(
        (/** @type {any} */ theme) => theme.polarity < 0 && themes.has(theme.name),
      );
    }
    const told = stems(`${review.title ?? ""} ${review.text}`);
    return [...stems(fact.text ?? "")].some((stem) => told.has(stem));
  };

  scope.sangfroidRelevance = { concerns };
})();
