/**
 * The work on one reply: what is known, asked, typed and answered. No screen here; `changed` is called when something
 * new is to be shown. What the person typed is never lost: it is kept in the browser until the reply is handed in.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidSession")) return;

  const CHECK_AFTER = 450; // ms without a key before the text is checked
  const SAVE_AFTER = 300;
  const HOUSE = "establishment"; // under this name the one chosen last is kept
  const DONE = new Set(["approved", "copied", "published"]);

  /** @type {(text: string) => string} */
  const plain = (text) => text.replace(/\s+/g, " ").trim();

  /** @type {(review: any, platform: any) => any} the input line of the server, from what the reader read */
  const lineOf = (review, platform) => ({
    id: String(review.id).slice(0, 200),
    text: review.text || "",
    title: review.title?.slice(0, 1000) || null,
    rating: review.rating?.value ?? null,
    rating_max: review.rating?.max ?? null,
    platform: platform?.id ?? "other",
    author: review.author?.slice(0, 300) || null,
    published: review.published?.iso ?? null,
    language: review.originalLanguage || (review.translated ? null : review.language) || null,
    ...(/^https?:/.test(location.protocol)
      ? { url: (location.origin + location.pathname).slice(0, 2000) }
      : {}),
  });

  /**
   * @param {any} review what the reader gave
   * @param {any} platform the platform file, or null
   * @param {any} bridge
   * @param {() => void} changed
   */
  const create = (review, platform, bridge, changed) => {
    const line = lineOf(review, platform);
    const key = `reply/${line.platform}/${line.id}`;
    const state = {
      review,
      platform,
      line,
      phase: "starting",
      /** @type {any} */ error: null,
      /** @type {any} */ status: null,
      /** @type {any} */ establishment: null,
      /** @type {any} */ analysis: null,
      /** @type {any} */ draft: null,
      /** @type {{text: string, source: any}[]} */ sentences: [],
      writing: false,
      text: "",
      edited: false,
      note: "",
      /** @type {any[]} */ findings: [],
      checkedText: "",
      /** @type {any} */ reply: null,
      /** @type {any[]} */ houseFacts: [],
      /** @type {Set<string>} */ ticked: new Set(), // ids of house facts
      choseFacts: false, // the person has ticked or unticked one
      /** @type {any[]} */ addedFacts: [],
      /** @type {any[]} */ factTypes: [],
      options: { length: "standard", voice: "", language: "", variant: 0 },
      outdatedDraft: false,
      busy: "",
      /** @type {{kind: string, key: string, parts?: string[]} | null} */ said: null,
      restored: false,
      /** @type {{id: string, status: string} | null} */ case: null,
    };
    let closed = false;
    let round = 0; // answers of an earlier round are dropped
    let checks = 0;
    let again = 0;
    /** @type {{cancel: () => void} | null} */
    let stream = null;
    /** @type {Record<string, any>} */
    const timers = {};

    /** @type {(patch?: Partial<typeof state>) => void} */
    const set = (patch = {}) => {
      if (closed) return;
      Object.assign(state, patch);
      changed();
    };
    /** @type {(name: string, delay: number, work: () => void) => void} */
    const later = (name, delay, work) => {
      clearTimeout(timers[name]);
      timers[name] = setTimeout(() => {
        timers[name] = 0;
        work();
      }, delay);
    };
    /** @param {any} error */
    const failed = (error) => {
      const known = error?.code
        ? error
        : { code: "unexpected", message: String(error?.message ?? error), details: {} };
      const phase =
        known.code === "not_paired" ? "unpaired" : state.phase === "starting" ? "failed" : state.phase;
      set({ error: known, phase, writing: false, busy: "" });
    };

    const facts = () =>
      [...state.houseFacts.filter((fact) => state.ticked.has(fact.id)), ...state.addedFacts].map(
        ({ id, text, type, values, language, public: said }) =>
          type
            ? { id, type, values, public: said !== false }
            : { id, text, ...(language ? { language } : {}), public: said !== false },
      );
    const establishment = () => {
      const house = state.establishment;
      if (!house) return undefined;
      if (!state.options.voice || state.options.voice === house.voice) return house.id;
      const { name, signature, contact, person } = house;
      return { name, signature, contact, person, voice: state.options.voice };
    };
    const level = () => state.analysis?.blackmail?.level ?? null;
    const audience = () => state.draft?.audience ?? state.reply?.audience ?? "public";

    const save = () => {
      const { text, edited, note, options, addedFacts, ticked, choseFacts } = state;
      const value = {
        text,
        edited,
        note,
        options,
        addedFacts,
        ticked: choseFacts ? [...ticked] : null,
        at: Date.now(),
      };
      bridge.request("save", { key, value }).catch(() => {});
    };
    const keep = () => later("save", SAVE_AFTER, save);
    /** The panel or the whole page goes: what waited to be kept is kept now. */
    const keepNow = () => {
      if (!timers.save) return;
      clearTimeout(timers.save);
      timers.save = 0;
      save();
    };
    // Firefox has already shut the way to the background when the page is hidden.
    const LEAVING = ["beforeunload", "pagehide"];
    for (const type of LEAVING) addEventListener(type, keepNow);
    const forget = () => {
      clearTimeout(timers.save);
      timers.save = 0;
      bridge.request("save", { key, value: null }).catch(() => {});
    };

    const check = async () => {
      const text = state.text;
      if (!text.trim()) return set({ findings: [], checkedText: "" });
      const turn = ++checks;
      try {
        const { findings } = await bridge.request("check", {
          text,
          establishment: state.establishment?.id,
          review: line,
          facts: facts(),
          platform: line.platform,
          audience: audience(),
          level: level(),
        });
        if (turn === checks && text === state.text) set({ findings, checkedText: text, error: null });
      } catch (error) {
        if (turn === checks) failed(error);
      }
    };

    /** @param {boolean} [repeated] not asked by the person: the background fell asleep over the last one */
    const draft = (repeated = false) => {
      if (!repeated) again = 0;
      stream?.cancel();
      clearTimeout(timers.draft);
      const turn = ++round;
      const { text, edited, sentences, draft: last, findings, checkedText, reply } = state;
      const former = { text, edited, sentences, draft: last, findings, checkedText, reply };
      const options = {
        length: state.options.length,
        variant: state.options.variant,
        ...(state.options.language ? { language: state.options.language } : {}),
      };
      set({
        writing: true,
        sentences: [],
        draft: null,
        edited: false,
        text: "",
        findings: [],
        error: null,
        outdatedDraft: false,
        said: null,
      });
      const fresh = () => turn === round && !closed;
      stream = bridge.stream(
        "draft",
        { review: line, facts: facts(), options, establishment: establishment() },
        {
          /** @param {any} analysis */
          onAnalysis: (analysis) => fresh() && set({ analysis }),
          /** @param {any} sentence */
          onSentence: (sentence) => {
            if (!fresh()) return;
            state.sentences[sentence.index ?? state.sentences.length] = sentence;
            const text = state.sentences
              .filter(Boolean)
              .map((one) => one.text)
              .join(" ");
            set(state.edited ? {} : { text });
          },
          /** @param {any} done */
          onDraft: (done) => {
            if (!fresh()) return;
            const analysis = done.analysis ?? state.analysis;
            const text = done.reply ?? "";
            set({
              draft: done,
              analysis,
              sentences: done.sentences ?? [],
              writing: false,
              ...(state.edited ? {} : { text, findings: done.findings ?? [], checkedText: text }),
            });
            if (state.edited) void check();
          },
          /** @param {any} error */
          onError: (error) => {
            if (!fresh()) return;
            // Write it again, once: each time is paid for where a model writes.
            if (error?.code === "interrupted" && again++ < 1 && !state.edited) return draft(true);
            // What stood there before is better than half of what should have come.
            if (former.text && !state.edited) set(former);
            failed(error);
          },
        },
      );
    };

    const restore = async () => {
      const saved = await bridge.request("load", { key }).catch(() => null);
      if (!saved || typeof saved !== "object" || typeof saved.text !== "string") return;
      set({
        text: saved.text,
        edited: Boolean(saved.edited),
        note: typeof saved.note === "string" ? saved.note : "",
        options: { ...state.options, ...saved.options },
        addedFacts: Array.isArray(saved.addedFacts) ? saved.addedFacts : [],
        ...(Array.isArray(saved.ticked) ? { ticked: new Set(saved.ticked), choseFacts: true } : {}),
        restored: Boolean(saved.edited && saved.text),
      });
    };

    /** @param {any} reply */
    const took = (reply) => {
      set({ reply });
      session.onReply?.(reply);
    };

    const begin = async () => {
      set({ phase: "starting", error: null });
      try {
        await restore();
        const status = await bridge.request("status", {});
        if (!status?.paired) return set({ status, phase: "unpaired" });
        const chosen = await bridge.request("load", { key: HOUSE }).catch(() => null);
        const houses = status.establishments ?? [];
        const house = houses.find((/** @type {any} */ one) => one.id === chosen) ?? houses[0] ?? null;
        set({ status, establishment: house, phase: "ready" });
        if (!line.text.trim()) return set({ phase: "empty" });
        const [found, known, types] = await Promise.all([
          bridge.request("lookup", {
            establishment: house?.id,
            reviews: [{ platform: line.platform, id: line.id }],
          }),
          bridge.request("houseFacts", { establishment: house?.id }),
          // An older server has no types; facts in one's own words still work.
          bridge.request("factTypes", { language: bridge.language.slice(0, 2) }).catch(() => null),
        ]);
        const analysis = await bridge.request("analyze", { review: line });
        const houseFacts = known?.facts ?? [];
        const factTypes = types?.types ?? [];
        const ticked = state.choseFacts
          ? state.ticked
          : new Set(
              houseFacts
                .filter((/** @type {any} */ fact) =>
                  scope.sangfroidRelevance.concerns(fact, review, analysis, factTypes),
                )
                .map((/** @type {any} */ fact) => fact.id),
            );
        set({ houseFacts, factTypes, analysis, ticked });
        const there = found?.reviews?.[0]?.reply ?? null;
        if (there?.id) {
          const reply = await bridge.request("reply", { id: there.id });
          took(reply);
          if (!state.edited)
            set({ text: reply.text, findings: reply.findings ?? [], checkedText: reply.text });
        }
        // A text that is neither the person's, nor handed in, nor a whole draft is the beginning of one that broke off.
        if (!state.text || !(state.edited || state.reply || state.draft)) draft();
        else if (state.edited) await check();
      } catch (error) {
        failed(error);
      }
    };

    /** What depends on the facts or the wishes has changed: write anew, unless the person's own words would go. */
    const follow = () => {
      keep();
      if (state.phase !== "ready") return;
      if (state.edited || state.reply) set({ outdatedDraft: true });
      else later("draft", 250, draft);
    };

    const session = {
      state,
      begin,
      /** @type {((reply: any) => void) | null} */ onReply: null,
      retry: () => (state.phase === "ready" && state.text && state.edited ? void check() : begin()),
      redraft: () => draft(),
      anotherWording() {
        state.options.variant += 1;
        draft();
      },
      /** @param {string} text */
      typed(text) {
        set({ text, edited: true, said: null, findings: text === state.checkedText ? state.findings : [] });
        keep();
        if (state.phase === "ready") later("check", CHECK_AFTER, check);
      },
      /** @param {string} note */
      noted(note) {
        state.note = note;
        keep();
      },
      /** @param {string} name @param {string} value */
      choose(name, value) {
        state.options = { ...state.options, [name]: value, variant: 0 };
        set();
        follow();
      },
      /** @param {string} id */
      async house(id) {
        if (!state.status?.establishments?.some((/** @type {any} */ one) => one.id === id)) return;
        await bridge.request("save", { key: HOUSE, value: id }).catch(() => {});
        set({
          reply: null,
          case: null,
          choseFacts: false,
          ...(state.edited ? {} : { text: "", draft: null, sentences: [] }),
        });
        await begin();
      },
      /** @param {string} id @param {boolean} on */
      tick(id, on) {
        if (on) state.ticked.add(id);
        else state.ticked.delete(id);
        set({ choseFacts: true });
        follow();
      },
      /** @param {any} fact without its id */
      addFact(fact) {
        const used = new Set([...state.houseFacts, ...state.addedFacts].map((one) => one.id));
        let number = 1;
        while (used.has(`case-${number}`)) number += 1;
        set({ addedFacts: [...state.addedFacts, { id: `case-${number}`, public: true, ...fact }] });
        follow();
      },
      /** @param {string} id */
      dropFact(id) {
        set({ addedFacts: state.addedFacts.filter((fact) => fact.id !== id) });
        follow();
      },
      /** Whether the policy of the house lets this text leave without a manager. */
      mayCopy() {
        const { reply, text, findings, checkedText } = state;
        if (!text.trim() || state.writing) return false;
        if (reply && reply.status !== "draft")
          return DONE.has(reply.status) && plain(reply.text) === plain(text);
        if (text !== checkedText || findings.some((one) => one.severity === "block")) return false;
        const approval = state.establishment?.policy?.approval ?? "pressure";
        return approval === "never" || (approval === "pressure" && level() === "none");
      },
      async handIn() {
        const text = state.text;
        if (!text.trim() || state.busy) return;
        set({ busy: "submit", error: null, said: null });
        try {
          const open = state.reply && state.reply.status !== "draft" && state.reply.status !== "withdrawn";
          const note = state.note.trim() || null;
          const reply = open
            ? await bridge.request("version", {
                id: state.reply.id,
                version: state.reply.version,
                text,
                note,
              })
            : await bridge.request("submit", {
                establishment: state.establishment?.id,
                review: line,
                text,
                audience: audience(),
                note,
                facts: facts(),
                status: "pending",
                draft: state.draft
                  ? {
                      engine: state.draft.engine,
                      prompt: state.draft.prompt,
                      situation: state.draft.situation,
                      level: level() ?? "none",
                    }
                  : null,
              });
          forget();
          set({ busy: "", edited: false, restored: false, said: { kind: "good", key: "sentForApproval" } });
          took(reply);
        } catch (error) {
          const refused = /** @type {any} */ (error);
          if (refused?.code === "blocked") {
            set({ busy: "", findings: refused.details?.findings ?? [], checkedText: text });
            set({ said: { kind: "bad", key: "blockedByGuards" } });
          } else if (refused?.code === "stale" && refused.details?.current) {
            set({ busy: "", said: { kind: "bad", key: "changedMeanwhile" } });
            took(refused.details.current);
          } else failed(error);
        }
      },
      /** Tells the server that the approved text has left. */
      async gone() {
        const { reply } = state;
        if (!reply || !DONE.has(reply.status)) return;
        try {
          took(await bridge.request("copied", { id: reply.id, version: reply.version }));
        } catch (error) {
          failed(error);
        }
      },
      async openCase() {
        if (state.busy || state.case) return;
        set({ busy: "case", error: null, said: null });
        try {
          const opened = await bridge.request("case", {
            establishment: state.establishment?.id,
            review: line,
            note: state.note.trim() || null,
          });
          const key = opened.status === "closed" ? "caseClosed" : "caseOpened";
          set({ busy: "", case: { id: opened.id, status: opened.status }, said: { kind: "good", key } });
        } catch (error) {
          failed(error);
        }
      },
      async showCase() {
        if (!state.case) return;
        try {
          await bridge.request("showCase", { id: state.case.id });
        } catch (error) {
          failed(error);
        }
      },
      /** @param {string} kind @param {string} key @param {string[]} [parts] */
      say: (kind, key, parts) => set({ said: { kind, key, ...(parts ? { parts } : {}) } }),
      async refresh() {
        if (!state.reply) return;
        try {
          const reply = await bridge.request("reply", { id: state.reply.id });
          if (!state.edited)
            set({ text: reply.text, checkedText: reply.text, findings: reply.findings ?? [] });
          took(reply);
        } catch (error) {
          failed(error);
        }
      },
      close() {
        keepNow();
        for (const type of LEAVING) removeEventListener(type, keepNow);
        closed = true;
        stream?.cancel();
        clearTimeout(timers.check);
        clearTimeout(timers.draft);
      },
    };
    return session;
  };

  scope.sangfroidSession = { create };
})();
