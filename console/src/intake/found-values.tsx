import type { ReportedRole } from '../api/types';
import { Chips } from '../kit/chips';
import { useWords } from '../words/use-words';
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
        const role = report.kept[id];
        return {
          id,
          text: port === null ? raw : `${raw} :${port}`,
          note: role ? words.intake.ofRole(words.reportedRole[role]) : words.identifierKind[kind],
        };
      })}
      kept={new Set(candidates.map(({ id }) => id).filter((id) => id in report.kept))}
      onKept={(ids) =>
        change((before) => ({ kept: Object.fromEntries([...ids].map((id) => [id, before.kept[id] ?? 'unknown'])) }))
      }
      onDrop={(id) => change((before) => ({ dropped: [...before.dropped, id] }))}
      onKey={(id, pressed) => {
        const role = roleKeys[pressed];
        if (role) change((before) => ({ kept: { ...before.kept, [id]: role } }));
        return role !== undefined;
      }}
      dropLabel={words.intake.drop}
    />
  );
}
