/* eslint-disable no-restricted-syntax -- Each act is one round trip of several statements, which take no parameters; what is put in are ids made here. */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Role } from '../../src/platform/actor/actor.js';
import { newId } from '../../src/platform/ids/ids.js';

export interface ModelAccount {
  readonly id: string;
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
}

/** Initial accounts; each belongs to its own person, and nobody in the model created it. */
export interface ModelWorld {
  readonly roots: readonly ModelAccount[];
  readonly others: readonly ModelAccount[];
  /** Account whose owner never received a credential. */
  readonly unenrolled: ModelAccount;
  readonly taskForceId: string;
  readonly agencyIds: readonly string[];
}

export const modelActs = [
  'create',
  'create_batch',
  'redeem_link',
  'request_reset',
  'approve_reset',
  'change_role',
  'change_seat',
  'disable',
  'enable',
  'recertify',
] as const;
export type ModelAct = (typeof modelActs)[number];

interface Waiting {
  readonly id: string;
  readonly isByAttacker: boolean;
}

const roles = ['investigator', 'supervisor', 'admin', 'auditor'] as const satisfies readonly Role[];

/**
 * One person who owns one account and tries to perform both halves of a two-person act. The person acts with every
 * account that sent its link to one of theirs. All others approve every request. One sequence is one transaction,
 * rolled back.
 */
export class TwoPersonsModel {
  /** Two-person acts that the attacker completed alone. */
  readonly gathered: string[] = [];
  acts = 0;
  refusals = 0;
  puppets = 0;
  private readonly controlled: string[];
  private readonly made: string[] = [];
  private readonly waiting: Waiting[] = [];
  private readonly resets: Waiting[] = [];

  constructor(
    private readonly db: pg.Client,
    private readonly world: ModelWorld,
    root: ModelAccount,
    private readonly random: () => number,
  ) {
    this.controlled = [root.id];
  }

  async run(sequence: readonly ModelAct[]): Promise<void> {
    for (const act of sequence) {
      this.acts += 1;
      await this[act](this.pick(this.controlled));
      await this.tryToApprove();
    }
    await this.tryPairs();
    await this.countAlone();
    this.puppets = this.controlled.length - 1;
  }

  private async create(actor: string): Promise<void> {
    const id = newId();
    const [taskForce, agency] = this.pick(this.seats());
    const done = await this.as(
      actor,
      `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version)
       VALUES ('${id}', '${id}@example.gov', 'Puppet', '${this.pick(roles)}', ${quoted(taskForce)}, ${quoted(agency)}, 1)`,
    );
    if (!done) return;
    this.made.push(id);
    this.waiting.push({ id, isByAttacker: true });
  }

  private async create_batch(actor: string): Promise<void> {
    for (let time = 0; time < 3; time += 1) await this.create(actor);
    await this.tryToApprove();
    for (const id of this.made.slice(-3)) await this.redeem(actor, id);
  }

  private async redeem_link(actor: string): Promise<void> {
    await this.redeem(actor, this.pick([...this.made, ...this.made, this.world.unenrolled.id]));
  }

  private async request_reset(actor: string): Promise<void> {
    const asking = this.random() < 0.5 ? actor : this.pick(this.world.others).id;
    const [id, account] = [newId(), this.anyone()];
    const done = await this.as(
      asking,
      `INSERT INTO app.factor_resets (id, task_force_id, account_id, reason, requested_by)
       SELECT '${id}', a.task_force_id, a.id, 'A lost telephone.', '${asking}' FROM app.accounts a WHERE a.id = '${account}'`,
    );
    if (done?.rowCount) this.resets.push({ id, isByAttacker: asking === actor });
  }

  /** A reset link sent to an account of the attacker makes the reset account one of theirs. */
  private async approve_reset(actor: string): Promise<void> {
    const asked = this.resets.length > 0 ? this.pick(this.resets) : null;
    if (!asked) return;
    const token = randomBytes(16).toString('hex');
    const done = await this.as(actor, `SELECT auth.approve_factor_reset('${asked.id}', '\\x${token}') AS until`);
    if (!done || (done.rows[0] as { until: Date | null } | undefined)?.until == null) return;
    if (asked.isByAttacker) this.gathered.push('factor reset');
    const [row] = await this.query<{ account_id: string }>(
      `SELECT account_id FROM app.factor_resets WHERE id = '${asked.id}'`,
    );
    if (row && (await this.enrol(token))) this.take(row.account_id);
  }

  private async change_role(actor: string): Promise<void> {
    await this.change(actor, `role = '${this.pick(roles)}'`);
  }

  private async change_seat(actor: string): Promise<void> {
    const [taskForce, agency] = this.pick(this.seats());
    await this.change(actor, `task_force_id = ${quoted(taskForce)}, agency_id = ${quoted(agency)}`);
  }

  private async disable(actor: string): Promise<void> {
    await this.change(actor, `disabled_at = now(), disabled_reason = 'Out.'`);
  }

  private async enable(actor: string): Promise<void> {
    await this.change(actor, 'disabled_at = NULL, disabled_reason = NULL');
  }

  private async recertify(actor: string): Promise<void> {
    const account = this.anyone();
    const [review, line] = [newId(), newId()];
    await this.query(
      `INSERT INTO app.recertifications (id, task_force_id, started_by, started_at, version)
       VALUES ('${review}', '${this.world.taskForceId}', '${actor}', now(), 1) ON CONFLICT DO NOTHING;
       INSERT INTO app.recertification_lines (id, task_force_id, recertification_id, account_id, role)
       SELECT '${line}', '${this.world.taskForceId}', r.id, '${account}', 'investigator' FROM app.recertifications r
        WHERE r.signed_off_at IS NULL ON CONFLICT DO NOTHING`,
    );
    const done = await this.as(
      actor,
      `UPDATE app.recertification_lines SET decision = 'confirmed', decided_by = '${actor}', decided_at = now()
        WHERE account_id = '${account}' AND decided_at IS NULL AND account_id <> '${actor}'`,
    );
    if (done?.rowCount && this.controlled.includes(account)) this.gathered.push('recertification');
  }

