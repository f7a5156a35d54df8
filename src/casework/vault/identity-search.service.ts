import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { committed } from '../../platform/http/committed-refusals.js';
import { InvalidInput, Forbidden } from '../../platform/http/problems.js';
import { requireAccess } from './require-access.js';
import type { FoundIdentities, ScanText, SearchIdentities } from './identity-search.contract.js';
import { KeyRing } from './key-ring.js';
import { livingKeysOf, NameScanner, type FoundNames, type Mention } from './name-scanner.js';
import { comparable, type Sought } from './names.js';
import { NameLimitReached } from './vault.errors.js';
import { identityPolicy } from './vault.policy.js';

const search =
  'SELECT is_within, is_alarm, victim_id, pseudonym, complaint_id, reference FROM vault.search($1, $2, $3)';
const most = 50;

/** A matching child, or null columns without a match. Nothing is looked up beyond the account's daily budget. */
interface FoundRow {
  readonly is_within: boolean;
  readonly is_alarm: boolean;
  readonly victim_id: string | null;
  readonly pseudonym: string;
  readonly complaint_id: string;
  readonly reference: string;
}

/** Finds children by tokens of the search terms, without decrypting any identity. */
@Injectable()
export class IdentitySearchService {
  private readonly logger = new Logger(IdentitySearchService.name);

  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly names: NameScanner,
  ) {}

  /** Searches the children of the seat. A rejection for an exhausted budget commits with its audit entry. */
  search(actor: Actor, asked: SearchIdentities): Promise<FoundIdentities> {
    const sought = soughtBy(asked);
    const taskForceId = taskForceOf(actor);
    return this.database.change(actor, { action: 'identities.searched' }, async (tx) => {
      await requireAccess(tx);
      const wrapped = await livingKeysOf(tx, taskForceId, true);
      const keys = await Promise.all(wrapped.map((key) => this.keys.open(key)));
      const terms = keys.flatMap((key) => sought.map((one) => ({ kind: one.kind, token: key.token(one) })));
      const rows = await this.found(tx, actor, terms);
      if (rows.some(({ is_within: isWithin }) => !isWithin)) {
        throw committed(new NameLimitReached(), (own) => this.found(own, actor, terms));
      }
      const items = rows
        .slice(0, most)
        .flatMap(({ victim_id: victimId, complaint_id: complaintId, pseudonym, reference }) =>
          victimId === null ? [] : [{ victimId, complaintId, pseudonym, reference }],
        );
      return { items, hasMore: rows.length > most };
    });
  }

  private async found(
    tx: EntityManager,
    { accountId }: Actor,
    terms: readonly { readonly kind: string; readonly token: Buffer }[],
  ): Promise<FoundRow[]> {
    const [kinds, tokens] = [terms.map(({ kind }) => kind), terms.map(({ token }) => token)];
    const rows = await tx.query<FoundRow[]>(search, [kinds, tokens, most + 1]);
    if (rows[0]?.is_alarm) this.logger.warn({ problem: 'names-look-like-a-list', accountId });
    return rows;
  }

  /** Scans a text of a case. A rejection for an exhausted budget commits with its audit entry. */
  scan(actor: Actor, { complaintId, purpose, text }: ScanText): Promise<readonly Mention[]> {
    const taskForceId = taskForceOf(actor);
    return this.database.change(actor, { action: 'identities.scanned', subject: complaintId }, async (tx) => {
      const complaint = await tx.findOneBy(Complaint, { id: complaintId });
      if (!complaint) throw InvalidInput.at('/complaintId', 'does not exist or is not accessible');
      authorize(identityPolicy.reveal, actor, complaint);
      await requireAccess(tx);
      const scan = (within: EntityManager): Promise<FoundNames> =>
        this.names.scan(within, actor, { taskForceId, complaintId, purpose, text });
      const { isWithin, mentions } = await scan(tx);
      if (!isWithin) {
        await this.database.instead(actor, scan);
        throw new NameLimitReached();
      }
      return mentions[0] ?? [];
    });
  }
}

/** Rejects the national seat, which has no cases and so no children. */
function taskForceOf({ seat }: Actor): string {
  if (seat.at === 'national') throw new Forbidden();
  return seat.taskForceId;
}

function soughtBy({ givenName, familyName, bornOn, phone, email }: SearchIdentities): Sought[] {
  if (givenName !== undefined && familyName === undefined) {
    throw InvalidInput.at('/familyName', 'must be set together with givenName');
  }
  const asked = [
    givenName === undefined
      ? (['family_name', familyName] as const)
      : (['name', `${givenName} ${familyName}`] as const),
    ['born_on', bornOn] as const,
    ['phone', phone] as const,
    ['email', email] as const,
  ];
  const sought = asked.flatMap(([kind, value]) =>
    value === undefined ? [] : [{ kind, value: comparable(kind, value) }],
  );
  if (sought.length === 0) throw InvalidInput.at('', 'must name at least one detail of the child');
  return sought;
}
