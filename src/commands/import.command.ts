import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../platform/actor/actor.js';
import { mayUse, type Permission } from '../access/permissions.js';
import { hashOf } from '../platform/actor/token-hash.js';
import { Config } from '../platform/config/config.js';
import { createRequestId } from '../platform/http/fastify-hardening.js';
import { InvalidInput, NotSignedIn, Problem } from '../platform/http/problems.js';
import { partsOf } from '../platform/streams/owned-stream.js';
import { parseCommand, InvalidArguments, type ImportCommand } from './import-arguments.js';
import { CommitImportService } from '../intelligence/import/commit-import.service.js';
import { toFaultCsv } from '../intelligence/import/fault-file.js';
import { ImportBatch } from '../intelligence/import/import-batch.entity.js';
import { InvalidRows } from '../intelligence/import/import.errors.js';
import { ImportsService } from '../intelligence/import/imports.service.js';
import { kinds } from '../intelligence/import/kinds/kinds.js';
import type { ReadingRules } from '../intelligence/import/import-rules.js';
import { isTransient } from '../platform/http/postgres-problems.js';
import { Database, type SessionHandle } from '../platform/database/database.js';
import { describeError, print, resolveDatabaseUrl, runCommand, withServices } from './cli.js';
import { ImportCommandModule } from './import-command.module.js';
import { ProgressLine } from './progress-line.js';

/** Number of workers for complaints. Postgres does their work, and uses a second core if the machine has one. */
const complaintWorkers = 2;

const maxPrintedFaults = 20;

/** Import of a local file as the account of a token, with its permissions, its seat and its name. */
class FileImport {
  private readonly stopping = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly imports: ImportsService,
    private readonly committing: CommitImportService,
    private readonly handle: SessionHandle,
    private readonly command: ImportCommand,
  ) {}

  stop(): void {
    this.stopping.abort();
  }

  async run(): Promise<void> {
    const { kind, isCommitted, withoutFaulty } = this.command;
    await this.runAs(kinds[kind].permission, () => Promise.resolve());
    const batch = (await this.findValidated()) ?? (await this.validate());
    const { id, rows, ready, known, faulty, warnings, closing } = batch;
    print(
      `The file has ${countOf(rows, 'row')}: ${ready} to import, ${known} already recorded, ${faulty} not valid. The import is ${id}.`,
    );
    if (warnings > 0) print(`${countOf(warnings, 'cell')} could not be read. The text stays in the narrative.`);
    if (closing > 0)
      print(`Closed complaints in the file: ${closing}. Somebody who did not prepare the import must commit it.`);
    if (faulty + warnings > 0) await this.printFaults(id);
    if (!isCommitted) {
      print('Nothing was imported. Use --commit to import the rows.');
      return;
    }
    await this.runAs('imports:commit', (actor) => this.imports.decide(actor, id, batch.version, withoutFaulty));
    const line = new ProgressLine(process.stdout, 'Importing ');
    let last = batch;
    const onProgress = (now: ImportBatch): void => {
      // Chunks of several workers may report out of order.
      if (now.logged > last.logged || now.state !== 'committing') last = now;
      line.show(last.logged - batch.logged, last.ready === 0 ? 1 : last.logged / last.ready);
    };
    const concurrency = kind === 'complaints' ? complaintWorkers : 1;
    await this.committing.commit(this.handle, id, { onProgress, stopping: this.stopping.signal, concurrency });
    line.end(last.logged - batch.logged);
    print(
      last.state === 'committed'
        ? `${countOf(last.logged, 'row')} ${last.logged === 1 ? 'was' : 'were'} imported.`
        : `${last.logged} of ${last.ready} rows were imported. Run the same command again to continue.`,
    );
    if (last.state !== 'committed') process.exitCode = 1;
  }

  private async findValidated(): Promise<ImportBatch | null> {
    const { file, kind, rules } = this.command;
    const hash = createHash('sha256');
    for await (const chunk of partsOf(createReadStream(file))) hash.update(chunk);
    const fileDigest = hash.digest();
    return this.runAs('imports:read', (actor) =>
      this.database.read(actor, async (tx) => {
        const batches = await tx.find(ImportBatch, {
          where: [
            { fileDigest, kind, state: 'committing' },
            { fileDigest, kind, state: 'interrupted' },
            { fileDigest, kind, state: 'checked' },
          ],
          order: { startedAt: 'DESC' },
          take: 10,
        });
        const now = new Date();
        return batches.find((one) => one.canBeCommitted(now) && isReadBy(one, rules)) ?? null;
      }),
    );
  }

  private async validate(): Promise<ImportBatch> {
    const { file, kind, format, rules, leavesOutOther } = this.command;
    const fileSize = (await stat(file)).size;
    let bytes = 0;
    const line = new ProgressLine(process.stdout, 'Validating');
    const { constants, translations, headRow } = rules;
    const mapping = Object.entries(rules.mapping).map(([field, column]) => ({ field, column }));
    const begun = await this.runAs('imports:prepare', async (actor) => {
      const written = { kind, leavesOutOther, mapping, constants, translations };
      const order = { ...written, ...(headRow === null ? {} : { headRow }) } as Parameters<ImportsService['begin']>[1];
      const { id, version } = await this.imports.begin(actor, order);
      return this.imports.open(actor, id, version, format);
    });
    const countBytes = async function* (): AsyncGenerator<Buffer, void, undefined> {
      for await (const part of partsOf(createReadStream(file))) {
        bytes += part.length;
        yield part;
      }
    };
    const batch = await this.imports.validate(this.handle, begun, countBytes(), {
      progress: (rows) => {
        line.show(rows, bytes / Math.max(1, fileSize));
      },
    });
    line.end(batch.rows);
    return batch;
  }

  private async printFaults(id: string): Promise<void> {
    const chunks = await this.runAs('imports:read', (actor) => this.imports.faults(actor, id));
    let left = maxPrintedFaults;
    for await (const part of toFaultCsv(chunks)) {
      const lines = part.toString().trimEnd().split('\r\n').slice(0, left);
      for (const line of lines) print(`  ${line}`);
      left -= lines.length;
      if (left <= 0) break;
    }
    print(`  The whole list is at GET /api/v1/imports/${id}/faults`);
  }

  private runAs<T>(permission: Permission, work: (actor: Actor) => Promise<T>): Promise<T> {
    return this.database.runInNewTransaction(this.handle, async (actor) => {
      if (mayUse(actor, permission)) return work(actor);
      await this.database.refuse(actor, permission);
      throw new InvalidArguments('The account of this token is not allowed to do that.');
    });
  }
}

