import { Declarations } from './declarations.js';

/**
 * Classification of a field, which decides whether it remains in a redacted rendering:
 *   matter  remains: a fact of the matter;
 *   words   omitted: free text, which may mention a child;
 *   child   omitted: concerns a child (18 U.S.C. 3509(d)(2));
 *   suspect remains, except for a juvenile (18 U.S.C. 5038) who is not tried as an adult: identifies a suspect.
 */
export type Concern = 'matter' | 'words' | 'child' | 'suspect';
export type Concerns = Readonly<Record<string, Concern>>;

export type Labels = Readonly<Record<string, string>>;

/** Records of one kind that belong to a complaint: their table, and the classification of each column. */
export interface PacketSection {
  readonly name: string;
  readonly title: string;
  readonly table: string;
  readonly concerns: Concerns;
  /** Words for the codes of a column in print. Other codes are printed without their underscores. */
  readonly labels?: Readonly<Record<string, Labels>>;
  /** SQL expression over the row `r`: whether its suspect is a juvenile. */
  readonly juvenile?: string;
  /** SQL condition over the row `r` that selects the rows; all rows without it. */
  readonly only?: string;
  /** Columns of encrypted content. They leave with no packet. */
  readonly encrypted?: readonly string[];
}

const classify = (concern: Concern, ...columns: readonly string[]): Concerns =>
  Object.fromEntries(columns.map((column) => [column, concern]));
/** Classifies the id of a record, and columns with facts of the matter. */
export const matter = (...columns: readonly string[]): Concerns => classify('matter', 'id', ...columns);
export const words = (...columns: readonly string[]): Concerns => classify('words', ...columns);
export const child = (...columns: readonly string[]): Concerns => classify('child', ...columns);
export const suspect = (...columns: readonly string[]): Concerns => classify('suspect', ...columns);
export const voidedConcerns = { ...classify('matter', 'voided_at'), ...words('void_reason') };

/** SQL expression over the row `r` of a suspect's record: whether the suspect is a juvenile. */
export const selectIsJuvenile = '(SELECT s.juvenile FROM app.suspects s WHERE s.id = r.suspect_id)';

const sectionSequence: readonly string[] = [
  'complaint',
  'tip-versions',
  'screenings',
  'triages',
  'assignments',
  'moves',
  'holds',
  'suspects',
  'aliases',
  'persons',
  'files',
  'identifiers-of-suspects',
  'identifiers-of-others',
  'arrests',
  'charges',
  'referrals-for-prosecution',
  'prosecutions',
  'victims-identified',
  'relationships',
  'safeguarding',
  'investigations',
  'legal-processes',
  'forensic-exams',
  'preservations',
  'notes',
  'tasks',
  'terms-of-tasks',
  'transfers',
  'shares',
  'disclosures',
  'outside-checks',
  'closure-proposals',
  'dispositions',
];

export const packetDeclarations = new Declarations<PacketSection>('packet', sectionSequence);

/** Other tables of a complaint, each with the reason for its omission. */
const omittedTables = new Map<string, string>();

/** Declares the sections of a feature when its `<feature>.packet.ts` is loaded. */
export function declarePacketSections(...sections: readonly PacketSection[]): void {
  packetDeclarations.add(sections);
}

/** Declares tables of a feature that a packet omits, each with the reason. Rejects a second declaration. */
export function omitFromPackets(reasons: Readonly<Record<string, string>>): void {
  for (const [table, reason] of Object.entries(reasons)) {
    if (omittedTables.has(table)) throw new Error(`The packet has two declarations of the omitted table ${table}`);
    omittedTables.set(table, reason);
  }
}

/** Returns the tables that a packet omits, with the reasons. */
export function listOmittedTables(): ReadonlyMap<string, string> {
  return omittedTables;
}
