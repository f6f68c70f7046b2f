/**
 * The one door to the browser: every other module speaks to `chrome.*` through here, so that the differences between
 * browsers and the seam for tests stand in one place. All functions return promises.
 */

/** @type {any} */
const chrome_ = globalThis.chrome;

export const runtimeId = () => chrome_.runtime.id;
export const version = () => chrome_.runtime.getManifest().version;
/** @type {(path: string) => string} */
export const url = (path) => chrome_.runtime.getURL(path);
/** @type {(key: string, parts?: string | string[]) => string} */
export const message = (key, parts) => chrome_.i18n.getMessage(key, parts);
/** The language the texts come in, with the browser's own region where it is the browser's language too. */
export const language = () => {
  const [asked, shown] = [chrome_.i18n.getUILanguage(), message("screenLanguage")];
  return asked.split("-")[0] === shown ? asked : shown;
};
/** Any question to the browser tells it that the background is at work. */
export const stayAwake = () => void chrome_.runtime.getPlatformInfo();
export const openOptions = () => chrome_.runtime.openOptionsPage();

/** The scripts a page of a known platform gets, in their order, as the manifest lists them. */
export const pageScripts = () => {
  const lists = chrome_.runtime.getManifest().content_scripts;
  return [...new Set(lists.flatMap((/** @type {any} */ entry) => entry.js))];
};

export const storage = {
  /** @type {(key: string) => Promise<any>} */
  get: async (key) => (await chrome_.storage.local.get(key))[key],
  all: () => chrome_.storage.local.get(null),
  /** @type {(key: string, value: any) => Promise<void>} */
  set: (key, value) => chrome_.storage.local.set({ [key]: value }),
  /** @type {(keys: string | string[]) => Promise<void>} */
  remove: (keys) => chrome_.storage.local.remove(keys),
  /** Content scripts may not read what is stored. Firefox has no such switch: see `vault` for what must stay secret. */
  close: async () => chrome_.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" }),
  /** @type {(listener: (changes: Record<string, any>) => void) => void} */
  onChange: (listener) => chrome_.storage.local.onChanged.addListener(listener),
};

/** @type {() => Promise<any>} */
const openVault = () =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open("vault", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("secrets");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });

/** @type {(mode: "readonly" | "readwrite", work: (secrets: any) => any) => Promise<any>} */
const inVault = async (mode, work) => {
  const opened = await openVault();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction("secrets", mode);
      const asked = work(transaction.objectStore("secrets"));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    opened.close();
  }
};

/** A database of the extension's own origin: in every browser out of reach for a content script, whatever runs there. */
export const vault = {
  /** @type {(key: string) => Promise<any>} */
  get: (key) => inVault("readonly", (secrets) => secrets.get(key)),
  /** @type {(key: string, value: any) => Promise<void>} */
  set: (key, value) => inVault("readwrite", (secrets) => secrets.put(value, key)),
  /** @type {(key: string) => Promise<void>} */
  remove: (key) => inVault("readwrite", (secrets) => secrets.delete(key)),
};

/**
 * What to ask for to reach a server. Firefox takes a pattern with a port, grants it, and then lets no request through.
 * @type {(origin: string) => {origins: string[]}}
 */
const reach = (origin) => {
  const { protocol, host, hostname } = new URL(origin);
  const inFirefox = url("").startsWith("moz-extension:");
  return { origins: [`${protocol}//${inFirefox ? hostname : host}/*`] };
};
export const permissions = {
  /** Must be called in the click itself. @type {(origin: string) => Promise<boolean>} */
  request: (origin) => chrome_.permissions.request(reach(origin)),
  /** @type {(origin: string) => Promise<boolean>} */
  drop: (origin) => chrome_.permissions.remove(reach(origin)).catch(() => false),
};

export const tabs = {
  /** @type {(address: string) => Promise<any>} */
  open: (address) => chrome_.tabs.create({ url: address }),
  active: async () => (await chrome_.tabs.query({ active: true, currentWindow: true }))[0] ?? null,
  /** @type {(tab: number, text: object, frame?: number) => Promise<any>} null when no script of ours listens there */
  ask: (tab, text, frame = 0) => chrome_.tabs.sendMessage(tab, text, { frameId: frame }).catch(() => null),
  /** @type {(tab: number, files: string[], frame?: number) => Promise<any>} */
  run: (tab, files, frame = 0) =>
    chrome_.scripting.executeScript({ target: { tabId: tab, frameIds: [frame] }, files }),
};

export const events = {
  /** @type {(listener: (port: any) => void) => void} */
  onConnect: (listener) => chrome_.runtime.onConnect.addListener(listener),
  /** @type {(listener: (details: any) => void) => void} */
  onInstalled: (listener) => chrome_.runtime.onInstalled.addListener(listener),
  /** @type {(listener: (info: any, tab: any) => void) => void} */
  onMenu: (listener) => chrome_.contextMenus.onClicked.addListener(listener),
  /** @type {(listener: (command: string, tab: any) => void) => void} */
  onCommand: (listener) => chrome_.commands.onCommand.addListener(listener),
};

export const menu = {
  /** @type {(entry: object) => Promise<void>} */
  async set(entry) {
    await chrome_.contextMenus.removeAll();
    chrome_.contextMenus.create(entry);
  },
};
