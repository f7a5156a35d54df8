import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mentionsMediaType } from '../http/accepted-media-type.decorator.js';
import { PageFiles, type PageFile } from '../http/page-files.js';
import { NotFound } from '../http/problems.js';

const indexPage = 'index.html';
/** File that the build writes last. */
const mark = '.built';
/** Name with a hash of the content, as Vite gives it. */
const hashedName = /^assets\/.+-[\w-]{8}\.\w+$/;
const codingsByEnding = { '.br': 'br', '.gz': 'gzip' } as const;

/**
 * Content security policy of the console. Its one style is the element that React Aria adds for touch. Without a
 * Trusted Types policy, no script can turn text into markup.
 */
const consolePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='; " +
  "img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** Built files of the console. A name is looked up in the list of the build and never joined to a path. */
export class ConsoleFiles {
  private constructor(private readonly files: PageFiles | null) {}

  /** Lists a build. A folder without the mark of a complete build counts as none. */
  static async open(folder: URL): Promise<ConsoleFiles> {
    const names = await listFiles(fileURLToPath(folder));
    return new ConsoleFiles(names.includes(mark) ? new PageFiles(pageFilesOf(names, folder), consolePolicy) : null);
  }

  get isBuilt(): boolean {
    return this.files !== null;
  }

  /** Sends the named file. A browser that opens any other address receives the index, which shows that screen. */
  async send(name: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (this.files === null) throw new NotFound();
    const isAddress = name === '' || (!this.files.has(name) && mentionsMediaType(request.headers.accept, 'text/html'));
    await this.files.send(isAddress ? indexPage : name, request, reply);
  }

  /** Sends the index with inert elements `<meta>` for its scripts, neither compressed nor cached: the values are of this request. */
  async sendWithMeta(values: Readonly<Record<string, string>>, reply: FastifyReply): Promise<void> {
    if (this.files === null) throw new NotFound();
    await this.files.sendPage(indexPage, (page) => page.replace('</head>', () => `${metaOf(values)}</head>`), reply);
  }
}

function metaOf(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<meta name="${escapeHtml(name)}" content="${escapeHtml(value)}">`)
    .join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}

/** Returns the files of the list. A compressed form is not a file of its own. */
function pageFilesOf(names: readonly string[], folder: URL): Readonly<Record<string, PageFile>> {
  const endings = Object.entries(codingsByEnding);
  const files = names.filter((name) => name !== mark && !endings.some(([ending]) => name.endsWith(ending)));
  return Object.fromEntries(
    files.map((name) => [
      name,
      {
        path: new URL(name, folder),
        compressed: Object.fromEntries(
          endings
            .filter(([ending]) => names.includes(`${name}${ending}`))
            .map(([ending, coding]) => [coding, new URL(`${name}${ending}`, folder)]),
        ),
        isImmutable: hashedName.test(name),
      },
    ]),
  );
}
