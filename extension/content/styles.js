/**
 * How the button and the panel look: calm, legible, in the reader's own font, light or dark as the system is.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (Object.hasOwn(scope, "sangfroidStyles")) return;

  const COLOURS = `
    :host {
      --paper: #ffffff; --raised: #f5f7f8; --ink: #1b2730; --soft: #52616c; --line: #d5dde2; --edge: #7b8a94;
      --accent: #1f4f5c; --accent-ink: #ffffff; --accent-soft: #e7eff1; --focus: #0b6bcb;
      --amber: #6b4300; --amber-soft: #fff4de; --amber-line: #d9a441;
      --red: #8f1d1d; --red-soft: #fdeeed; --red-line: #d98c86;
      --green: #17613a; --green-soft: #e7f5ec; --green-line: #7fbf9b;
      --cue: #ffe3a6; --shade: 0 12px 40px rgb(15 30 40 / 22%), 0 2px 8px rgb(15 30 40 / 12%);
      color-scheme: light;
    }
    @media (prefers-color-scheme: dark) {
      :host {
        --paper: #161d22; --raised: #1e272d; --ink: #e9eef1; --soft: #a7b4bd; --line: #35424b; --edge: #7f8e98;
        --accent: #7fcbd4; --accent-ink: #062a30; --accent-soft: #17333a; --focus: #7db8ff;
        --amber: #ffd58a; --amber-soft: #33270f; --amber-line: #8a6a25;
        --red: #ffb4ae; --red-soft: #3a1b1b; --red-line: #8a4a47;
        --green: #9adbb5; --green-soft: #12301f; --green-line: #3d7a57;
        --cue: #6b4e0e; --shade: 0 12px 40px rgb(0 0 0 / 60%);
        color-scheme: dark;
      }
    }`;

  // The page may say anything about our host element; only what is set important here and in place() holds.
  const button = `${COLOURS}
    :host { all: initial; }
    * { box-sizing: border-box; }
    .seat { position: relative; height: 0; }
    .wrap { position: absolute; inset-inline-end: 8px; bottom: var(--drop, -12px); z-index: 2; display: flex; gap: 6px;
      align-items: center; }
    button { display: inline-flex; align-items: center; gap: 6px; height: 28px; padding: 0 11px 0 9px; margin: 0;
      border: 1px solid var(--line); border-radius: 14px; background: var(--paper); color: var(--accent);
      font: 600 12.5px/1 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; cursor: pointer; white-space: nowrap; }
    button:hover { border-color: var(--accent); background: var(--accent-soft); }
    button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    .state { font-weight: 600; padding-inline-start: 7px; margin-inline-start: 1px;
      border-inline-start: 1px solid var(--line); color: var(--soft); }
    .state.pending { color: var(--amber); } .state.approved, .state.copied, .state.published { color: var(--green); }
    .state.rejected, .state.changed { color: var(--red); }`;

  const panel = `${COLOURS}
    :host { all: initial; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .panel { position: fixed; z-index: 2147483646; inset: 0 0 0 auto; width: min(460px, 100vw); display: flex;
      flex-direction: column; background: var(--paper); color: var(--ink); border-inline-start: 1px solid var(--line);
      box-shadow: var(--shade); font: 400 14.5px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
      text-align: start; overflow-wrap: anywhere; animation: enter 160ms ease-out; }
    @keyframes enter { from { transform: translateX(24px); opacity: 0; } }
    @media (max-width: 700px) {
      .panel { inset: auto 0 0 0; width: 100vw; max-height: 88vh; border: 0; border-top: 1px solid var(--line);
        border-radius: 16px 16px 0 0; }
      @keyframes enter { from { transform: translateY(24px); opacity: 0; } }
    }
    @media (prefers-reduced-motion: reduce) { .panel, .dots i { animation: none !important; } }
    header { display: flex; align-items: center; gap: 10px; padding: 12px 12px 12px 20px;
      border-bottom: 1px solid var(--line); }
    header svg { color: var(--accent); flex: none; }
    h2 { flex: 1; margin: 0; font-size: 16px; line-height: 1.3; font-weight: 650; }
    h3 { margin: 0; font-size: 13px; font-weight: 650; color: var(--soft); }
    .body { flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 0 20px 20px; }
    .body, .quote { scrollbar-color: var(--edge) var(--paper); }
    .body > section { padding-top: 16px; }
    footer { border-top: 1px solid var(--line); padding: 12px 20px 12px; background: var(--paper); }
    p { margin: 0; } ul { margin: 0; padding: 0; list-style: none; }
    button, select, textarea, input { font: inherit; color: inherit; }
    button { display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: 36px;
      padding: 6px 14px; border: 1px solid var(--edge); border-radius: 8px; background: var(--paper); cursor: pointer;
      font-weight: 600; font-size: 14px; }
    button:hover:not(:disabled) { background: var(--raised); }
    button:disabled { opacity: .55; cursor: default; }
    button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
    button.main:hover:not(:disabled) { background: var(--accent); filter: brightness(1.08); }
    button.plain { border-color: transparent; color: var(--accent); padding-inline: 8px; background: transparent; }
    button.square { min-height: 36px; width: 36px; padding: 0; border-color: transparent; flex: none; }
    button.small { min-height: 28px; padding: 2px 10px; font-size: 13px; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; } .panel:focus-visible { outline: none; }
    .row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
    .soft { color: var(--soft); font-size: 13px; }
    .stack > * + * { margin-top: 8px; }

    .quote { margin: 6px 0 0; padding: 12px 14px; background: var(--raised); border-radius: 10px; white-space: pre-wrap; }
    .quote.long { max-height: 15em; overflow-y: auto; }
    .quote strong { display: block; margin-bottom: 2px; }
    mark { background: var(--cue); color: inherit; border-radius: 3px; padding: 0 1px; }
    .chips { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 10px; }
    .chip { display: inline-flex; gap: 5px; align-items: center; padding: 2px 9px; border-radius: 11px; font-size: 13px;
      background: var(--raised); color: var(--ink); }
    .chip.good::before, .chip.bad::before { content: ""; width: 7px; height: 7px; border-radius: 50%; flex: none;
      background: var(--green); } .chip.bad::before { background: var(--red); }
    .note { margin-top: 10px; padding: 12px 14px; border: 1px solid var(--line); border-radius: 10px; }
    .note.amber { background: var(--amber-soft); border-color: var(--amber-line); }
    .note.amber h3 { color: var(--amber); }
    .note.red { background: var(--red-soft); border-color: var(--red-line); } .note.red h3 { color: var(--red); }
    .note.green { background: var(--green-soft); border-color: var(--green-line); } .note.green h3 { color: var(--green); }
    .note li { margin-top: 6px; }
    .note h3 { font-size: 14px; } .note > * + * { margin-top: 6px; }
    q { quotes: none; font-weight: 600; } q::before, q::after { content: none; }
    summary { cursor: pointer; font-weight: 600; font-size: 14px; padding: 4px 0; border-radius: 6px; }

    .controls { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px; margin: 8px 0; }
    label.field { display: block; font-size: 12.5px; color: var(--soft); }
    select, input[type="text"], input[type="date"], input[type="time"], input[type="number"], textarea.line {
      display: block; width: 100%; min-height: 36px; margin-top: 2px; padding: 6px 10px; border: 1px solid var(--edge);
      border-radius: 8px; background: var(--paper); color: var(--ink); font-size: 14px; }
    .editor { display: grid; margin-top: 8px; border: 1px solid var(--edge); border-radius: 10px; background: var(--paper); }
    .editor:focus-within { border-color: var(--focus); box-shadow: 0 0 0 1px var(--focus); }
    .editor > * { grid-area: 1 / 1; margin: 0; padding: 12px 14px; border: 0; font: 400 15px/1.55 inherit; font-family: inherit;
      font-size: 15px; line-height: 1.55; white-space: pre-wrap; overflow-wrap: anywhere; letter-spacing: inherit; }
    .editor textarea { resize: none; overflow: hidden; background: transparent; min-height: 8.5em; outline: none;
      color: var(--ink); width: 100%; height: 100%; z-index: 1; border-radius: 10px; }
    .mirror { color: transparent; pointer-events: none; user-select: none; }
    .mirror mark { color: transparent; background: var(--accent-soft); border-radius: 3px; }
    .mirror mark.block { background: var(--red-soft); box-shadow: inset 0 -2px var(--red-line); }
    .mirror mark.warn { background: var(--amber-soft); box-shadow: inset 0 -2px var(--amber-line); }
    .mirror mark.here { background: var(--accent-soft); box-shadow: inset 0 -2px var(--accent); }
    .meter { display: flex; justify-content: space-between; gap: 8px; margin-top: 6px; font-size: 13px; color: var(--soft); }
    .over { color: var(--red); font-weight: 650; }
    .advice { margin: 2px 0 8px; padding-inline-start: 18px; list-style: disc; }
    .sources { margin-top: 6px; } .sources li { border-top: 1px solid var(--line); }
    .sources li:first-child { border-top: 0; }
    .source { display: grid; grid-template-columns: 86px 1fr; gap: 10px; width: 100%; min-height: 0; padding: 7px 6px;
      border: 0; border-radius: 6px; text-align: start; font-weight: 400; font-size: 13.5px; line-height: 1.45;
      background: transparent; align-items: baseline; justify-content: start; }
    .source b { font-weight: 650; font-size: 12.5px; color: var(--accent); } .source.courtesy b { color: var(--soft); }
    .source.unsupported b { color: var(--red); }
    .source i { display: block; font-style: normal; color: var(--soft); font-size: 12.5px; margin-top: 2px; }
    .facts li > label { display: flex; gap: 9px; align-items: baseline; padding: 4px 0; font-size: 14px; }
    .facts input[type="checkbox"] { width: 16px; height: 16px; flex: none; accent-color: var(--accent); transform: translateY(2px); }
    .facts li { display: flex; gap: 6px; align-items: center; } .facts li > label, .facts li > .words { flex: 1; } .facts .use { flex: none; color: var(--accent); font-size: 12.5px; font-weight: 600; }
    .add { display: flex; gap: 8px; align-items: end; margin-top: 6px; } .add > label { flex: 1; } .add button { flex: none; }
    fieldset { border: 0; margin: 0; padding: 0; min-width: 0; } legend { padding: 0; }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; }
    .actions button { flex: 1 1 auto; } .actions .main { flex-basis: 100%; }
    .again { margin-inline-start: -8px; }
    footer > .soft { margin-top: 8px; }
    .where { margin-top: 6px; font-size: 12.5px; color: var(--soft); }
    footer .note { margin: 0 0 10px; } .said { font-size: 13.5px; min-height: 0; } .said:not(:empty) { margin-bottom: 8px; }
    .dots { display: inline-flex; gap: 4px; padding: 6px 0; } .dots i { width: 6px; height: 6px; border-radius: 50%;
      background: var(--accent); animation: beat 1s infinite alternate; } .dots i:nth-child(2) { animation-delay: .25s; }
    .dots i:nth-child(3) { animation-delay: .5s; } @keyframes beat { from { opacity: .25; } }
    .away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    @media (max-width: 420px) {
      .body { padding-inline: 14px; } footer { padding-inline: 14px; } header { padding-inline-start: 14px; }
      .controls { grid-template-columns: 1fr 1fr; } .source { grid-template-columns: 1fr; gap: 0; }
    }`;

  const notice = `${COLOURS}
    :host { all: initial; }
    * { box-sizing: border-box; }
    .notice { position: fixed; z-index: 2147483645; inset: auto 16px 16px auto; max-width: min(380px, calc(100vw - 32px));
      display: flex; gap: 10px; align-items: flex-start; padding: 12px 12px 12px 16px; background: var(--paper);
      color: var(--ink); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shade);
      font: 400 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    .notice svg { flex: none; color: var(--accent); } p { margin: 0; flex: 1; }
    button { flex: none; width: 28px; height: 28px; padding: 6px; margin: -4px -4px 0 0; border: 0; border-radius: 6px;
      background: transparent; color: inherit; cursor: pointer; }
    button:hover { background: var(--raised); }
    button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    .ring { position: fixed; z-index: 2147483645; border: 3px solid var(--focus); border-radius: 10px;
      pointer-events: none; box-shadow: 0 0 0 4px rgb(255 255 255 / 60%); }`;

  scope.sangfroidStyles = { button, panel, notice };
})();
