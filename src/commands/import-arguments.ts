import { parseArgs } from 'node:util';
import { InvalidInput } from '../platform/http/problems.js';
import type { ColumnMapping } from '../intelligence/import/import-batch.entity.js';
import { importFormats, importKinds, type ImportFormat, type ImportKind } from '../intelligence/import/import.enums.js';
import { kinds } from '../intelligence/import/kinds/kinds.js';
import { requireFields } from '../intelligence/import/column-mapping.js';

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
  readonly mapping: ColumnMapping;
  readonly tokenFile: string | null;
}

const usage = `Name the file to import and the session of its account:
  npm run import -- --file tips.csv [--kind ${importKinds.join('|')}] [--format ${importFormats.join('|')}]
                    [--map field=column]… [--leave-out-other] [--token-file token] [--commit [--without-faulty]]
Without --commit, the file is validated and no row is imported. The token of the session is in the token file or in IMPORT_TOKEN.
It is never on the command line, which other users of the machine can read.`;

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
export function parseCommand(line: readonly string[]): ImportCommand {
  const { file, kind, format: requestedFormat, map = [], ...rest } = parseOptions(line);
  const format = importFormats.find((one) => one === (requestedFormat ?? file?.split('.').pop()?.toLowerCase()));
  const knownKind = importKinds.find((one) => one === kind);
  if (file === undefined || knownKind === undefined || format === undefined) throw new InvalidArguments(usage);
  return {
    ...{ file, kind: knownKind, format, mapping: parseMapping(map, knownKind) },
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

function parseMapping(rest: readonly string[], kind: ImportKind): ColumnMapping {
  const mapping = Object.fromEntries(
    rest.map((one) => {
      const [field = '', ...column] = one.split('=');
      return [field, column.join('=')];
    }),
  );
  try {
    requireFields(mapping, kinds[kind].fields);
  } catch (fault) {
    if (fault instanceof InvalidInput) throw new InvalidArguments(`--map ${fault.members.errors[0]?.detail ?? ''}`);
    throw fault;
  }
  return mapping;
}
