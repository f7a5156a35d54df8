import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { listPage } from '../../platform/database/list-page.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import type { Page } from '../../platform/http/paging.js';
import { NotFound } from '../../platform/http/problems.js';
import { addDays, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Priority } from '../complaints/complaints.enums.js';
import type { ScreenedFields } from '../triage/triage-facts.js';
import { TriageService } from '../triage/triage.service.js';
import type { BundledComplaintsQuery, BundleQuery, BundlesQuery } from './bundle.request.js';
import type { FoundBundles, ProposedBundle, ProposedComplaint } from './bundle.view.js';
import { bundleKinds, bundleRoles, maxBundles } from './bundles.enums.js';
import { formBundles, toBundle, type Bundle, type BundleReason } from './form-bundles.js';
import { selectSharedValues, type NamedValue, type UntriagedPeriod } from './select-shared-values.js';

const selectNamed = `
  SELECT i.kind, i.normalised, i.id AS "identifierId", i.file_id AS "fileId", c.received_on AS "receivedOn"
    FROM app.identifiers i JOIN app.complaints c ON c.id = i.complaint_id
   WHERE i.id = $1 AND i.voided_at IS NULL AND i.kind = ANY ($2) AND i.role = ANY ($3)`;

/** Rows and not entities: a list has up to 2,000 complaints, and the rules read six fields of each. */
const selectScreened = `
  SELECT id, type, mode, source, ncmec_class AS "ncmecClass", annotations FROM app.complaints WHERE id = ANY ($1::uuid[])`;

type NamedRow = NamedValue & BundleReason & { readonly receivedOn: Day };

/** Bundle whose complaints may all have been decided. */
interface OpenBundle extends Pick<ProposedBundle, 'id' | 'reasons' | 'firstReceivedOn' | 'lastReceivedOn'> {
  readonly complaintIds: readonly string[];
}

/**
 * Proposes bundles: untriaged complaints of the actor's seat that share a file or an account. Nothing of a bundle is
 * stored, so each decision changes it by its own commit.
 */
@Injectable()
export class BundlesService {
  constructor(
    private readonly database: Database,
    private readonly triages: TriageService,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, { days, complaintId }: BundlesQuery): Promise<FoundBundles> {
    return this.database.read(actor, async (tx) => {
      const period = complaintId === undefined ? {} : await this.periodAround(tx, complaintId, days);
      const { values, isComplete } = await selectSharedValues(tx, actor, { period, now: this.clock.now() });
      const bundles = formBundles(values, days).filter(
        ({ complaintIds }) => complaintId === undefined || complaintIds.includes(complaintId),
      );
      const listed = bundles.slice(0, maxBundles);
      return {
        bundles: await this.addTiers(tx, actor, listed),
        isComplete: isComplete && listed.length === bundles.length,
      };
    });
  }

  get(actor: Actor, id: string, { days }: BundleQuery): Promise<ProposedBundle> {
    return this.database.read(actor, async (tx) => {
      const [bundle] = await this.addTiers(tx, actor, [await this.find(tx, actor, id, days)]);
      if (!bundle) throw new NotFound();
      return bundle;
    });
  }

  listComplaints(actor: Actor, id: string, query: BundledComplaintsQuery): Promise<Page<ProposedComplaint>> {
    const work = async (tx: EntityManager): Promise<Page<ProposedComplaint>> => {
      const { complaintIds } = await this.find(tx, actor, id, query.days);
      const complaints = tx
        .createQueryBuilder(Complaint, 'c')
        .where('c.id = ANY (:complaintIds)', { complaintIds })
        .orderBy({ 'c.receivedAt': 'ASC', 'c.id': 'ASC' });
      // The cursors of one bundle are not valid for another.
      const pageOfBundle = { ...query, id };
      const { items, nextCursor } = await listPage(tx, complaints, { list: 'bundled-complaints', query: pageOfBundle });
      const proposals = await this.propose(tx, actor, items);
      return {
        items: items.flatMap((complaint) => {
          const proposal = proposals.get(complaint.id);
          return proposal ? [{ complaint, proposal }] : [];
        }),
        nextCursor,
      };
    };
    return this.database.auditedRead(actor, 'bundle.read', work, ({ items }) => {
      const complaints = items.map(({ complaint }) => complaint.id);
      return { records: complaints, complaints };
    });
  }

  /** Returns the days in which a complaint can share a bundle with others. */
  private async periodAround(tx: EntityManager, complaintId: string, days: number): Promise<UntriagedPeriod> {
    const { receivedOn } = await findByIdOrFail(tx, Complaint, complaintId);
    return { receivedFrom: addDays(receivedOn, 1 - days), receivedUntil: addDays(receivedOn, days) };
  }

  /**
   * Returns a bundle with its untriaged complaints, from the day on which the complaint of its identifier was received.
   * Throws 404 unless the identifier is one that can name a bundle.
   */
  private async find(tx: EntityManager, actor: Actor, id: string, days: number): Promise<OpenBundle> {
    const [named] = await tx.query<NamedRow[]>(selectNamed, [id, bundleKinds, bundleRoles]);
    if (!named) throw new NotFound();
    const { kind, identifierId, fileId, receivedOn } = named;
    const period = { receivedFrom: receivedOn, receivedUntil: addDays(receivedOn, days) };
    const { values } = await selectSharedValues(tx, actor, { period, named, now: this.clock.now() });
    const own = values.find(({ isNamed }) => isNamed);
    if (!own) {
      const reasons = [{ kind, identifierId, fileId }];
      return { id: identifierId, reasons, complaintIds: [], firstReceivedOn: null, lastReceivedOn: null };
    }
    const bundle = toBundle(kind, own.uses);
    const withAllReasons = formBundles(values, days).find((one) => hasSameComplaints(one, bundle));
    return { ...(withAllReasons ?? bundle), id: identifierId };
  }

  private async addTiers(
    tx: EntityManager,
    actor: Actor,
    bundles: readonly (Bundle | OpenBundle)[],
  ): Promise<ProposedBundle[]> {
    const ids = [...new Set(bundles.flatMap(({ complaintIds }) => complaintIds))];
    const complaints = ids.length === 0 ? [] : await tx.query<ScreenedFields[]>(selectScreened, [ids]);
    const proposals = await this.propose(tx, actor, complaints);
    return bundles.map(({ complaintIds, ...bundle }) => ({
      ...bundle,
      tiers: complaintIds.flatMap((id): Priority[] => {
        const proposal = proposals.get(id);
        return proposal ? [proposal.priority] : [];
      }),
    }));
  }

  /** Returns the proposal for each complaint. A national seat has no complaints. */
  private async propose(
    tx: EntityManager,
    { seat }: Actor,
    complaints: readonly ScreenedFields[],
  ): Promise<ReadonlyMap<string, ProposedComplaint['proposal']>> {
    if (seat.level === 'national' || complaints.length === 0) return new Map();
    const proposals = await this.triages.proposeMany(tx, seat.taskForceId, complaints);
    return new Map(
      complaints.flatMap(({ id }, index) => {
        const proposal = proposals[index];
        return proposal ? [[id, proposal] as const] : [];
      }),
    );
  }
}

function hasSameComplaints(one: Bundle, other: Bundle): boolean {
  return one.complaintIds.join() === other.complaintIds.join();
}
