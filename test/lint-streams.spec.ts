import { describe, expect, it } from '@jest/globals';
import { Linter, type Rule } from 'eslint';
import tseslint from 'typescript-eslint';

/** The rules in the form that ESLint accepts. */
const { default: plugin } = (await import(new URL('../scripts/eslint/streams.js', import.meta.url).href)) as {
  readonly default: { readonly rules: Record<'owned-streams' | 'awaited-in-generators', Rule.RuleModule> };
};

const linter = new Linter({ cwd: process.cwd() });

function messagesOf(rule: keyof typeof plugin.rules, code: string): (string | undefined)[] {
  const config: Linter.Config = {
    files: ['**/*.ts'],
    plugins: { streams: plugin },
    rules: { [`streams/${rule}`]: 'error' },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: { allowDefaultProject: ['*.ts'] }, tsconfigRootDir: process.cwd() },
    },
  };
  return linter
    .verify(code, [config], { filename: 'fixture.ts' })
    .map(({ messageId, message }) => messageId ?? message);
}

const imports = `
  import { createReadStream } from 'node:fs';
  import { createInterface } from 'node:readline';
  import type { Readable } from 'node:stream';
  declare const stream: Readable;
  declare function work(): Promise<void>;
  declare function other(work: Promise<void>): Promise<void>;
  declare function deferAwait<T>(work: Promise<T>): Promise<T>;
  declare function partsOf(stream: Readable): AsyncGenerator<Buffer>;
`;

const of = (code: string): string => `${imports}\n${code}`;
const inGenerator = (code: string): string => of(`export async function* all() { ${code} yield 1; }`);

describe('the rule owned-streams', () => {
  it.each([
    ['accepts a loop over the parts of a stream', of('for await (const part of partsOf(stream)) work(part);')],
    ['accepts a loop over promises', of('for await (const part of [work()]) work(part);')],
    ['accepts the iterator of its parts', of('export const all = partsOf(stream)[Symbol.asyncIterator]();')],
    ['accepts the parts of a stream in a generator', inGenerator('yield* partsOf(stream);')],
  ])('%s', (_, code) => {
    expect(messagesOf('owned-streams', code)).toEqual([]);
  });

  it.each([
    ['rejects a loop over a stream', of('for await (const part of stream) work(part);')],
    [
      'rejects one behind a cast',
      of("for await (const part of createReadStream('x') as AsyncIterable<Buffer>) work(part);"),
    ],
    ['rejects a loop over lines', of('for await (const line of createInterface({ input: stream })) work(line);')],
    ['rejects a stream that a generator delegates to', inGenerator('yield* stream;')],
    ['rejects the iterator that a loop would take', of('export const all = stream[Symbol.asyncIterator]();')],
    ['rejects an iterator of a stream', inGenerator('yield* stream.iterator({ destroyOnReturn: false });')],
  ])('%s', (_, code) => {
    expect(messagesOf('owned-streams', code)).toEqual(['bare']);
  });
});

describe('the rule awaited-in-generators', () => {
  it.each([
    ['accepts an awaited promise', inGenerator('await work();')],
    ['accepts a marked promise', inGenerator('const done = deferAwait(work()); yield 2; await done;')],
    ['accepts promises awaited together', inGenerator('await Promise.all([work(), work()]);')],
    ['accepts a caught promise that is awaited', inGenerator('await work().catch(() => undefined);')],
    ['accepts a function that is called later', inGenerator('const later = () => work(); yield 2; await later();')],
    ['accepts a promise outside of generators', of('export async function one() { const done = work(); await done; }')],
  ])('%s', (_, code) => {
    expect(messagesOf('awaited-in-generators', code)).toEqual([]);
  });

  it.each([
    ['rejects a promise that is awaited after a yield', inGenerator('const done = work(); yield 2; await done;')],
    ['rejects a promise that nobody awaits', inGenerator('work();')],
    ['rejects a discarded promise', inGenerator('void work();')],
    ['rejects a promise passed to a function', inGenerator('await other(work());')],
  ])('%s', (_, code) => {
    expect(messagesOf('awaited-in-generators', code)).toEqual(['floating']);
  });
});
