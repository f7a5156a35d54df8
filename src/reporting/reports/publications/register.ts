import { isSmallCount } from '../suppression.js';
import type { MeasureKey } from '../measures/index.js';
import { createCounter, covers, getCellName, type PublicCell, type PublicRecord } from './public-cell.js';
import type { Publication, PublishedCell } from './publication.entity.js';
import { DisclosureRisk } from './publications.errors.js';
import { Recoverability } from './recoverability.js';

/** Number that a file is about to publish. `isTold` is false if the file cannot compute and print it. */
export interface ProposedCell {
  readonly cell: PublicCell;
  readonly isTold: boolean;
}

/**
 * Register of everything published about some measures. The records of a day and place stay as they were at their first
 * publication, so a new number agrees with every earlier one.
 */
export class Register {
  private readonly published = new Map<string, boolean>();
  private readonly recoverability = new Map<MeasureKey, Recoverability>();
  private readonly fixed: ReadonlySet<string>;
  private readonly records: readonly PublicRecord[];
  private readonly added: PublishedCell[] = [];

  constructor(
    readonly measures: readonly MeasureKey[],
    publications: readonly Pick<Publication, 'cells' | 'records'>[],
    current: readonly PublicRecord[],
    private readonly taggedBefore: ReadonlyMap<string, readonly string[]> = collectTagged(publications),
  ) {
    const cells = publications.flatMap((one) => one.cells).filter(({ measure }) => measures.includes(measure));
    const published = publications.flatMap((one) => one.records).filter(({ measure }) => measures.includes(measure));
    this.fixed = new Set(published.map(getRecordKey));
    const isLate = (record: PublicRecord): boolean =>
      cells.some((cell) => cell.measure === record.measure && cell.recordIds === null && covers(cell, record));
    this.records = [
      ...published,
      ...current.filter((record) => !this.fixed.has(getRecordKey(record)) && !isLate(record)),
    ];
    for (const measure of measures) {
      const own = new Recoverability(this.records.filter((record) => record.measure === measure));
      this.recoverability.set(measure, own);
      for (const cell of cells.filter((one) => one.measure === measure)) this.enter(cell, own);
    }
  }

  /** Returns the tagged records of an operation as of its earlier publication; null if there is none. */
  getTagged(operationId: string): readonly string[] | null {
    return this.taggedBefore.get(operationId) ?? null;
  }

  /** Returns the number of records that a cell counts, as the public knows them. */
  countRecords(cell: PublicCell): number {
    return this.getRecoverability(cell.measure).countRecords(cell);
  }

  /**
   * Decides which numbers of one measure a file may show, and records the decision. Throws
   * DisclosureRisk if a reader could calculate a number of 1 to 4 even with every new number suppressed.
   */
  settle(measure: MeasureKey, proposed: readonly ProposedCell[]): boolean[] {
    const own = this.getRecoverability(measure);
    const counted = proposed.map((one) => ({ ...one, name: getCellName(one.cell), count: own.countRecords(one.cell) }));
    const newCells = [...new Map(counted.map((one) => [one.name, one])).values()].filter(
      ({ name }) => !this.published.has(name),
    );
    const [shown, withheld] = [
      newCells.filter(({ isTold, count }) => isTold && !isSmallCount(count)),
      newCells.filter(({ isTold, count }) => !isTold || isSmallCount(count)),
    ];
    for (const { cell } of withheld) this.add({ ...cell, isTold: false }, own);
    if (withheld.length > 0 && !own.isSound()) throw new DisclosureRisk(measure);
    // Largest first: a total informs more than a part.
    for (const { cell, count } of shown.sort((a, b) => b.count - a.count)) {
      if (count === 0 || own.publish(cell)) this.recordDecision({ ...cell, isTold: true });
      else {
        this.add({ ...cell, isTold: false }, own);
        if (!own.isSound()) throw new DisclosureRisk(measure);
      }
    }
    return counted.map(({ name }) => this.published.get(name) ?? false);
  }

  /** Returns the decisions of this publication and the records that they fix. */
  collectDecisions(): Pick<Publication, 'cells' | 'records'> {
    // Publishing a place fixes all its records, including those that none of its published breakdowns counts.
    const filters = this.added.map((cell) => (cell.recordIds ? createCounter(cell) : createPlaceFilter(cell)));
    const records = this.records.filter(
      (record) => !this.fixed.has(getRecordKey(record)) && filters.some((matches) => matches(record)),
    );
    return { cells: this.added, records };
  }

  private getRecoverability(measure: MeasureKey): Recoverability {
    const own = this.recoverability.get(measure);
    if (!own) throw new Error(`The register of publications was opened without the measure ${measure}`);
    return own;
  }

  private add(cell: PublishedCell, own: Recoverability): void {
    this.enter(cell, own);
    this.added.push(cell);
  }

  private recordDecision(cell: PublishedCell): void {
    this.published.set(getCellName(cell), cell.isTold);
    this.added.push(cell);
  }

  private enter(cell: PublishedCell, own: Recoverability): void {
    this.published.set(getCellName(cell), cell.isTold);
    if (cell.isTold) own.addPublished(cell);
    else own.addSuppressed(cell);
  }
}

function createPlaceFilter(cell: PublicCell): (record: PublicRecord) => boolean {
  return (record) => record.measure === cell.measure && covers(cell, record);
}

function getRecordKey({ measure, recordId }: PublicRecord): string {
  return `${measure} ${recordId}`;
}

function collectTagged(publications: readonly Pick<Publication, 'cells'>[]): Map<string, readonly string[]> {
  const tagged = new Map<string, readonly string[]>();
  for (const { operationId, recordIds } of publications.flatMap(({ cells }) => cells)) {
    if (operationId && recordIds && !tagged.has(operationId)) tagged.set(operationId, recordIds);
  }
  return tagged;
}
