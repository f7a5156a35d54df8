import type { ReportedRole } from '../api/types';
import { Chips } from '../kit/chips';
import { Options, SelectField } from '../kit/field';
import { useWords } from '../words/use-words';
import { type Candidate, withRole } from './report';
import type { ReportForm } from './use-report';

const roleKeys: Readonly<Record<string, ReportedRole>> = { s: 'suspect', v: 'victim', r: 'reporter', u: 'unknown' };

/** Values that were found in the text, each a chip that the user keeps or drops. A kept one has a field for its owner. */
export function FoundValues({ form: { candidates, report, change } }: { readonly form: ReportForm }) {
  const words = useWords();
  if (candidates.length === 0) return null;
  const kept = candidates.filter(({ id }) => id in report.kept);
  const setRole = (found: Candidate, role: ReportedRole): void =>
    change(({ kept: before }) => ({ kept: { ...before, [found.id]: withRole(found, role) } }));
  return (
    <>
      <Chips
        label={words.intake.found}
        hint={words.intake.foundHint}
        chips={candidates.map(({ id, kind, raw, port }) => {
          const role = report.kept[id]?.role;
          return {
            id,
            text: port === null ? raw : `${raw} :${port}`,
            note: role ? words.intake.ofRole(words.reportedRole[role]) : words.identifierKind[kind],
          };
        })}
        kept={new Set(kept.map(({ id }) => id))}
        onKept={(ids) =>
          change(({ kept: before }) => ({
            kept: Object.fromEntries(
              candidates
                .filter(({ id }) => ids.has(id))
                .map((found) => [found.id, withRole(found, before[found.id]?.role ?? 'unknown')]),
            ),
          }))
        }
        onDrop={(id) => change(({ dropped }) => ({ dropped: [...dropped, id] }))}
        onKey={(id, pressed) => {
          const role = roleKeys[pressed];
          const found = candidates.find((candidate) => candidate.id === id);
          if (role && found) setRole(found, role);
          return role !== undefined;
        }}
        dropLabel={words.intake.drop}
      />
      {/* A telephone has no keys for the roles. */}
      <div className="field-row">
        {kept.map((found) => (
          <SelectField
            key={found.id}
            label={words.intake.owner(found.raw)}
            value={report.kept[found.id]?.role}
            onChange={(event) => setRole(found, event.target.value as ReportedRole)}
          >
            <Options words={words.complaint.role} />
          </SelectField>
        ))}
      </div>
    </>
  );
}
