import type { Schemas } from '../api/types';
import { formatDay } from '../kit/dates';
import { Masked } from '../kit/masked';
import { Empty } from '../kit/messages';
import { useWords } from '../words/use-words';

/** Suspects, arrests and identified children of a case. Children have their pseudonym and no name. */
export function Persons({ view }: { readonly view: Schemas['CaseView'] }) {
  const words = useWords();
  const suspects = view.suspects.filter(({ voidedAt }) => voidedAt === null);
  const arrests = view.arrests.filter(({ voidedAt }) => voidedAt === null);
  const victims = view.victims.filter(({ voidedAt }) => voidedAt === null);
  const day = (on: string): string => formatDay(on, words.locale);
  if (suspects.length + victims.length === 0) return <Empty>{words.complaint.noPersons}</Empty>;
  return (
    <>
      {suspects.length > 0 && (
        <>
          <h3>{words.complaint.suspects}</h3>
          <ul className="plain-list">
            {suspects.map(({ id, givenName, familyName, juvenile, identifiedOn }) => (
              <li key={id}>
                <strong dir="auto">
                  {[givenName, familyName].filter(Boolean).join(' ') || words.complaint.unknownName}
                </strong>{' '}
                {juvenile && <span className="badge">{words.complaint.juvenile}</span>}{' '}
                <span className="soft">{day(identifiedOn)}</span>
                {arrests
                  .filter(({ suspectId }) => suspectId === id)
                  .map((arrest) => (
                    <span key={arrest.id} className="soft">
                      {' · '}
                      {words.complaint.arrests}: {day(arrest.arrestedOn)}
                    </span>
                  ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {victims.length > 0 && (
        <>
          <h3>{words.complaint.children}</h3>
          <ul className="plain-list">
            {victims.map(({ id, pseudonym, identifiedOn }) => (
              <li key={id}>
                <strong>{pseudonym}</strong> <Masked /> <span className="soft">{day(identifiedOn)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
