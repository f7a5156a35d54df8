const months = 'January February March April May June July August September October November December'.split(' ');

/** Release that cannot be made as things are. The message says what to do. */
export class ReleaseRefusal extends Error {
  name = 'ReleaseRefusal';
}

/** Returns the section of a version in the changelog, without its heading. Refuses a version that the changelog does not have. */
export function cutNotes(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const unreleased = sections.find((section) => /^Unreleased\s/.test(section));
  if (unreleased !== undefined && bodyOf(unreleased) !== '')
    throw new ReleaseRefusal(`CHANGELOG.md has lines under "Unreleased". Move them into the section of ${version}.`);
  const section = sections.find((one) => one.startsWith(`${version},`));
  if (section === undefined) throw new ReleaseRefusal(`CHANGELOG.md has no section "## ${version}, DAY MONTH YEAR".`);
  const [, day, month] = /^\S+, (\d{1,2}) (\w+) \d{4}$/.exec(section.split('\n', 1)[0]) ?? [];
  if (!months.includes(month) || Number(day) < 1 || Number(day) > 31)
    throw new ReleaseRefusal(`The heading of ${version} in CHANGELOG.md has no date, such as "28 November 2026".`);
  const notes = bodyOf(section);
  if (notes === '') throw new ReleaseRefusal(`The section of ${version} in CHANGELOG.md is empty.`);
  return `${notes}\n`;
}

function bodyOf(section) {
  return section.slice(section.indexOf('\n') + 1).trim();
}

/** Parses the arguments after `npm run release --`. */
export function parseRelease(args) {
  const options = { isDryRun: false, checked: null, nodeImage: null, runtimeImage: null };
  const versions = [];
  for (const arg of args) {
    const [, key, value] = /^--(checked|node-image|runtime-image)=(\S+)$/.exec(arg) ?? [];
    if (arg === '--dry-run') options.isDryRun = true;
    else if (key === 'checked') options.checked = value;
    else if (key === 'node-image') options.nodeImage = pinned(value);
    else if (key === 'runtime-image') options.runtimeImage = pinned(value);
    else versions.push(arg);
  }
  const [version] = versions;
  if (versions.length !== 1 || !/^\d+\.\d+\.\d+$/.test(version)) throw new ReleaseRefusal(usage);
  if ((options.nodeImage === null) !== (options.runtimeImage === null))
    throw new ReleaseRefusal('Name both bases of the image, --node-image and --runtime-image, or none.');
  return { version, ...options };
}

const usage =
  'The form is: npm run release -- X.Y.Z [--dry-run] [--checked=COMMIT] [--node-image=NAME@sha256:DIGEST --runtime-image=NAME@sha256:DIGEST]';

function pinned(name) {
  if (/@sha256:[0-9a-f]{64}$/.test(name)) return name;
  throw new ReleaseRefusal(`A release is built on bases with a digest, and ${name} has none (NAME@sha256:DIGEST).`);
}

/** Returns the checksums of files in the form of `sha256sum`. */
export function formatChecksums(files) {
  return files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
}
