import { Options, SelectField } from '../kit/field';
import { Picker } from '../kit/picker';
import { useWords } from '../words/use-words';
import { namesOf, useAgencies, usePeople } from './directory';

export interface Assignment {
  readonly agencyId: string;
  readonly investigatorId: string | null;
}

interface AssignmentFieldsProps {
  readonly value: Assignment;
  /** Id before `-agency` and `-investigator`. */
  readonly fieldId: string;
  readonly faultOf: (fieldId: string) => string | undefined;
  readonly onChange: (assignment: Assignment) => void;
}

/** Fields of an assignment: an investigator of the agency, and the agency. Another agency clears the investigator. */
export function AssignmentFields({ value, fieldId, faultOf, onChange }: AssignmentFieldsProps) {
  const words = useWords();
  const agencies = useAgencies();
  const { agencyId, investigatorId } = value;
  return (
    <>
      <InvestigatorPicker
        key={agencyId}
        id={`${fieldId}-investigator`}
        error={faultOf(`${fieldId}-investigator`)}
        agencyId={agencyId}
        value={investigatorId}
        onChange={(chosen) => onChange({ agencyId, investigatorId: chosen })}
      />
      <SelectField
        id={`${fieldId}-agency`}
        label={words.acts.agency}
        error={faultOf(`${fieldId}-agency`)}
        value={agencyId}
        onChange={(event) => onChange({ agencyId: event.target.value, investigatorId: null })}
      >
        {agencyId === '' && <option value="">{words.common.choose}</option>}
        <Options words={namesOf(agencies)} />
      </SelectField>
    </>
  );
}

/** Picker of an investigator of an agency, with the number of open complaints and the state of the training. */
function InvestigatorPicker({
  id: fieldId,
  error,
  agencyId,
  value,
  onChange,
}: {
  readonly id: string;
  readonly error: string | undefined;
  readonly agencyId: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}) {
  const words = useWords();
  const people = usePeople(agencyId);
  return (
    <Picker
      id={fieldId}
      error={error}
      label={words.common.optional(words.acts.investigator)}
      hint={words.acts.investigatorHint}
      buttonLabel={words.common.showChoices}
      emptyText={people ? words.acts.noInvestigator : words.common.loading}
      choices={(people ?? []).map(({ id, name, open, isTrained }) => ({
        id,
        name,
        note: open === null ? undefined : words.acts.load(open, isTrained !== false),
      }))}
      value={value}
      onChange={onChange}
      autoFocus
    />
  );
}
