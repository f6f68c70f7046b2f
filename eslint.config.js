import js from "@eslint/js";
import globals from "globals";

/** Sinks that turn a string into markup or code, anywhere in what ships. */
const NO_MARKUP_FROM_STRINGS = [
  ...["innerHTML", "outerHTML", "srcdoc"].map((name) => ({
    selector: `AssignmentExpression[left.property.name='${name}']`,
    message: `${name} makes elements from a string: build them with make() instead.`,
  })),
  ...[
    "insertAdjacentHTML",
    "write",
    "writeln",
    "createContextualFragment",
    "parseFromString",
    "setHTMLUnsafe",
  ].map((name) => ({
    selector: `CallExpression[callee.property.name='${name}']`,
    message: `${name} makes elements from a string: build them with make() instead.`,
  })),
];

export default [
  { ignores: ["node_modules/", "dist/", "build/", ".venv/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024 },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-restricted-syntax": ["error", ...NO_MARKUP_FROM_STRINGS],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-console": ["error", { allow: ["error"] }],
      "no-var": "error",
      "no-regex-spaces": "off", // spaces of other widths are meant
      "prefer-const": "error",
      eqeqeq: "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["extension/content/**/*.js"],
    languageOptions: { sourceType: "script", globals: globals.browser },
    rules: {
      "no-restricted-globals": ["error", { name: "fetch", message: "Content scripts ask the background." }],
    },
  },
  {
    files: ["extension/background.js", "extension/lib/**/*.js", "extension/pages/**/*.js"],
    languageOptions: { sourceType: "module", globals: globals.browser },
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "chrome", message: "Only lib/browser.js speaks to chrome.*" },
      ],
    },
  },
  {
    files: ["server/**/*.js"],
    languageOptions: { sourceType: "module", globals: globals.browser },
  },
  {
    files: ["tests/**/*.js"],
    languageOptions: { sourceType: "script", globals: globals.browser },
  },
  {
    files: ["*.js", ".ci/**/*.mjs", "tests/**/*.mjs"],
    languageOptions: { sourceType: "module", globals: globals.node },
    rules: { "no-console": "off" },
  },
];
