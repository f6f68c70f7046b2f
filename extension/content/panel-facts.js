/**
 * The facts a reply may state: those of the house to tick, those of this stay to add.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidPanelFacts")) return;
  const { make, icon, ICONS } = scope.sangfroidElements;

  /** @type {(key: string, parts?: string[]) => string} */
  const t = (key, parts) => scope.sangfroidBridge.messages(key, parts) || key;

  /** @type {(raw: string) => string} a day as the screen's language writes it; anything else as it is */
  const asDay = (raw) => {
    if (!/^\d{4}-\d\d-\d\d$/.test(raw)) return raw;
    const day = new Date(`${raw}T12:00:00Z`);
    return new Intl.DateTimeFormat(scope.sangfroidBridge.language, {
      dateStyle: "long",
      timeZone: "UTC",
    }).format(day);
  };

  /** @type {(session: any, fact: any) => string} a fact in words: its own, or its type with its values */
  const factText = (session, fact) => {
    if (fact.text) return fact.text;
    const type = session.state.factTypes.find((/** @type {any} */ one) => one.type === fact.type);
    const values = Object.entries(fact.values ?? {}).map(([name, value]) => {
      if (value && typeof value === "object") return Object.values(value).join(" ");
      return type?.values?.[name]?.choice_labels?.[String(value)] ?? asDay(String(value));
    });
    return `${type?.label ?? fact.type}${values.length ? `${t("colon")} ${values.join(", ")}` : ""}`;
  };

  const INPUT = {
    date: "date",
    time: "time",
    datetime: "datetime-local",
    number: "number",
    money: "text",
    text: "text",
  };

  /** @type {(kind: string, raw: string) => any} what a form field says, as the server wants it */
  const valueOf = (kind, raw) => {
    if (kind === "number") return Number(raw);
    // An amount without a currency is one in euros.
    if (kind === "money" && /^[\d\s.,]+$/.test(raw)) return `${raw.trim()} EUR`;
    return raw.trim();
  };

  /** @param {any} session */
  const factsSection = (session) => {
    const { state } = session;
    const house = make("ul");
    const added = make("ul");
    const houseBox = make("fieldset", {}, make("legend.soft", { text: t("houseFacts") }), house);
    const free = make("input", {
      type: "text",
      maxlength: "600",
      autocomplete: "off",
      placeholder: t("factExample"),
    });
    const addFree = () => {
      const text = free.value.trim();
      if (!text) return free.focus();
      free.value = "";
      session.addFact({ text, language: scope.sangfroidBridge.language.slice(0, 2) });
    };
    const form = make("div");
    const kinds = make("select", { on: { change: () => showForm(kinds.value) } });
    const kindsLabel = make("label.field", { hidden: true }, t("factType"), kinds);
    const freeRow = make(
      "div.add",
      {},
      make("label.field", {}, t("addFact"), free),
      make(
        "button",
        { type: "button", on: { click: addFree }, "aria-label": t("addFactButton") },
        icon(ICONS.plus, 15),
        t("add"),
      ),
    );
    const element = make(
      "section",
      { "aria-label": t("facts") },
      make(
        "details.facts",
        { open: true },
        make("summary", { text: t("facts") }),
        make("p.soft", { text: t("factsHint") }),
        houseBox,
        added,
        kindsLabel,
        freeRow,
        form,
      ),
    );

    /** @param {string} name */
    const showForm = (name) => {
      const type = state.factTypes.find((/** @type {any} */ one) => one.type === name);
      freeRow.hidden = Boolean(type);
      if (!type) return form.replaceChildren();
      /** @type {Record<string, any>} */
      const fields = {};
      form.replaceChildren(
        type.example && make("p.soft", { text: t("forExample", [type.example]) }),
        ...Object.entries(type.values).map(([key, shape]) => {
          const { kind, required, choices, choice_labels: labels } = /** @type {any} */ (shape);
          const field = choices
            ? make(
                "select",
                {},
                make("option", { value: "", text: "–" }),
                ...choices.map((/** @type {string} */ one) =>
                  make("option", { value: one, text: labels?.[one] ?? one.replaceAll("_", " ") }),
                ),
              )
            : make("input", {
                type: /** @type {any} */ (INPUT)[kind] ?? "text",
                required,
                step: kind === "number" ? "any" : null,
                placeholder: kind === "money" ? "80 EUR" : null,
              });
          fields[key] = { field, kind, required };
          const label = /** @type {any} */ (shape).label ?? key.replaceAll("_", " ");
          return make("label.field", {}, required ? label : t("optional", [label]), field);
        }),
        make("button.small", {
          type: "button",
          text: t("add"),
          on: {
            click: () => {
              /** @type {Record<string, any>} */
              const values = {};
              for (const [key, { field, kind, required }] of Object.entries(fields)) {
                if (!field.value.trim()) {
                  if (required) return field.focus();
                } else values[key] = valueOf(kind, field.value);
              }
              kinds.value = "";
              showForm("");
              session.addFact({ type: type.type, values, public: type.public !== false });
            },
          },
        }),
      );
    };

    /** @type {(types: any[]) => any[]} those about what the review speaks of first */
    const byConcern = (types) => {
      const themes = new Set((state.analysis?.themes ?? []).map((/** @type {any} */ theme) => theme.name));
      const far = (/** @type {any} */ type) =>
        type.themes?.some((/** @type {string} */ one) => themes.has(one)) ? 0 : 1;
      return [...types].sort((one, other) => far(one) - far(other));
    };

    /** @type {(fact: any) => string | null} */
    const useOf = (fact) => {
      if (!state.draft || state.writing) return null;
      if (state.draft.facts_used?.includes(fact.id)) return t("factUsed");
      return null;
    };

    /** @type {any[]} */
    let seen = [];
    return {
      element,
      /** @param {KeyboardEvent} event @param {Element | null} target */
      key(event, target) {
        if (event.key === "Enter" && target === free) {
          event.preventDefault();
          addFree();
        }
      },
      update() {
        element.hidden = state.phase !== "ready";
        const now = [
          state.houseFacts,
          state.ticked,
          state.addedFacts,
          state.draft,
          state.factTypes,
          state.writing,
        ];
        if (now.every((value, index) => value === seen[index])) return;
        if (state.factTypes !== seen[4]) {
          kindsLabel.hidden = !state.factTypes.length;
          kinds.replaceChildren(
            make("option", { value: "", text: t("factInWords") }),
            ...byConcern(state.factTypes).map((type) =>
              make("option", { value: type.type, text: type.label }),
            ),
          );
        }
        const onlyUse =
          state.houseFacts === seen[0] && state.addedFacts === seen[2] && state.factTypes === seen[4];
        seen = now;
        houseBox.hidden = !state.houseFacts.length;
        if (onlyUse) {
          // The list stays as it is, so that the focus does too.
          for (const row of [...house.children, ...added.children]) {
            const fact = [...state.houseFacts, ...state.addedFacts].find(
              (one) => one.id === row.dataset.fact,
            );
            const use = row.querySelector(".use");
            if (fact && use) use.textContent = useOf(fact) ?? "";
          }
          return;
        }
        house.replaceChildren(
          ...state.houseFacts.map((/** @type {any} */ fact) => {
            const box = make("input", {
              type: "checkbox",
              on: { change: () => session.tick(fact.id, box.checked) },
            });
            box.checked = state.ticked.has(fact.id);
            const text = make("span", { text: factText(session, fact), dir: "auto" });
            return make(
              "li",
              { "data-fact": fact.id },
              make("label", {}, box, text),
              make("span.use", { text: useOf(fact) ?? "" }),
            );
          }),
        );
        added.replaceChildren(
          ...state.addedFacts.map((/** @type {any} */ fact) =>
            make(
              "li",
              { "data-fact": fact.id },
              make("span.words", { text: factText(session, fact), dir: "auto" }),
              make("span.use", { text: useOf(fact) ?? "" }),
              make(
                "button.square",
                {
                  type: "button",
                  "aria-label": t("removeThis", [factText(session, fact)]),
                  on: { click: () => session.dropFact(fact.id) },
                },
                icon(ICONS.close, 14),
              ),
            ),
          ),
        );
      },
    };
  };

  scope.sangfroidPanelFacts = { factsSection, factText };
})();