/** Whether the file of an import was read by these rules. */
function isReadBy({ headRow, ...batch }: ImportBatch, rules: ReadingRules): boolean {
  const { mapping, constants, translations } = rules;
  if (rules.headRow !== null && rules.headRow !== headRow) return false;
  const read = { mapping: batch.mapping, constants: batch.constants, translations: batch.translations };
  return isDeepStrictEqual(read, { mapping, constants, translations });
}

async function readSessionHandle(tokenFile: string | null): Promise<SessionHandle> {
  const token = tokenFile === null ? process.env['IMPORT_TOKEN'] : (await readFile(tokenFile, 'utf8')).trim();
  if (token === undefined || token === '')
    throw new InvalidArguments('The import needs the token of a session. Set IMPORT_TOKEN, or name a --token-file.');
  return { session: hashOf(token), requestId: createRequestId(), address: '127.0.0.1' };
}

async function main(line: readonly string[]): Promise<void> {
  const config = Config.parse(process.env);
  const parsed = parseCommand(line);
  // npm changes the working directory. Paths are relative to the caller's directory.
  const resolvePath = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path);
  const command = {
    ...parsed,
    file: resolvePath(parsed.file),
    tokenFile: parsed.tokenFile === null ? null : resolvePath(parsed.tokenFile),
  };
  const handle = await readSessionHandle(command.tokenFile);
  const url = await resolveDatabaseUrl(config, 'DATABASE_URL', 'tracker_app');
  await withServices(ImportCommandModule.forRoot(config, url), async (services) => {
    const [imports, committing] = [services.get(ImportsService), services.get(CommitImportService)];
    const work = new FileImport(services.get(Database), imports, committing, handle, command);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        work.stop();
      });
    }
    await work.run();
  });
}

/** Returns a number with its noun: `1 row`, `2 rows`. */
function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function describeImportError(fault: unknown): string {
  if (fault instanceof NotSignedIn) return 'The session of this token does not exist or has ended. Sign in again.';
  if (fault instanceof InvalidInput) return `The file ${fault.members.errors.map(({ detail }) => detail).join('; ')}.`;
  if (fault instanceof InvalidRows) return 'Nothing was imported. Use --without-faulty to import the other rows.';
  if (fault instanceof Problem) return `${fault.title} ${JSON.stringify(fault.members ?? {})}`;
  if (fault instanceof InvalidArguments) return fault.message;
  if (isTransient(fault))
    return 'The database does not answer. Imported rows stay. Run the same command again to continue.';
  if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return 'The file does not exist.';
  return describeError(fault);
}

await runCommand(main, describeImportError);
