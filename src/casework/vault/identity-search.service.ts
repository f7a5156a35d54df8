import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { withCommittedEntry } from '../../platform/http/committed-refusals.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { InvalidInput, Forbidden } from '../../platform/http/problems.js';
import { requireIdentityAccess } from './require-identity-access.js';
import type { FoundIdentities } from './identity-search.view.js';
import type { ScanText, SearchIdentities } from './identity-search.request.js';
import { KeyRing } from './key-ring.js';
import { findActiveKeys, NameScanner, type NameScan, type Mention } from './name-scanner.js';
import { normalizeValue, type SearchTerm } from './name-matching.js';
import { NameLimitReached } from './vault.errors.js';
import { identityPolicy } from './vault.policy.js';

const search =
  'SELECT is_within, is_alarm, victim_id, pseudonym, complaint_id, reference FROM vault.search($1, $2, $3)';
const maxResults = 50;

/** A matching child, or null columns without a match. Nothing is looked up beyond the account's daily budget. */
interface MatchRow {
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
  search(actor: Actor, criteria: SearchIdentities): Promise<FoundIdentities> {
    const searchTerms = toSearchTerms(criteria);
    const taskForceId = requireTaskForceId(actor);
    return this.database.change(actor, { action: 'identities.searched' }, async (tx) => {
      await requireIdentityAccess(tx);
      const wrapped = await findActiveKeys(tx, taskForceId, true);
      const keys = await Promise.all(wrapped.map((key) => this.keys.open(key)));
      const terms = keys.flatMap((key) => searchTerms.map((one) => ({ kind: one.kind, token: key.computeToken(one) })));
      const rows = await this.findMatches(tx, actor, terms);
      if (rows.some(({ is_within: isWithinLimit }) => !isWithinLimit)) {
        throw withCommittedEntry(new NameLimitReached(), (separateTx) => this.findMatches(separateTx, actor, terms));
      }
      const items = rows
        .slice(0, maxResults)
        .flatMap(({ victim_id: victimId, complaint_id: complaintId, pseudonym, reference }) =>
          victimId === null ? [] : [{ victimId, complaintId, pseudonym, reference }],
        );
      return { items, hasMore: rows.length > maxResults };
    });
  }

  private async findMatches(
    tx: EntityManager,
    { accountId }: Actor,
    terms: readonly { readonly kind: string; readonly token: Buffer }[],
  ): Promise<MatchRow[]> {
    const [kinds, tokens] = [terms.map(({ kind }) => kind), terms.map(({ token }) => token)];
    const rows = await tx.query<MatchRow[]>(search, [kinds, tokens, maxResults + 1]);
    if (rows[0]?.is_alarm) this.logger.warn({ problem: 'names-look-like-a-list', accountId });
    return rows;
  }

  /** Scans a text of a case. A rejection for an exhausted budget commits with its audit entry. */
  scan(actor: Actor, { complaintId, purpose, text }: ScanText): Promise<readonly Mention[]> {
    const taskForceId = requireTaskForceId(actor);
    return this.database.change(actor, { action: 'identities.scanned', subject: complaintId }, async (tx) => {
      const complaint = requireAccessible(await tx.findOneBy(Complaint, { id: complaintId }), '/complaintId');
      authorize(identityPolicy.reveal, actor, complaint);
      await requireIdentityAccess(tx);
      const scan = (manager: EntityManager): Promise<NameScan> =>
        this.names.scan(manager, actor, { taskForceId, complaintId, purpose, text });
      const { isWithinLimit, mentions } = await scan(tx);
      if (!isWithinLimit) {
        await this.database.replaceTransaction(actor, scan);
        throw new NameLimitReached();
      }
      return mentions[0] ?? [];
    });
  }
}

/** Rejects the national seat, which has no cases and so no children. */
function requireTaskForceId({ seat }: Actor): string {
  if (seat.level === 'national') throw new Forbidden();
  return seat.taskForceId;
}

function toSearchTerms({ givenName, familyName, bornOn, phone, email }: SearchIdentities): SearchTerm[] {
  if (givenName !== undefined && familyName === undefined) {
    throw InvalidInput.forPath('/familyName', 'must be set together with givenName');
  }
  const criteria = [
    givenName === undefined
      ? (['family_name', familyName] as const)
      : (['name', `${givenName} ${familyName}`] as const),
    ['born_on', bornOn] as const,
    ['phone', phone] as const,
    ['email', email] as const,
  ];
  const searchTerms = criteria.flatMap(([kind, value]) =>
    value === undefined ? [] : [{ kind, value: normalizeValue(kind, value) }],
  );
  if (searchTerms.length === 0) throw InvalidInput.forPath('', 'must name at least one detail of the child');
  return searchTerms;
}
