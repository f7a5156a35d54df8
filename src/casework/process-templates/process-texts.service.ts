import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { IpTables } from '../../platform/ip-tables/ip-tables.js';
import { dayOf, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { Identifier } from '../identifiers/identifier.entity.js';
import { normalisePlatform } from '../identifiers/normal-forms.js';
import { findLogsEnd } from '../providers/log-retention.js';
import { Provider } from '../providers/provider.entity.js';
import { fillTemplate, formatTime, type FilledTemplate, type PlaceholderValues } from './fill-template.js';
import { ProcessTemplate } from './process-template.entity.js';
import type { ProcessTextQuery } from './process-template.request.js';
import type { Placeholder, ProcessTemplateKind } from './process-templates.enums.js';

/** Draft of a document, and the provider it is addressed to. */
export interface ProcessText extends FilledTemplate {
  readonly kind: ProcessTemplateKind;
  readonly providerId: string | null;
  readonly logsKeptUntil: Day | null;
}

interface Sources {
  readonly complaint: Complaint;
  readonly identifier: Identifier | null;
  readonly provider: Provider | null;
  readonly agency: Agency | null;
  readonly zone: string;
  readonly now: Date;
}

const selectProviderOfTip = `
  SELECT provider_id FROM app.tip_versions WHERE task_force_id = $1 AND complaint_id = $2 ORDER BY number DESC LIMIT 1`;

/** Fills templates from the record. The text is not stored, and a value that the record does not have stays missing. */
@Injectable()
export class ProcessTextsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tables: IpTables,
  ) {}

  fill(actor: Actor, templateId: string, query: ProcessTextQuery): Promise<ProcessText> {
    const { complaintId, identifierId } = query;
    const work = async (tx: EntityManager): Promise<ProcessText> => {
      const template = await findByIdOrFail(tx, ProcessTemplate, templateId);
      const complaint = requireAccessible(await tx.findOneBy(Complaint, { id: complaintId }), '/complaintId');
      complaint.requireNotExpunged();
      const identifier = await findIdentifier(tx, complaint, identifierId);
      const provider = await this.findProvider(tx, complaint, identifier, query.providerId);
      const agency = await tx.findOneBy(Agency, { id: complaint.agencyId });
      const { zone } = await findByIdOrFail(tx, TaskForce, complaint.taskForceId);
      const sources = { complaint, identifier, provider, agency, zone, now: this.clock.now() };
      const filled = fillTemplate(template.text, toValues(sources));
      const logsKeptUntil = findLogsEnd(identifier?.observedAt ?? null, provider, zone);
      return { ...filled, kind: template.kind, providerId: provider?.id ?? null, logsKeptUntil };
    };
    return this.database.auditedRead(actor, 'process-text.filled', work, () => ({
      records: identifierId === undefined ? [templateId] : [templateId, identifierId],
      complaints: [complaintId],
    }));
  }

  /** Finds the provider to serve. An address belongs to its carrier, so the platform of the tip is none for it. */
  private async findProvider(
    tx: EntityManager,
    { id: complaintId, taskForceId }: Complaint,
    identifier: Identifier | null,
    providerId: string | undefined,
  ): Promise<Provider | null> {
    if (providerId !== undefined)
      return requireAccessible(await tx.findOneBy(Provider, { id: providerId, taskForceId }), '/providerId');
    if (identifier === null) {
      const [version] = await tx.query<{ provider_id: string | null }[]>(selectProviderOfTip, [
        taskForceId,
        complaintId,
      ]);
      return version?.provider_id == null ? null : tx.findOneBy(Provider, { id: version.provider_id });
    }
    const { kind, normalised, platform, carrierId } = identifier;
    if (carrierId !== null) return tx.findOneBy(Provider, { id: carrierId });
    const name = kind === 'ip' ? (this.tables.find(normalised)?.carrier ?? null) : platform;
    return name === null ? null : tx.findOneBy(Provider, { taskForceId, platform: normalisePlatform(name) });
  }
}

async function findIdentifier(
  tx: EntityManager,
  { id: complaintId }: Complaint,
  id: string | undefined,
): Promise<Identifier | null> {
  if (id === undefined) return null;
  const identifier = requireAccessible(await tx.findOneBy(Identifier, { id, complaintId }), '/identifierId');
  return requireAccessible(identifier.voidedAt === null ? identifier : null, '/identifierId');
}

/** Returns the value of each placeholder as the record has it. */
function toValues({ complaint, identifier, provider, agency, zone, now }: Sources): PlaceholderValues {
  const usedAt = identifier?.observedAt ?? null;
  const ofRecord: Partial<Record<Placeholder, string | null>> = {
    today: dayOf(now, zone),
    complaint_reference: complaint.reference,
    tip_number: complaint.source === 'ncmec_cybertip' ? complaint.externalReference : null,
    agency_case_number: complaint.agencyCaseNumber,
    agency_name: agency?.name ?? null,
    identifier: identifier?.raw ?? null,
    platform: identifier?.platform ?? null,
    ip_address: identifier?.kind === 'ip' ? identifier.normalised : null,
    port: identifier?.port == null ? null : String(identifier.port),
    event: identifier?.event ?? null,
    used_at: usedAt && formatTime(usedAt, 'UTC'),
    used_at_local: usedAt && formatTime(usedAt, zone),
  };
  const ofProvider: Partial<Record<Placeholder, string | null>> = {
    provider_name: provider?.name ?? null,
    provider_legal_name: provider?.legalName ?? null,
    provider_address: provider?.postalAddress ?? null,
    provider_portal: provider?.portalUrl ?? null,
    provider_email: provider?.email ?? null,
    provider_emergency_phone: provider?.emergencyPhone ?? null,
  };
  return { ...withState(ofRecord, true), ...withState(ofProvider, provider?.confirmedAt != null) };
}

function withState(values: Partial<Record<Placeholder, string | null>>, isConfirmed: boolean): PlaceholderValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, text === null ? null : { text, isConfirmed }]),
  );
}
