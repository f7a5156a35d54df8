import type { ReportedRole } from '../api/types';
import { Chips } from '../kit/chips';
import { useWords } from '../words/use-words';
import { withRole } from './report';
import type { ReportForm } from './use-report';

const roleKeys: Readonly<Record<string, ReportedRole>> = { s: 'suspect', v: 'victim', r: 'reporter', u: 'unknown' };

/** Values that were found in the text, each a chip that the user keeps with a role, or drops. */
export function FoundValues({ form: { candidates, report, change } }: { readonly form: ReportForm }) {
  const words = useWords();
  if (candidates.length === 0) return null;
  return (
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
      kept={new Set(candidates.map(({ id }) => id).filter((id) => id in report.kept))}
      onKept={(ids) =>
        change(({ kept }) => ({
          kept: Object.fromEntries(
            candidates
              .filter(({ id }) => ids.has(id))
              .map((found) => [found.id, withRole(found, kept[found.id]?.role ?? 'unknown')]),
          ),
        }))
      }
      onDrop={(id) => change(({ dropped }) => ({ dropped: [...dropped, id] }))}
      onKey={(id, pressed) => {
        const role = roleKeys[pressed];
        const found = candidates.find((candidate) => candidate.id === id);
        if (role && found) change(({ kept }) => ({ kept: { ...kept, [id]: withRole(found, role) } }));
        return role !== undefined;
      }}
      dropLabel={words.intake.drop}
    />
  );
}
