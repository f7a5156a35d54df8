import type { Schemas } from '../api/types';
import { SelectField } from '../kit/field';
import { Alert } from '../kit/messages';
import { useWords } from '../words/use-words';

type Jurisdiction = NonNullable<Schemas['TriageComplaint']['jurisdiction']>;

/** Jurisdiction that a place proposes, under the text that a draft keeps of it. */
interface PlaceChoice {
  readonly key: string;
  readonly jurisdiction: Jurisdiction;
}

/**
 * Places besides the recorded one with their reasons, what is to check about them, and the task forces of other States.
 * The API writes them in English.
 */
export function Places({ proposal }: { readonly proposal: Schemas['TriageProposalView'] }) {
  const words = useWords();
  const { places, placeWarnings, otherTaskForces } = proposal;
  const lines = [
    ...places.filter(({ source }) => source !== 'recorded').map(({ reason }) => reason),
    ...otherTaskForces.map(({ name, reason }) => `${name}: ${reason}`),
  ];
  return (
    <>
      {lines.length > 0 && <h3>{words.triage.places}</h3>}
      {placeWarnings.length > 0 && (
        <Alert tone="warning">
          <ul className="plain-list" aria-label={words.triage.placeWarnings}>
            {placeWarnings.map((warning) => (
              <li key={warning} lang="en">
                {warning}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {lines.length > 0 && (
        <ul className="reasons" aria-label={words.triage.places}>
          {lines.map((line, index) => (
            <li key={`${index} ${line}`} lang="en">
              {line}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/**
 * Field for the jurisdiction, with the recorded one first. Without another place there is nothing to choose. It says that
 * the place of a draft is no longer offered.
 */
export function JurisdictionField({
  id,
  label,
  error,
  complaint,
  proposal,
  value,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly complaint: Schemas['ComplaintView'];
  readonly proposal: Schemas['TriageProposalView'];
  readonly value: string;
  readonly onChange: (key: string) => void;
}) {
  const words = useWords();
  const choices = choicesOf(proposal);
  const isOffered = choices.some(({ key }) => key === value);
  const isLost = value !== '' && !isOffered && value !== keyOf(complaint.jurisdiction);
  if (choices.length === 0 && !isLost) return null;
  return (
    <SelectField
      id={id}
      label={label}
      hint={isLost ? words.triage.lostPlace : undefined}
      error={error}
      value={isOffered ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{words.triage.recordedPlace(describe(complaint.jurisdiction))}</option>
      {choices.map(({ key, jurisdiction }) => (
        <option key={key} value={key}>
          {describe(jurisdiction)}
        </option>
      ))}
    </SelectField>
  );
}

/** Returns the jurisdiction of a chosen place; undefined if the recorded one stays. */
export function findJurisdiction(proposal: Schemas['TriageProposalView'], value: string): Jurisdiction | undefined {
  return choicesOf(proposal).find(({ key }) => key === value)?.jurisdiction;
}

function choicesOf({ places }: Schemas['TriageProposalView']): PlaceChoice[] {
  const choices = new Map<string, PlaceChoice>();
  for (const { source, state, county, city } of places) {
    if (state === null || source === 'recorded') continue;
    const jurisdiction = { state: state as Jurisdiction['state'], county, city };
    const key = keyOf(jurisdiction);
    choices.set(key, { key, jurisdiction });
  }
  return [...choices.values()];
}

function keyOf({ state, county, city }: Jurisdiction | Schemas['JurisdictionView']): string {
  return JSON.stringify({ state, county, city });
}

function describe({ city, county, state }: Jurisdiction | Schemas['JurisdictionView']): string {
  return [city, county, state].filter(Boolean).join(', ');
}
