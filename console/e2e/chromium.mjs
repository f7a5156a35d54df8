import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../test-results/chromium', import.meta.url));

const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Returns how to start Chromium: that of `CHROMIUM_PATH`, that of the machine, or the one of the npm package. */
export async function chromiumLaunch() {
  const own = process.env.CHROMIUM_PATH ?? findOnPath(['chromium', 'google-chrome']);
  if (own) return { executablePath: own, args };
  mkdirSync(folder, { recursive: true });
  // The package unpacks to the temporary folder, and brings its libraries only where it takes the machine for Lambda.
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  // Without a font it loses typed text in silence, and its own list of fonts looks elsewhere.
  const fonts = join(folder, 'fonts.conf');
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>
`,
  );
  const libraries = `${folder}/al2023/lib`;
  return { executablePath, args, env: { ...process.env, FONTCONFIG_FILE: fonts, LD_LIBRARY_PATH: libraries } };
}

function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((one) => join(one, name))).find((file) => existsSync(file));
}
