import { parseArgs } from 'node:util';
import { InvalidInput } from '../platform/http/problems.js';
import type { Mapping } from '../intelligence/import/import-batch.entity.js';
import { importFormats, importKinds, type ImportFormat, type ImportKind } from '../intelligence/import/import.words.js';
import { kinds } from '../intelligence/import/kinds/kinds.js';
import { requireFields } from '../intelligence/import/mapping.js';

/** Error for invalid command-line arguments. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

export interface ImportCommand {
  readonly file: string;
  readonly kind: ImportKind;
  readonly format: ImportFormat;
  readonly isCommitted: boolean;
  readonly withoutFaulty: boolean;
  readonly leavesOutOther: boolean;
  readonly mapping: Mapping;
  readonly tokenFile: string | null;
}

const usage = `Say which file to look through, and as whom:
  npm run import -- --file tips.csv [--kind ${importKinds.join('|')}] [--format ${importFormats.join('|')}]
                    [--map field=column]… [--leave-out-other] [--token-file token] [--commit [--without-faulty]]
Nothing is entered without --commit. Who does it is proved by the token of a session, in the file that is named or in IMPORT_TOKEN:
never on the command line, where others of the machine read it.`;

const options = {
  file: { type: 'string' },
  kind: { type: 'string', default: 'complaints' },
  format: { type: 'string' },
  map: { type: 'string', multiple: true },
  'leave-out-other': { type: 'boolean', default: false },
  'token-file': { type: 'string' },
  commit: { type: 'boolean', default: false },
  'without-faulty': { type: 'boolean', default: false },
} as const;

/** Parses the command line. */
export function commandIn(line: readonly string[]): ImportCommand {
  const { file, kind, format: named, map = [], ...said } = parsed(line);
  const format = importFormats.find((one) => one === (named ?? file?.split('.').pop()?.toLowerCase()));
  const ofKind = importKinds.find((one) => one === kind);
  if (file === undefined || ofKind === undefined || format === undefined) throw new NotUnderstood(usage);
  return {
    ...{ file, kind: ofKind, format, mapping: mappingIn(map, ofKind) },
    isCommitted: said.commit,
    withoutFaulty: said['without-faulty'],
    leavesOutOther: said['leave-out-other'],
    tokenFile: said['token-file'] ?? null,
  };
}

function parsed(line: readonly string[]) {
  try {
    return parseArgs({ args: [...line], options }).values;
  } catch {
    throw new NotUnderstood(usage);
  }
}

function mappingIn(said: readonly string[], kind: ImportKind): Mapping {
  const mapping = Object.fromEntries(
    said.map((one) => {
      const [field = '', ...column] = one.split('=');
      return [field, column.join('=')];
    }),
  );
  try {
    requireFields(mapping, kinds[kind].fields);
  } catch (fault) {
    if (fault instanceof InvalidInput) throw new NotUnderstood(`--map ${fault.members.errors[0]?.detail ?? ''}`);
    throw fault;
  }
  return mapping;
}
