/**
 * The middle of the panel: the text itself, where each sentence comes from, and what the guards say of it.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidPanelDraft")) return;
  const { make, icon, ICONS } = scope.sangfroidElements;
  const { inUnits, pieces, lengthIn } = scope.sangfroidSpans;
  const { languageName, word, quoted, DOTS } = scope.sangfroidPanelReview;

  /** @type {(key: string, parts?: string[]) => string} */
  const t = (key, parts) => scope.sangfroidBridge.messages(key, parts) || key;
  const LANGUAGES = ["fr", "en", "es", "de", "it", "nl", "pt"];

  /** @type {(label: string, options: [string, string][], onChange: (value: string) => void) => {label: HTMLElement, select: HTMLSelectElement}} */
  const choice = (label, options, onChange) => {
    const select = make(
      "select",
      { on: { change: () => onChange(select.value) } },
      ...options.map(([value, text]) => make("option", { value, text })),
    );
    return { label: make("label.field", {}, label, select), select };
  };

  /** @type {(source: any) => {name: string, style: string}} */
  const origin = (source) => {
    const kind = source?.kind ?? "unsupported";
    return {
      name: word("source", kind),
      style: ["fact", "review", "courtesy", "policy"].includes(kind) ? kind : "unsupported",
    };
  };

  /** @type {(session: any, source: any) => string | null} the words a sentence rests on */
  const ground = (session, source) => {
    if (source?.quote) return t("quoted", [source.quote]);
    if (!source?.id) return null;
    const { houseFacts, addedFacts } = session.state;
    const fact = [...houseFacts, ...addedFacts].find((one) => one.id === source.id);
    return fact?.text ?? (fact ? scope.sangfroidPanelFacts.factText(session, fact) : null);
  };

  /** @param {any} session */
  const draftSection = (session) => {
    const { state } = session;
    /** @type {{start: number, end: number, style: string} | null} */
    let pointed = null;
    const mirror = make("div.mirror", { "aria-hidden": "true" });
    const area = make("textarea", {
      "aria-label": t("replyText"),
      "aria-describedby": "sangfroid-meter",
      spellcheck: "true",
      dir: "auto",
    });
    const title = make("h3");
    const waiting = DOTS();
    const engine = make("p.soft");
    const advice = make("ul.advice.soft", { hidden: true });
    const withheld = make("div.note.amber", { hidden: true });
    const counter = make("span", { id: "sangfroid-meter" });
    const verdict = make("span");
    const sources = make("ul.sources");
    const sourcesBox = make("details", { open: true }, make("summary", { text: t("sourcesTitle") }), sources);
    const findings = make("div", { role: "status" });

    const length = choice(
      t("length"),
      ["short", "standard", "full"].map((name) => [name, t(`length_${name}`)]),
      (value) => session.choose("length", value),
    );
    const voice = choice(
      t("warmth"),
      ["formal", "warm"].map((name) => [name, t(`voice_${name}`)]),
      (value) => session.choose("voice", value),
    );
    const language = choice(
      t("replyLanguage"),
      [
        ["", t("asTheReview")],
        ...LANGUAGES.map((tag) => /** @type {[string, string]} */ ([tag, languageName(tag)])),
      ],
      (value) => session.choose("language", value),
    );
    const houses = make("select", { on: { change: () => session.house(houses.value) } });
    const housesLabel = make("label.field", { hidden: true }, t("establishment"), houses);
    const another = make(
      "button.plain.small.again",
      { type: "button", on: { click: () => session.anotherWording() } },
      icon(ICONS.again, 14),
      t("anotherWording"),
    );
    const update_ = make(
      "button.small",
      { type: "button", on: { click: () => session.redraft() } },
      t("writeAnew"),
    );
    const stale = make("div.note", { hidden: true }, make("p", { text: t("factsChanged") }), update_);
    const restored = make("p.soft", { hidden: true, text: t("restored") });

    const element = make(
      "section",
      { "aria-label": t("theReply") },
      make("div.row", {}, title, waiting),
      withheld,
      housesLabel,
      make("div.controls", {}, length.label, voice.label, language.label),
      restored,
      make("div.editor", {}, mirror, area),
      make("div.meter", {}, verdict, counter),
      stale,
      findings,
      make("div.row", {}, another, engine),
      advice,
      sourcesBox,
    );

    const limits = state.platform?.limits ?? {};
    const paintMirror = () => {
      const spans =
        state.text === state.checkedText
          ? inUnits(state.text, state.findings).map((/** @type {any} */ one) => ({
              ...one,
              style: one.severity,
            }))
          : [];
      if (pointed) spans.push(pointed);
      mirror.replaceChildren(
        ...pieces(state.text, spans).map((/** @type {any} */ piece) => {
          if (!piece.spans.length) return document.createTextNode(piece.text);
          return make(`mark.${piece.spans.at(-1).style}`, { text: piece.text });
        }),
        // The last line break would not open a line of its own.
        document.createTextNode("\n"),
      );
    };

    /** @type {(start: number, end: number) => void} */
    const select = (start, end) => {
      area.focus();
      area.setSelectionRange(start, end);
    };
    /** @type {(text: string | null, style?: string) => void} */
    const point = (text, style = "here") => {
      const start = text === null ? -1 : state.text.indexOf(text);
      pointed = start < 0 || text === null ? null : { start, end: start + text.length, style };
      paintMirror();
    };

    const paintSources = () => {
      const shown = state.sentences.filter(
        (/** @type {any} */ one) => one && (state.writing || state.text.includes(one.text.trim())),
      );
      sourcesBox.hidden = !shown.length;
      sources.replaceChildren(
        ...shown.map((/** @type {any} */ sentence) => {
          const { name, style } = origin(sentence.source);
          const text = sentence.text.trim();
          const found = ground(session, sentence.source);
          // A fact said word for word needs no second saying.
          const rests = found && !text.includes(found.replace(/[.!]$/, "")) ? found : null;
          return make(
            "li",
            {},
            make(
              `button.source.${style}`,
              {
                type: "button",
                on: {
                  mouseenter: () => point(text),
                  mouseleave: () => point(null),
                  focus: () => point(text),
                  blur: () => point(null),
                  click: () => {
                    const start = state.text.indexOf(text);
                    if (start >= 0) select(start, start + text.length);
                  },
                },
              },
              make("b", { text: name }),
              make("span", {}, text, rests && make("i", { text: t("restsOn", [rests]) })),
            ),
          );
        }),
      );
    };

    /** @type {(finding: any, units: {start: number, end: number}) => HTMLElement | false} a mend nobody can regret */
    const mend = (finding, units) => {
      const { text } = state;
      const made = scope.sangfroidMends.mendOf(text, { guard: finding.guard, ...units }, area.lang);
      if (!made) return false;
      const { start, end, replacement } = made;
      const leaves = text.slice(start, end).trim();
      return make("button.plain.small", {
        type: "button",
        text: replacement
          ? t("replaceBy", [replacement])
          : leaves === finding.quote.trim()
            ? t("removeWords")
            : t("removeThis", [leaves]),
        on: {
          click: () => {
            select(start, end);
            // Through the editing command, so that undo takes it back.
            if (!document.execCommand(replacement ? "insertText" : "delete", false, replacement)) {
              area.setRangeText(replacement);
            }
            session.typed(area.value);
          },
        },
      });
    };

    const paintFindings = () => {
      const current = state.text === state.checkedText ? state.findings : [];
      const units = new Map(
        inUnits(
          state.text,
          current.map((/** @type {any} */ finding, /** @type {number} */ index) => ({ ...finding, index })),
        ).map((/** @type {any} */ one) => [one.index, one]),
      );
      findings.replaceChildren(
        ...current.map((/** @type {any} */ finding, /** @type {number} */ index) => {
          const place = units.get(index) ?? { start: 0, end: 0 };
          return make(
            `div.note.${finding.severity === "block" ? "red" : "amber"}`,
            {},
            make("h3", {
              text: `${t(`severity_${finding.severity}`)}${t("colon")} ${word("guard", finding.guard)}`,
            }),
            finding.quote && make("p", {}, quoted(finding.quote)),
            make("p", { text: finding.message }),
            make(
              "div.row",
              {},
              place.end > place.start &&
                make("button.plain.small", {
                  type: "button",
                  text: t("showWords"),
                  on: { click: () => select(place.start, place.end) },
                }),
              mend(finding, place),
            ),
          );
        }),
      );
      const blocks = current.filter((/** @type {any} */ finding) => finding.severity === "block").length;
      verdict.textContent =
        !state.text.trim() || state.writing
          ? ""
          : state.text !== state.checkedText
            ? t("checking")
            : blocks
              ? t("mustChange")
              : current.length
                ? t("lookAgain")
                : t("nothingFound");
    };

    /** @type {any[]} */
    let seen = [];
    /** @type {(...now: any[]) => boolean} */
    const same = (...now) => {
      const unchanged = now.length === seen.length && now.every((value, index) => value === seen[index]);
      seen = now;
      return unchanged;
    };

    return {
      element,
      area,
      /** @param {Element | null} target what was typed into, told by the shield */
      input(target) {
        if (target === area) session.typed(area.value);
      },
      update() {
        const {
          draft,
          text,
          sentences,
          writing,
          findings: found,
          checkedText,
          outdatedDraft,
          phase,
          reply,
        } = state;
        element.hidden = phase !== "ready" && !text;
        const held = draft?.reply === null || draft?.audience === "private" || reply?.audience === "private";
        if (area.value !== text) area.value = text;
        area.lang = draft?.language ?? state.options.language ?? "";
        length.select.value = state.options.length;
        voice.select.value = state.options.voice || state.establishment?.voice || "formal";
        language.select.value = state.options.language;
        const known = state.status?.establishments ?? [];
        housesLabel.hidden = known.length < 2;
        if (houses.childElementCount !== known.length)
          houses.replaceChildren(
            ...known.map((/** @type {any} */ { id, name }) => make("option", { value: id, text: name })),
          );
        houses.value = state.establishment?.id ?? "";
        restored.hidden = !state.restored;
        stale.hidden = !outdatedDraft;
        another.disabled =
          writing ||
          phase !== "ready" ||
          Boolean(reply && reply.status !== "draft" && reply.status !== "rejected");
        waiting.hidden = !writing;
        if (
          same(text, sentences, sentences.length, writing, found, checkedText, draft, reply, state.houseFacts)
        )
          return;
        title.textContent = held ? t("privateAnswer") : t("proposedReply");
        withheld.hidden = !held;
        if (held) {
          withheld.replaceChildren(
            make("h3", { text: t("publicWithheld") }),
            ...(draft?.notes ?? []).map((/** @type {string} */ note) => make("p", { text: note })),
            make("p.soft", { text: t("privateHint") }),
          );
        }
        const notes = held ? [] : (draft?.notes ?? []);
        const by = draft ? t(draft.engine === "model" ? "writtenByModel" : "writtenByComposer") : "";
        engine.textContent = by;
        advice.hidden = !notes.length;
        advice.replaceChildren(...notes.map((/** @type {string} */ note) => make("li", { text: note })));
        const unit = limits.unit ?? "characters";
        const maximum = draft?.length?.limit ?? limits.maximum ?? null;
        const length_ = lengthIn(text, unit);
        counter.textContent = maximum
          ? t(unit === "bytes" ? "counterBytes" : "counterOf", [String(length_), String(maximum)])
          : t("counter", [String(length_)]);
        counter.className = maximum && length_ > maximum ? "over" : "";
        paintFindings();
        paintMirror();
        paintSources();
      },
    };
  };

  scope.sangfroidPanelDraft = { draftSection };
})();