  /** The attacker acts first, then all others, who approve every request. */
  private async tryToApprove(): Promise<void> {
    for (const asked of this.waiting.splice(0)) {
      const approvers = [...this.controlled, ...this.world.others.map(({ id }) => id)];
      for (const approver of approvers) {
        const done = await this.as(approver, `SELECT auth.approve_account('${asked.id}') AS approved`);
        if (!done) continue;
        const isApproved = (done.rows[0] as { approved: boolean } | undefined)?.approved === true;
        if (isApproved && this.controlled.includes(approver)) this.gathered.push('account approval');
        break;
      }
    }
    for (const asked of this.resets.filter(({ isByAttacker }) => isByAttacker)) {
      for (const approver of this.controlled) {
        const done = await this.as(approver, `SELECT auth.approve_factor_reset('${asked.id}', '\\x00') AS until`);
        if ((done?.rows[0] as { until: Date | null } | undefined)?.until) this.gathered.push('factor reset');
      }
    }
  }

  /** All other two-person acts call this function; another test compares the list with the catalog. */
  private async tryPairs(): Promise<void> {
    if (this.controlled.length < 2) return;
    const ids = this.controlled.map((id) => `'${id}'::uuid`).join(', ');
    const pairs = await this.query<{ free: number }>(
      `SELECT count(*)::int AS free FROM unnest(ARRAY[${ids}]) p CROSS JOIN unnest(ARRAY[${ids}]) r
        WHERE p <> r AND auth.is_independent(p, r)`,
    );
    for (let free = pairs[0]?.free ?? 0; free > 0; free -= 1) this.gathered.push('any other act');
  }

  /** An independent account exists from the start, so nobody is ever alone. */
  private async countAlone(): Promise<void> {
    const [row] = await this.query<{ alone: number }>(
      `SELECT count(*)::int AS alone FROM audit.entries
        WHERE action = 'account.approved-alone' AND transaction = pg_current_xact_id()`,
    );
    for (let alone = row?.alone ?? 0; alone > 0; alone -= 1) this.gathered.push('approval of one alone');
  }

  private async change(actor: string, assignments: string): Promise<void> {
    const id = this.anyone();
    const done = await this.as(
      actor,
      `UPDATE app.accounts SET ${assignments}, version = version + 1 WHERE id = '${id}' RETURNING approved_at`,
    );
    if (!done?.rowCount) return;
    if ((done.rows[0] as { approved_at: Date | null }).approved_at === null)
      this.waiting.push({ id, isByAttacker: true });
  }

  private async redeem(actor: string, id: string): Promise<void> {
    const token = randomBytes(16).toString('hex');
    const done = await this.as(actor, `SELECT auth.invite('${id}', '\\x${token}', interval '72 hours')`);
    if (done && (await this.enrol(token))) this.take(id);
  }

  private async enrol(token: string): Promise<boolean> {
    const [row] = await this.query<{ enrolled: boolean }>(
      `SELECT auth.enrol('\\x${token}', 'nobody knows it') AS enrolled`,
    );
    return row?.enrolled ?? false;
  }

  private take(id: string): void {
    if (!this.controlled.includes(id)) this.controlled.push(id);
  }

  /** Runs the act as that account right after sign-in, under its own rights; null when the tracker rejects it. */
  private async as(account: string, statement: string): Promise<pg.QueryResult | null> {
    const session = randomBytes(16);
    const hash = createHash('sha256').update(session).digest('hex');
    try {
      const results = (await this.db.query(
        `SAVEPOINT act;
         INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at, stepped_up_at)
         SELECT '\\x${hash}', gen_random_uuid(), id, role, task_force_id, agency_id, interval '30 minutes',
                now() + interval '12 hours', now() FROM app.accounts WHERE id = '${account}';
         SELECT set_config('app.session', '${session.toString('hex')}', true);
         SET LOCAL ROLE tracker_app;
         ${statement};
         RESET ROLE;
         SELECT set_config('app.session', '', true);
         RELEASE SAVEPOINT act`,
      )) as unknown as pg.QueryResult[];
      return results[4] ?? null;
    } catch {
      this.refusals += 1;
      await this.db.query('ROLLBACK TO SAVEPOINT act');
      return null;
    }
  }

  private async query<Row>(statement: string): Promise<Row[]> {
    const result = (await this.db.query(statement)) as pg.QueryResult | pg.QueryResult[];
    return (Array.isArray(result) ? [] : result.rows) as Row[];
  }

  private anyone(): string {
    const { others, unenrolled } = this.world;
    return this.pick([...this.made, ...this.controlled, this.pick(others).id, unenrolled.id]);
  }

  private seats(): readonly (readonly [string | null, string | null])[] {
    const { taskForceId, agencyIds } = this.world;
    return [[null, null], [taskForceId, null], ...agencyIds.map((id) => [taskForceId, id] as const)];
  }

  private pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.random() * from.length)];
    if (found === undefined) throw new Error('There is nothing to pick from.');
    return found;
  }
}

function quoted(id: string | null): string {
  return id === null ? 'NULL' : `'${id}'`;
}
