import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findReceivedTip } from '../complaints/intake.service.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { findCandidates } from '../identifiers/candidates.js';
import { findUnsavedMatches, isSameMatter } from '../identifiers/matches.js';
import { collectFreeTexts, type FreeText } from '../vault/free-texts.js';
import { isKeyFailure, NameScanner, type PreparedScan, type TokenRow } from '../vault/name-scanner.js';
import type { UnsavedReport } from './unsaved-matches.request.js';
import {
  toUnsavedMatchesView,
  type SameReportView,
  type UnsavedNameMention,
  type UnsavedReportView,
} from './unsaved-matches.view.js';
import { collectValues, toUnsavedIdentifiers } from './unsaved-values.js';

const showUnsavedMatches = `
  SELECT agency, phone, email, is_within, is_alarm, kinds, tokens FROM vault.show_unsaved_matches($1, $2, $3, $4, $5)`;

/** Holder of the tip and names in the texts; all columns of the holder are null without one. */
interface ShownRow extends TokenRow {
  readonly agency: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** Matches of a report that is not saved. The report is read and forgotten. */
@Injectable()
export class UnsavedMatchesService {
  private readonly logger = new Logger(UnsavedMatchesService.name);

  constructor(
    private readonly database: Database,
    private readonly names: NameScanner,
  ) {}

  /**
   * Finds the complaints, the same tip and the children's names that a report is about. The trail has one entry for all
   * of them, and none if the account was shown all of them within ten minutes.
   */
  find(actor: Actor, report: UnsavedReport): Promise<UnsavedReportView> {
    const { text = '', exceptComplaintId = null } = report;
    const candidates = findCandidates(text);
    const { values, isComplete } = collectValues(report, candidates);
    return this.database.change(actor, { action: 'complaint.matched-unsaved' }, async (tx) => {
      const identifiers = await toUnsavedIdentifiers(tx, values);
      const found = await findUnsavedMatches(tx, identifiers, exceptComplaintId);
      const same = await findReceivedTip(tx, actor, report);
      const isSaved = same !== null && (await isSameMatter(tx, same.id, exceptComplaintId));
      const texts = collectFreeTexts(report);
      const scan = await this.prepareScan(tx, actor, texts);
      const complaints = [
        ...found.matches.map(({ complaint }) => complaint.id),
        ...(same && !isSaved ? [same.id] : []),
      ];
      const shown = await show(tx, complaints, same ? null : report, scan);
      const sameReport = isSaved ? null : toSameReport(same, shown);
      return {
        candidates,
        matches: toUnsavedMatchesView({ ...found, isComplete: found.isComplete && isComplete }, values),
        sameReport,
        nameMentions: scan && toNameMentions(scan, shown, texts),
      };
    });
  }

  /** Prepares the scan for names; null if the vault looks up none for the role, and if none of its keys can be decrypted. */
  private async prepareScan(
    tx: EntityManager,
    { accountId, seat, role }: Actor,
    texts: readonly FreeText[],
  ): Promise<PreparedScan | null> {
    // The vault looks up no names for an analyst, and an empty result would read as none.
    if (seat.level === 'national' || role === 'analyst') return null;
    const { taskForceId } = seat;
    const contents = texts.map(({ text }) => text);
    try {
      return await this.names.prepare(tx, accountId, { taskForceId, complaintId: null }, contents);
    } catch (fault) {
      if (!isKeyFailure(fault)) throw fault;
      this.logger.error('An unsaved report is not scanned for names, because a key of the vault cannot be decrypted.');
      return null;
    }
  }
}

/** Reads the holder and the names, and writes the entry for all that is shown. `report` is null if the seat has the tip. */
async function show(
  tx: EntityManager,
  complaints: readonly string[],
  report: UnsavedReport | null,
  scan: PreparedScan | null,
): Promise<ShownRow> {
  const { source = null, externalReference = null } = report ?? {};
  const [row] = await tx.query<ShownRow[]>(showUnsavedMatches, [
    complaints,
    source,
    externalReference,
    scan?.tokens ?? [],
    scan?.isList ?? false,
  ]);
  if (!row) throw new Error('The entry of an unsaved report returned no row');
  return row;
}

function toSameReport(same: Complaint | null, { agency, phone, email }: ShownRow): SameReportView | null {
  if (same) return { id: same.id, reference: same.reference, contact: null };
  return agency === null ? null : { id: null, reference: null, contact: { agency, phone, email } };
}

/** Returns the names with their positions; null if they were not looked up because the account's budget is exhausted. */
function toNameMentions(scan: PreparedScan, row: ShownRow, texts: readonly FreeText[]): UnsavedNameMention[] | null {
  const { isWithinLimit, mentions } = scan.toScan(row);
  if (!isWithinLimit) return null;
  return texts.flatMap(({ pointer }, index) => (mentions[index] ?? []).map((mention) => ({ pointer, ...mention })));
}
