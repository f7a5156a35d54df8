import type { Precision } from './reports.words.js';

/** A number and where it comes from. */
export class Figure {
  /** Counted from the records in the tracker. */
  readonly recorded!: number;
  /** Carried over from before the tracker, as published then. */
  readonly carried!: number;
  /** Both together. */
  readonly total!: number;
  /** How sure the total is: as sure as the least sure figure in it. */
  readonly precision!: Precision;
}

/** Every measure. Where nothing is there it is zero. */
export class Figures {
  /** Complaints received and logged; a tip sent twice is one. Placed by the day of receipt. */
  readonly complaintsDocumented!: Figure;
  /** Arrests made. Placed by the day of the arrest. */
  readonly arrests!: Figure;
  /** Offenders who produced abuse material, abused a child, or both. Placed by the day they were identified. */
  readonly offendersIdentifiedHandsOnOrProduction!: Figure;
  /** Children identified. Placed by the day they were identified. */
  readonly victimsIdentified!: Figure;
  /** Presentations to the public. Placed by the day they were held. */
  readonly presentations!: Figure;
  /** Young people and adults who came to presentations. */
  readonly peopleReached!: Figure;
  /** Training sessions given. Placed by their last day. */
  readonly trainingSessions!: Figure;
  /** Law enforcement, prosecutors and others trained. */
  readonly peopleTrained!: Figure;
}
