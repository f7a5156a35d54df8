import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { In, IsNull, Not, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { findTakenValues, LookUpLimitReached, type TakenValues } from '../../access/national-uniqueness.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { FileReader } from '../../platform/files/file-reader.js';
import { newId } from '../../platform/ids/ids.js';
import { AlreadyExists, InvalidInput } from '../../platform/http/problems.js';
import { Account } from './account.entity.js';
import { AccountBatch } from './account-batch.entity.js';
import { batchProgram, type FileRow } from './account-batch-file.js';
import { AccountBatchParser, type ParsedRow } from './account-batch-parser.js';
import type { CreateAccountBatch } from './account-batch.request.js';
import type { UnstoredBatchResult } from './account-batch.view.js';
import type { InvitationView } from './account.view.js';
import { OneTimeLinks } from './one-time-links.js';

const maxErrors = 50;
const budget = { maxSeconds: 10 };

export interface BatchResult {
  readonly batch: AccountBatch;
  readonly unstored: UnstoredBatchResult;
}

/** Use cases of the import of accounts: validation, then creation of all accounts or none. */
@Injectable()
export class AccountBatchesService {
  constructor(
    private readonly database: Database,
    private readonly files: FileReader,
    private readonly parser: AccountBatchParser,
    private readonly links: OneTimeLinks,
  ) {}

  get(actor: Actor, id: string): Promise<AccountBatch> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, AccountBatch, id));
  }

  async create(actor: Actor, { csv, apply: isApplied = false }: CreateAccountBatch): Promise<BatchResult> {
    const rows = await this.readRows(csv);
    const id = newId();
    // Each account is the subject of its own trail entry.
    const action = isApplied ? 'account-batch.applied' : 'account-batch.validated';
    return this.database.change(actor, { action }, async (tx) => {
      const parsed = await this.parser.parse(tx, actor, rows);
      if (isApplied) await this.createAccounts(tx, actor, parsed);
      await tx.insert(AccountBatch, {
        id,
        taskForceId: actor.seat.level === 'national' ? null : actor.seat.taskForceId,
        agencyId: actor.seat.level === 'agency' ? actor.seat.agencyId : null,
        createdBy: actor.accountId,
        isApplied,
        rows: parsed.map(({ row, account, errors }) => ({
          row,
          errors,
          accountId: isApplied ? (account?.id ?? null) : null,
        })),
      });
      const batch = await findByIdOrFail(tx, AccountBatch, id);
      const accounts = new Map(parsed.flatMap(({ row, account }) => (account ? [[row, account] as const] : [])));
      return { batch, unstored: { accounts, invitations: isApplied ? await this.invite(tx, accounts) : new Map() } };
    });
  }

  private async readRows(csv: string): Promise<readonly FileRow[]> {
    const bytes = Readable.from([Buffer.from(csv)]) as AsyncIterable<Buffer>;
    for await (const rows of this.files.read(batchProgram, null, bytes, budget)) return rows;
    throw new Error('The account batch program ended without a result');
  }

  private async invite(
    tx: EntityManager,
    accounts: ReadonlyMap<number, Account>,
  ): Promise<Map<number, InvitationView>> {
    const ids = [...accounts.values()].map(({ id }) => id);
    const approved = new Set(
      (await tx.findBy(Account, { id: In(ids), approvedAt: Not(IsNull()) })).map(({ id }) => id),
    );
    const invited = [...accounts].filter(([, { id }]) => approved.has(id));
    const links = await this.links.inviteAll(
      tx,
      invited.map(([, { id }]) => id),
    );
    return new Map(
      invited.flatMap(([row], at) => {
        const link = links[at];
        return link ? [[row, link] as const] : [];
      }),
    );
  }

  private async createAccounts(tx: EntityManager, actor: Actor, parsed: readonly ParsedRow[]): Promise<void> {
    requireNoErrors(parsed);
    const accounts = parsed.flatMap(({ account }) => account ?? []);
    if (accounts.length === 0) return;
    const emails = accounts.map(({ email }) => email);
    const { isWithin, taken } = await findTakenValues(tx, 'email', emails, false);
    if (!isWithin || taken.length > 0) await this.rejectTakenEmails(actor, parsed, emails);
    await tx.insert(Account, accounts);
  }

  private async rejectTakenEmails(
    actor: Actor,
    parsed: readonly ParsedRow[],
    emails: readonly string[],
  ): Promise<never> {
    let lookUp: TakenValues | undefined;
    await this.database.replaceTransaction(actor, async (separateTx) => {
      lookUp = await findTakenValues(separateTx, 'email', emails, true);
    });
    if (!lookUp?.isWithin) throw new LookUpLimitReached();
    const taken = new Set(lookUp.taken);
    requireNoErrors(
      parsed.map((row) =>
        taken.has(row.account?.email ?? '')
          ? { ...row, errors: [{ column: 'email', detail: 'is already taken' }] }
          : row,
      ),
    );
    throw new AlreadyExists(['email']);
  }
}

function requireNoErrors(parsed: readonly ParsedRow[]): void {
  const faults = parsed.flatMap(({ row, errors }) =>
    errors.map(({ column, detail }) => ({ pointer: '#/csv', detail: `row ${row}, ${column}: ${detail}` })),
  );
  if (faults.length > 0) throw new InvalidInput(faults.slice(0, maxErrors));
}
