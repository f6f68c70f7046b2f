/**
 * The foot of the panel: where the reply stands, and the ways out: for approval, to the clipboard, into the page.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidPanelQueue")) return;
  const { make, icon, ICONS } = scope.sangfroidElements;

  /** @type {(key: string, parts?: string[]) => string} */
  const t = (key, parts) => scope.sangfroidBridge.messages(key, parts) || key;

  /** @type {(error: any, status: any) => string} what went wrong, in words a person can act on */
  const errorText = (error, status) => {
    const host = error.details?.host ?? (status?.server?.origin ?? "").replace(/^https?:\/\//, "");
    const known = scope.sangfroidBridge.messages(`error_${error.code}`, [host]);
    return known || (error.status < 500 && error.message) || t("error_unexpected");
  };

  /** @type {(text: string) => Promise<boolean>} */
  const toClipboard = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false; // no permission in this frame
    }
  };

  /** @type {(session: any) => HTMLElement} */
  const stateNote = ({ state }) => {
    const { reply } = state;
    const colour = {
      approved: "green",
      copied: "green",
      published: "green",
      rejected: "red",
      changed: "amber",
      pending: "amber",
    };
    const by = reply.decided_by?.name ?? "";
    return make(
      `div.note.${/** @type {any} */ (colour)[reply.status] ?? "plain"}`,
      { role: "status" },
      make("h3", { text: t(`status_${reply.status}`) }),
      make("p", { text: scope.sangfroidBridge.messages(`statusHint_${reply.status}`, [by]) || "" }),
      reply.comment && make("p", {}, scope.sangfroidPanelReview.quoted(reply.comment)),
    );
  };

  /**
   * @param {any} session
   * @param {(text: string) => Promise<{kind: string, key: string, parts?: string[]}>} insert puts the text in the page
   */
  const queueSection = (session, insert) => {
    const { state } = session;
    const stand = make("div");
    const note = make("input", { type: "text", maxlength: "1000", autocomplete: "off" });
    const noteLabel = make("label.field", {}, t("noteForManager"), note);
    const send = make("button.main", { type: "button", on: { click: () => session.handIn() } });
    const copy = make("button", {
      type: "button",
      text: t("copy"),
      on: {
        click: async () => {
          if (!session.mayCopy()) return;
          if (!(await toClipboard(state.text))) return session.say("bad", "clipboardRefused");
          session.say("good", "copied");
          await session.gone();
        },
      },
    });
    const put = make("button", {
      type: "button",
      text: t("insert"),
      on: {
        click: async () => {
          if (!session.mayCopy()) return;
          const outcome = await insert(state.text);
          session.say(outcome.kind, outcome.key, outcome.parts);
          if (outcome.kind === "good") await session.gone();
        },
      },
    });
    const openCase = make("button", {
      type: "button",
      text: t("openCase"),
      on: { click: () => session.openCase() },
    });
    const showCase = make("button", {
      type: "button",
      text: t("showCase"),
      on: { click: () => session.showCase() },
    });
    const refresh = make(
      "button.plain.small",
      { type: "button", on: { click: () => session.refresh() } },
      icon(ICONS.again, 14),
      t("refresh"),
    );
    const retry = make("button", { type: "button", text: t("retry"), on: { click: () => session.retry() } });
    const connect = make("button.main", {
      type: "button",
      text: t("connect"),
      on: { click: () => scope.sangfroidBridge.request("openOptions", {}).catch(() => {}) },
    });
    const trouble = make("div.note.red", { role: "alert", hidden: true });
    const troubleText = make("p");
    trouble.append(troubleText, make("div.row", {}, retry, connect));
    const said = make("p.said", { role: "status" });
    const actions = make("div.actions", {}, send, copy, put, openCase, showCase);
    const why = make("p.soft");
    const where = make("p.where");
    const foot = make("footer", {}, trouble, said, actions, why, where);
    const element = make(
      "section",
      { "aria-label": t("approval") },
      stand,
      make("div.row", {}, refresh),
      noteLabel,
    );
    let shownReply = /** @type {any} */ (undefined);

    return {
      element,
      foot,
      /** @param {Element | null} target */
      input(target) {
        if (target === note) session.noted(note.value);
      },
      update() {
        const { phase, reply, text, busy, error, status, writing } = state;
        const ready = phase === "ready";
        element.hidden = !ready;
        if (shownReply !== reply) {
          shownReply = reply;
          stand.replaceChildren(...(reply ? [stateNote(session)] : []));
        }
        refresh.hidden = !reply;
        if (note.value !== state.note) note.value = state.note;
        const same = Boolean(reply) && reply.status !== "draft" && reply.text.trim() === text.trim();
        noteLabel.hidden = same && reply.status !== "rejected";
        send.textContent = reply && reply.status !== "draft" ? t("sendAgain") : t("sendForApproval");
        const blocked =
          text === state.checkedText &&
          state.findings.some((/** @type {any} */ one) => one.severity === "block");
        send.hidden = !ready || (same && reply.status !== "withdrawn");
        send.disabled = !text.trim() || writing || Boolean(busy) || blocked;
        const may = ready && session.mayCopy();
        copy.hidden = put.hidden = !may;
        copy.className = put.className = send.hidden ? "main" : "";
        const pressed = ready && state.analysis && state.analysis.blackmail.level !== "none";
        openCase.hidden = !pressed || Boolean(state.case);
        openCase.disabled = Boolean(busy);
        showCase.hidden = !ready || !state.case;
        why.hidden = may || !ready || !text.trim() || writing || Boolean(reply && reply.status !== "draft");
        why.textContent = blocked ? t("whyBlocked") : t("whyApproval");
        const trusted = phase === "unpaired" || error?.code === "not_paired" || error?.code === "revoked";
        trouble.hidden = !error && phase !== "unpaired" && phase !== "empty";
        trouble.className = `note ${phase === "unpaired" || phase === "empty" ? "plain" : "red"}`;
        troubleText.textContent =
          phase === "empty"
            ? t("nothingToAnswer")
            : phase === "unpaired"
              ? t("notPaired")
              : error
                ? errorText(error, status)
                : "";
        connect.hidden = !trusted;
        retry.hidden = trusted || phase === "empty" || error?.retryable === false;
        said.textContent = state.said ? t(state.said.key, state.said.parts) : "";
        said.classList.toggle("over", state.said?.kind === "bad");
        const server = status?.server?.origin?.replace(/^https?:\/\//, "");
        where.textContent =
          server && status.paired
            ? t(status.model?.host ? "textGoesToModel" : "textGoesTo", [server, status.model?.host ?? ""])
            : "";
      },
    };
  };

  scope.sangfroidPanelQueue = { queueSection, errorText };
})();
