import { parseArgs } from 'node:util';
import { InvalidInput } from '../platform/http/problems.js';
import {
  importFormats,
  importKinds,
  maxHeadRow,
  type ImportFormat,
  type ImportKind,
} from '../intelligence/import/import.enums.js';
import { kinds } from '../intelligence/import/kinds/kinds.js';
import type { ReadingRules } from '../intelligence/import/import-rules.js';
import { requireReadingRules } from '../intelligence/import/reading-rules.js';

/** Error for invalid command-line arguments. */
export class InvalidArguments extends Error {
  override readonly name = 'InvalidArguments';
}

export interface ImportCommand {
  readonly file: string;
  readonly kind: ImportKind;
  readonly format: ImportFormat;
  readonly isCommitted: boolean;
  readonly withoutFaulty: boolean;
  readonly leavesOutOther: boolean;
  readonly rules: ReadingRules;
  readonly tokenFile: string | null;
}

const usage = `Name the file to import and the session of its account:
  npm run import -- --file tips.csv [--kind ${importKinds.join('|')}] [--format ${importFormats.join('|')}]
                    [--map field=column]… [--set field=value]… [--translate field:cell=value]…
                    [--head-row number] [--leave-out-other] [--token-file token] [--commit [--without-faulty]]
Without --commit, the file is validated and no row is imported. The token of the session is in the token file or in IMPORT_TOKEN.
It is never on the command line, which other users of the machine can read.`;

const options = {
  file: { type: 'string' },
  kind: { type: 'string', default: 'complaints' },
  format: { type: 'string' },
  map: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  translate: { type: 'string', multiple: true },
  'head-row': { type: 'string' },
  'leave-out-other': { type: 'boolean', default: false },
  'token-file': { type: 'string' },
  commit: { type: 'boolean', default: false },
  'without-faulty': { type: 'boolean', default: false },
} as const;

/** Parses the command line. */
export function parseCommand(line: readonly string[]): ImportCommand {
  const { file, kind, format: requestedFormat, map = [], set = [], translate = [], ...rest } = parseOptions(line);
  const format = importFormats.find((one) => one === (requestedFormat ?? file?.split('.').pop()?.toLowerCase()));
  const knownKind = importKinds.find((one) => one === kind);
  if (file === undefined || knownKind === undefined || format === undefined) throw new InvalidArguments(usage);
  return {
    ...{
      file,
      kind: knownKind,
      format,
      rules: parseRules({ map, set, translate, headRow: rest['head-row'] ?? null }, knownKind),
    },
    isCommitted: rest.commit,
    withoutFaulty: rest['without-faulty'],
    leavesOutOther: rest['leave-out-other'],
    tokenFile: rest['token-file'] ?? null,
  };
}

function parseOptions(line: readonly string[]) {
  try {
    return parseArgs({ args: [...line], options }).values;
  } catch {
    throw new InvalidArguments(usage);
  }
}

interface WrittenRules {
  readonly map: readonly string[];
  readonly set: readonly string[];
  readonly translate: readonly string[];
  readonly headRow: string | null;
}

function parseRules({ map, set, translate, headRow }: WrittenRules, kind: ImportKind): ReadingRules {
  const number = headRow === null ? null : Number(headRow);
  if (number !== null && !(Number.isInteger(number) && number >= 1 && number <= maxHeadRow))
    throw new InvalidArguments(`--head-row must be a number from 1 to ${maxHeadRow}.`);
  const rules = {
    mapping: Object.fromEntries(map.map((one) => splitAt(one, '='))),
    constants: set.map((one) => {
      const [field, value] = splitAt(one, '=');
      return { field, value };
    }),
    translations: translate.map((one) => {
      const [field, rest] = splitAt(one, ':');
      const [cell, value] = splitAt(rest, '=');
      return { field, cell, value };
    }),
    headRow: number,
  };
  try {
    requireReadingRules(rules, kinds[kind].fields);
  } catch (fault) {
    if (!(fault instanceof InvalidInput)) throw fault;
    const [first] = fault.members.errors;
    throw new InvalidArguments(`${optionOf(first?.pointer ?? '')} ${first?.detail ?? ''}`);
  }
  return rules;
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const [first = '', ...rest] = text.split(mark);
  return [first, rest.join(mark)];
}

function optionOf(pointer: string): string {
  if (pointer.includes('constants')) return '--set';
  return pointer.includes('translations') ? '--translate' : '--map';
}
