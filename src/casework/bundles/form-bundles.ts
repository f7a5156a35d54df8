import { addDays, type Day } from '../../platform/time/calendar.js';
import { minBundleComplaints, type BundleKind } from './bundles.enums.js';

/** Use of a shared value in a complaint. */
export interface SharedUse {
  readonly complaintId: string;
  readonly identifierId: string;
  readonly fileId: string | null;
  readonly receivedOn: Day;
}

/** Value that untriaged complaints share, with its uses in the order of their receipt. */
export interface SharedBundleValue {
  readonly kind: BundleKind;
  readonly uses: readonly [SharedUse, ...SharedUse[]];
}

/** Value that all complaints of a bundle share, by its record in the first of them. */
export interface BundleReason {
  readonly kind: BundleKind;
  readonly identifierId: string;
  readonly fileId: string | null;
}

/** Untriaged complaints that share values and were received within a period. */
export interface Bundle {
  /** Identifier of the first complaint. It names the bundle without its value. */
  readonly id: string;
  readonly reasons: readonly BundleReason[];
  /** In the order of receipt. */
  readonly complaintIds: readonly string[];
  readonly firstReceivedOn: Day;
  readonly lastReceivedOn: Day;
}

/**
 * Returns the bundles of shared values, the largest first. The uses of a value are divided into periods, each from its
 * first complaint. Values of the same complaints, such as the hashes of one file, make one bundle.
 */
export function formBundles(values: readonly SharedBundleValue[], days: number): Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const { kind, uses } of values)
    for (const period of divide(uses, days)) {
      if (period.length < minBundleComplaints) continue;
      const bundle = toBundle(kind, period);
      const key = bundle.complaintIds.join();
      const known = bundles.get(key);
      bundles.set(key, known ? merge(known, bundle) : bundle);
    }
  return [...bundles.values()].toSorted(
    (one, other) => other.complaintIds.length - one.complaintIds.length || (one.id < other.id ? -1 : 1),
  );
}

export function toBundle(kind: BundleKind, uses: SharedBundleValue['uses']): Bundle {
  const [{ identifierId, fileId, receivedOn: firstReceivedOn }] = uses;
  return {
    id: identifierId,
    reasons: [{ kind, identifierId, fileId }],
    complaintIds: uses.map(({ complaintId }) => complaintId),
    firstReceivedOn,
    lastReceivedOn: uses.at(-1)?.receivedOn ?? firstReceivedOn,
  };
}

/** Adds the reasons of a bundle of the same complaints. The smallest id names it, whatever the order of the values. */
function merge(one: Bundle, other: Bundle): Bundle {
  const reasons = [...one.reasons, ...other.reasons].toSorted((a, b) => (a.identifierId < b.identifierId ? -1 : 1));
  return { ...one, id: reasons[0]?.identifierId ?? one.id, reasons };
}

function divide([first, ...later]: SharedBundleValue['uses'], days: number): SharedBundleValue['uses'][] {
  const periods: [SharedUse, ...SharedUse[]][] = [];
  let current: [SharedUse, ...SharedUse[]] = [first];
  for (const use of later)
    if (use.receivedOn < addDays(current[0].receivedOn, days)) current.push(use);
    else {
      periods.push(current);
      current = [use];
    }
  return [...periods, current];
}
