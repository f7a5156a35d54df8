import type { ReactNode } from 'react';
import type { ComplaintMode, ComplaintType, Priority, Schemas } from '../api/types';
import { checkRequired } from '../kit/check-required';
import type { FormFault } from '../kit/error-summary';
import { Options, SelectField, TextArea } from '../kit/field';
import type { FormField } from '../kit/use-submit';
import { useWords } from '../words/use-words';

/** Decision on the form, which may be unfinished. */
export type TriageDecision = {
  type: ComplaintType | '';
  mode: ComplaintMode | '';
  priority: Priority;
  rationale: string;
};

type TriageFieldIds = Readonly<Record<keyof TriageDecision, FormField>>;

/** Returns the ids and labels of the fields of a triage. */
export function useTriageFieldIds(id: string): TriageFieldIds {
  const words = useWords();
  return {
    type: { id: `${id}-type`, label: words.complaint.facts.type },
    mode: { id: `${id}-mode`, label: words.complaint.facts.mode },
    priority: { id: `${id}-priority`, label: words.complaint.facts.priority },
    rationale: { id: `${id}-rationale`, label: words.acts.rationale },
  };
}

/** Returns the faults of an unfinished decision. */
export function checkTriage(
  { type, mode, rationale }: TriageDecision,
  fieldIds: TriageFieldIds,
  { errors }: ReturnType<typeof useWords>,
): FormFault[] {
  return [
    ...checkRequired(fieldIds.type, type, errors.choose),
    ...checkRequired(fieldIds.mode, mode, errors.choose),
    ...checkRequired(fieldIds.rationale, rationale, errors.required),
  ];
}

/** Returns the request of a decision that has no fault. */
export function toTriage({ type, mode, priority, rationale }: TriageDecision): Schemas['TriageComplaint'] {
  return { type: type as ComplaintType, mode: mode as ComplaintMode, priority, rationale };
}

/** Fields of a triage: priority, type, mode, the given other fields, and rationale. */
export function TriageFields({
  fieldIds,
  values: { type, mode, priority, rationale },
  faultOf,
  onChange,
  children,
}: {
  readonly fieldIds: TriageFieldIds;
  readonly values: TriageDecision;
  readonly faultOf: (fieldId: string) => string | undefined;
  readonly onChange: (part: Partial<TriageDecision>) => void;
  readonly children?: ReactNode;
}) {
  const words = useWords();
  return (
    <>
      <fieldset className="usa-fieldset priority-choice" aria-describedby={`${fieldIds.priority.id}-tiers`}>
        <legend className="usa-label">{fieldIds.priority.label}</legend>
        <p className="usa-hint flush" id={`${fieldIds.priority.id}-tiers`}>
          {words.triage.tiers}
        </p>
        <div className="radio-options">
          {([1, 2, 3, 4] as const).map((one) => (
            <label key={one} className="radio-option">
              <input
                id={one === 1 ? fieldIds.priority.id : undefined}
                type="radio"
                name={fieldIds.priority.id}
                checked={priority === one}
                onChange={() => onChange({ priority: one })}
              />
              {words.priority[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field-pair">
        <SelectField
          id={fieldIds.type.id}
          label={fieldIds.type.label}
          error={faultOf(fieldIds.type.id)}
          value={type}
          onChange={(event) => onChange({ type: event.target.value as ComplaintType })}
        >
          <option value="">{words.common.choose}</option>
          <Options words={words.complaintType} />
        </SelectField>
        <SelectField
          id={fieldIds.mode.id}
          label={fieldIds.mode.label}
          error={faultOf(fieldIds.mode.id)}
          value={mode}
          onChange={(event) => onChange({ mode: event.target.value as ComplaintMode })}
        >
          <option value="">{words.common.choose}</option>
          <Options words={words.complaintMode} />
        </SelectField>
      </div>
      {children}
      <TextArea
        id={fieldIds.rationale.id}
        label={fieldIds.rationale.label}
        error={faultOf(fieldIds.rationale.id)}
        value={rationale}
        rows={3}
        onChange={(event) => onChange({ rationale: event.target.value })}
      />
    </>
  );
}
