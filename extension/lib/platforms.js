/**
 * Which platform an address belongs to. Pure, apart from the reading that is handed in; used by the service worker,
 * which gives the one platform file that fits to the content scripts.
 *
 * @typedef {{pattern: string, surface: string, expected?: boolean}} Address
 * @typedef {{id: string, name: string, addresses: Address[], [rest: string]: unknown}} Platform
 */

/**
 * The platform files named by `platforms/index.json`, in its order.
 *
 * @param {(path: string) => Promise<any>} fetchJson reads a JSON file of the extension by its path
 * @returns {Promise<Platform[]>}
 * @throws whatever `fetchJson` throws: a missing platform file is a broken build, not an empty list
 */
export async function loadPlatforms(fetchJson) {
  const { platforms } = await fetchJson("platforms/index.json");
  return Promise.all(platforms.map((/** @type {string} */ id) => fetchJson(`platforms/${id}.json`)));
}

/**
 * The first platform one of whose addresses fits, and what that address is: a page for everyone, the owner's list, or
 * the form of one reply. `expected` is false where the page need not hold reviews.
 *
 * @param {string} url
 * @param {Platform[]} platforms
 * @returns {{platform: Platform, surface: string, expected: boolean} | null} null for any other page
 */
export function matchPlatform(url, platforms) {
  for (const platform of platforms) {
    for (const { pattern, surface, expected = true } of platform.addresses) {
      if (new RegExp(pattern, "iu").test(url)) return { platform, surface, expected };
    }
  }
  return null;
}
