import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { stateNames, type PostalCode } from '../../organization/task-forces/postal-codes.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { IpTables } from '../../platform/ip-tables/ip-tables.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { proposeAgencies, type AgencyArea, type ProposedAgency } from './agency-proposals.js';
import { proposePlaces, type LocatedAddress, type PlaceProposal, type ProposedPlace } from './places.js';
import type { TipPlace } from './tip-place.js';

/** Another task force of a State that a place names. A transfer refers the complaint to one of its agencies. */
export interface OtherTaskForce {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly reason: string;
}

export interface PlaceAndAgencyProposal extends PlaceProposal {
  readonly agencies: readonly ProposedAgency[];
  readonly otherTaskForces: readonly OtherTaskForce[];
}

interface KnownPlaces {
  readonly reported: readonly TipPlace[];
  readonly addresses: readonly { readonly id: string; readonly normalised: string }[];
}

/** Addresses of one complaint that are looked up, the last used first. */
const maxAddresses = 50;

const selectKnown = `
  SELECT coalesce((SELECT v.places FROM app.tip_versions v
                    WHERE v.task_force_id = $1 AND v.complaint_id = $2 ORDER BY v.number DESC LIMIT 1), '[]') AS reported,
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', i.id, 'normalised', i.normalised) ORDER BY i.observed_at DESC NULLS LAST, i.id)
                     FROM (SELECT id, normalised, observed_at FROM app.identifiers
                            WHERE task_force_id = $1 AND complaint_id = $2 AND kind = 'ip' AND role = 'suspect' AND voided_at IS NULL
                            ORDER BY observed_at DESC NULLS LAST, id LIMIT $3) i), '[]') AS addresses`;
const selectAgencies = `
  SELECT a.id, a.name, a.state, a.city, a.county_fips AS "countyFips"
    FROM app.agencies a
   WHERE a.task_force_id = $1 AND (a.county_fips && $2 OR (a.city IS NOT NULL AND a.state = ANY ($3)))
     AND EXISTS (SELECT FROM app.agency_memberships m
                  WHERE m.task_force_id = a.task_force_id AND m.agency_id = a.id AND m.kind <> 'non_member'
                    AND daterange(m.began_on, m.ended_on) @> CAST($4 AS date))
   ORDER BY a.name, a.id`;
const selectTaskForces = `
  SELECT id, code, name, state FROM app.task_forces WHERE state = ANY ($1) AND id <> $2 ORDER BY code`;

/** Proposes where a complaint belongs: its places, and the agencies that serve them. It stores nothing. */
@Injectable()
export class PlaceProposalsService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly tables: IpTables,
  ) {}

  propose(actor: Actor, id: string): Promise<PlaceAndAgencyProposal> {
    return this.database.read(actor, async (tx) => {
      const complaint = await findByIdOrFail(tx, Complaint, id);
      const { taskForceId, jurisdictionState: state, jurisdictionCounty: county, jurisdictionCity: city } = complaint;
      const values = [taskForceId, id, maxAddresses];
      const [known = { reported: [], addresses: [] }] = await tx.query<KnownPlaces[]>(selectKnown, values);
      const { reported, addresses } = known;
      const located = this.locate(addresses);
      const proposal = proposePlaces({ recorded: { state, county, city }, reported, addresses: located });
      return {
        ...proposal,
        agencies: proposeAgencies(proposal.places, await this.loadAgencies(tx, taskForceId, proposal.places)),
        otherTaskForces: await loadOtherTaskForces(tx, taskForceId, proposal.places),
      };
    });
  }

  /** Looks each address up once. One without a known place or carrier is left out. */
  private locate(addresses: KnownPlaces['addresses']): LocatedAddress[] {
    const byAddress = new Map([...addresses].reverse().map(({ id, normalised }) => [normalised, id]));
    return [...byAddress].reverse().flatMap(([address, identifierId]) => {
      const facts = this.tables.find(address);
      return facts === null ? [] : [{ identifierId, facts }];
    });
  }

  private async loadAgencies(
    tx: EntityManager,
    taskForceId: string,
    places: readonly ProposedPlace[],
  ): Promise<readonly AgencyArea[]> {
    const counties = places.flatMap(({ fips }) => fips ?? []);
    const states = places.flatMap(({ city, state }) => (city === null || state === null ? [] : [state]));
    if (counties.length === 0 && states.length === 0) return [];
    const today = await this.taskForces.today(tx, taskForceId);
    return tx.query<AgencyArea[]>(selectAgencies, [taskForceId, counties, states, today]);
  }
}

/** Finds the other task forces of the States that the places name. The list of task forces is known to all accounts. */
async function loadOtherTaskForces(
  tx: EntityManager,
  taskForceId: string,
  places: readonly ProposedPlace[],
): Promise<OtherTaskForce[]> {
  const states = places.flatMap(({ state }) => state ?? []);
  if (states.length === 0) return [];
  const rows = await tx.query<(Omit<OtherTaskForce, 'reason'> & { readonly state: PostalCode })[]>(selectTaskForces, [
    states,
    taskForceId,
  ]);
  return rows.map(({ state, ...named }) => ({
    ...named,
    reason: `It is a task force of ${stateNames[state]}. A transfer refers the complaint to one of its agencies.`,
  }));
}
