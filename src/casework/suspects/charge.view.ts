import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { ComplaintType } from '../complaints/complaints.enums.js';
import type { Charge, ChargeFacts } from './charge.entity.js';
import { federalSections, federalSectionOf, usualCharges } from './charges.codes.js';
import {
  completionLetters,
  criminalActivities,
  nibrsOffenses,
  type Completion,
  type CompletionLetter,
  type CriminalActivity,
  type NibrsLocation,
  type NibrsOffense,
  type OffenderUse,
} from './nibrs.codes.js';
import { isGroupB } from './nibrs.rules.js';
import { type ChargeInput } from './charge.request.js';

/**
 * Charge of an arrest. It is no NIBRS submission: it has no type of force or weapon (data element 13) and no gang
 * information.
 */
export class ChargeView {
  readonly id!: string;
  readonly version!: number;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** Arrest that the charge belongs to. */
  readonly arrestId!: string;
  /**
   * `US`, or the State's two letters.
   * @example NE
   */
  readonly jurisdiction!: string;
  /** Code that contains the section: `18 U.S.C.`, or the State's. */
  readonly code!: string;
  readonly section!: string;
  /** Title of the section. */
  readonly title!: string;
  readonly federalSection!: string | null;
  readonly counts!: number;
  readonly completion!: Completion;
  /** Letter of NIBRS data element 7; null for an offense of Group B, 90Z, which has no such element. */
  readonly nibrsCompletion!: CompletionLetter | null;
  readonly nibrsOffense!: NibrsOffense;
  readonly criminalActivities!: CriminalActivity[];
  readonly offenderUsing!: OffenderUse[];
  readonly location!: NibrsLocation | null;
  readonly victimAge!: number | null;
  /** Time of the voiding; null if it is not void. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

/** Page of a list of charges. */
export class ChargePage {
  readonly items!: ChargeView[];
  readonly nextCursor!: string | null;
}

/** Federal section usual for the type of complaint. */
export class FederalSuggestion {
  /**
   * Citation within title 18.
   * @example 2252A(a)(5)
   */
  readonly section!: string;
  /**
   * Title of the section.
   * @example Certain activities relating to material constituting or containing child pornography
   */
  readonly title!: string;
}

/** Criminal activity with the material, as a letter. */
export class ActivitySuggestion {
  readonly code!: CriminalActivity;
  /**
   * Name of the activity.
   * @example Possessing or concealing
   */
  readonly name!: string;
}

/** NIBRS offense usual for the type of complaint. */
export class OffenseSuggestion {
  /**
   * Code of the offense.
   * @example 370
   */
  readonly code!: NibrsOffense;
  /**
   * Name of the offense.
   * @example Pornography or obscene material
   */
  readonly name!: string;
  /** Usual criminal activities with the material. Offense 370 requires at least one. */
  readonly criminalActivities!: ActivitySuggestion[];
}

/** Suggested statutes and NIBRS offenses for a type of complaint. The choice stays with the user. */
export class ChargeSuggestions {
  readonly complaintType!: ComplaintType;
  readonly federal!: FederalSuggestion[];
  readonly nibrs!: OffenseSuggestion[];
}

/** Returns the fields of the request, with null for omitted ones. */
export function toChargeFacts(charge: ChargeInput): ChargeFacts {
  const { code = null, title = null, federalSection = null, location = null, victimAge = null, ...rest } = charge;
  return { ...rest, code, title, federalSection, location, victimAge };
}

export function toChargeView(charge: Charge): ChargeView {
  const { id, version, taskForceId, complaintId, arrestId, jurisdiction, code, section, title } = charge;
  const { federalSection, counts, completion, nibrsOffense, location, victimAge, voidReason } = charge;
  const ids = {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    complaintId,
    complaint: nameComplaint(complaintId),
    arrestId,
  };
  const statute = { jurisdiction, code, section, title, federalSection, counts, completion };
  const letters = { criminalActivities: [...charge.criminalActivities], offenderUsing: [...charge.offenderUsing] };
  const nibrsCompletion = isGroupB(nibrsOffense) ? null : completionLetters[completion];
  const nibrs = { nibrsOffense, nibrsCompletion, ...letters, location, victimAge };
  return { ...ids, ...statute, ...nibrs, voidedAt: charge.voidedAt?.toISOString() ?? null, voidReason };
}

export function suggestCharges(complaintType: ComplaintType): ChargeSuggestions {
  const { federal, nibrs } = usualCharges[complaintType];
  return {
    complaintType,
    federal: federal.map((section) => ({ section, title: findTitle(section) })),
    nibrs: nibrs.map(({ offense, activities = [] }) => ({
      code: offense,
      name: nibrsOffenses[offense],
      criminalActivities: activities.map((code) => ({ code, name: criminalActivities[code] })),
    })),
  };
}

function findTitle(citation: string): string {
  const section = federalSectionOf(citation);
  if (section === null) throw new Error('A suggested charge does not cite title 18 U.S.C.');
  return federalSections[section];
}
