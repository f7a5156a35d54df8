/** Checks that Node and the installed packages are those that the tracker takes, with nothing but Node itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends the process with a sentence that says what to do where something is missing. */
export function preflight() {
  refuseOldNode();
  refusePackages();
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  end(
    `The tracker needs Node 20.19 or later, and this is ${process.versions.node}. Install Node 24 (.nvmrc names it), and run \`npm ci\`.`,
  );
}

/** npm writes its own list of installed packages last: an interrupted installation has none. */
function refusePackages() {
  const installed = installedPackages();
  if (installed === null) end('The packages are not installed. Run `npm ci` first.');
  if (installed === undefined) end('The packages are not completely installed. Run `npm ci` again.');
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const other = Object.keys(dependencies).filter(
    (name) => installed[`node_modules/${name}`]?.version !== dependencies[name],
  );
  if (other.length > 0)
    end(`The installed packages are not those of package.json (${other.join(', ')}). Run \`npm ci\`.`);
}

/** Returns null where nothing is installed, and undefined where an installation did not come to its end. */
function installedPackages() {
  if (!existsSync(join(root, 'node_modules'))) return null;
  try {
    return JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

export function end(why) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) preflight();
