/**
 * Builds the two store packages into dist/, the same bytes from the same files: names sorted, one fixed date, nothing
 * compressed that another zlib would compress otherwise. Each browser gets the manifest keys it knows and no other.
 *
 *     node .ci/build-extension.mjs            both packages, and the unpacked folders in build/extension/
 *     node .ci/build-extension.mjs --unpacked  the folders only
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { crc32 } from "node:zlib";

const root = join(import.meta.dirname, "..");
const source = join(root, "extension");
const LEFT_OUT = /\.md$|(?:^|\/)schema\.json$|\.svg$|(?:^|\/)\./;

/** @type {Record<string, (manifest: any) => any>} what each store is given */
const BROWSERS = {
  chromium({ browser_specific_settings: _, key: __, background, ...manifest }) {
    const { scripts: ___, ...kept } = background;
    return { ...manifest, background: kept };
  },
  firefox({ key: _, minimum_chrome_version: __, background, ...manifest }) {
    const { service_worker: ___, ...kept } = background;
    return { ...manifest, background: kept };
  },
};

/** @type {(folder: string) => string[]} */
const filesOf = (folder) =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesOf(path) : [path]))
    .map(String);

/** @type {(files: [string, Buffer][]) => Buffer} a zip of stored entries, dated 1 January 1980 */
const zip = (files) => {
  const DATE = 0x21;
  const UTF8 = 0x800;
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const [name, data] of files) {
    const title = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(UTF8, 2);
    shared.writeUInt16LE(DATE, 8);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(data.length, 18);
    shared.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), shared, title, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), shared, rest, title]));
    bodies.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, list, Buffer.from("PK\x05\x06"), end]);
};

const manifest = JSON.parse(readFileSync(join(source, "manifest.json"), "utf8"));
const names = filesOf(source)
  .map((path) => relative(source, path).replaceAll("\\", "/"))
  .filter((name) => !LEFT_OUT.test(name))
  .sort();

for (const [browser, shape] of Object.entries(BROWSERS)) {
  /** @type {[string, Buffer][]} */
  const files = names.map((name) => [
    name,
    name === "manifest.json"
      ? Buffer.from(`${JSON.stringify(shape(structuredClone(manifest)), null, 2)}\n`)
      : readFileSync(join(source, name)),
  ]);
  const folder = join(root, "build", "extension", browser);
  rmSync(folder, { recursive: true, force: true });
  for (const [name, data] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), data);
  }
  if (process.argv.includes("--unpacked")) continue;
  const archive = zip(files);
  const path = join(root, "dist", `sangfroid-${manifest.version}-${browser}.zip`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, archive);
  const sum = createHash("sha256").update(archive).digest("hex");
  console.log(`${relative(root, path)}  ${archive.length} bytes  sha256 ${sum}`);
}
