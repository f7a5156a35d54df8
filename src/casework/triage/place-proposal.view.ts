import type { ProposedPlace, PlaceSource } from './places.js';
import type { OtherTaskForce, PlaceAndAgencyProposal } from './place-proposals.service.js';
import type { ProposedAgency } from './agency-proposals.js';

/** Place that the complaint, its tip or a table of IP addresses names. */
export class ProposedPlaceView {
  readonly source!: PlaceSource;
  /**
   * Postal code of the State or territory; null if it is not known.
   * @example CO
   */
  readonly state!: string | null;
  /**
   * County with its kind, or as stated if it is not known.
   * @example Douglas County
   */
  readonly county!: string | null;
  /**
   * FIPS code of the county, if one county has the name.
   * @example 31055
   */
  readonly fips!: string | null;
  /**
   * City as stated.
   * @example Denver
   */
  readonly city!: string | null;
  /**
   * Country as stated, if it is not the United States.
   * @example DE
   */
  readonly country!: string | null;
  /**
   * Carrier of an IP address, by the table.
   * @example Example Broadband
   */
  readonly carrier!: string | null;
  /**
   * Day on which the table of IP addresses was built.
   * @format date
   */
  readonly tableBuiltOn!: string | null;
  /**
   * Identifier of the IP address.
   * @format uuid
   */
  readonly identifierId!: string | null;
  /**
   * The part that names the place.
   * @example The tip gives an address of the suspect in Denver, Colorado.
   */
  readonly reason!: string;
}

/** Member agency of the task force that serves a proposed place. */
export class ProposedAgencyView {
  readonly id!: string;
  /**
   * Name of the agency.
   * @example Omaha Police Department
   */
  readonly name!: string;
  /**
   * Place that the agency serves.
   * @example The agency serves Douglas County, Nebraska.
   */
  readonly reason!: string;
}

/** Another task force of a State that a place names. */
export class OtherTaskForceView {
  readonly id!: string;
  /**
   * Prefix of the numbers of its complaints.
   * @example CO
   */
  readonly code!: string;
  /**
   * Name of the task force.
   * @example Colorado ICAC Task Force
   */
  readonly name!: string;
  /**
   * State that a place names, and what can be done.
   * @example It is a task force of Colorado. A transfer refers the complaint to one of its agencies.
   */
  readonly reason!: string;
}

/** Places of a complaint with the agencies that serve them. A person decides. */
export class PlaceProposalFields {
  /** Places with their reasons, the most reliable source first. */
  readonly places!: ProposedPlaceView[];
  /**
   * Contradictions between places, and names that are not known.
   * @example ["The complaint is recorded in Nebraska, and the tip names Colorado. Confirm the State in the triage."]
   */
  readonly placeWarnings!: string[];
  /** Agencies of the task force that serve a place, the most likely first. */
  readonly proposedAgencies!: ProposedAgencyView[];
  /** Other task forces of the States that the places name. */
  readonly otherTaskForces!: OtherTaskForceView[];
}

export function toPlaceProposalFields(proposal: PlaceAndAgencyProposal): PlaceProposalFields {
  return {
    places: proposal.places.map((place: ProposedPlace) => ({ ...place })),
    placeWarnings: [...proposal.warnings],
    proposedAgencies: proposal.agencies.map((agency: ProposedAgency) => ({ ...agency })),
    otherTaskForces: proposal.otherTaskForces.map((taskForce: OtherTaskForce) => ({ ...taskForce })),
  };
}
