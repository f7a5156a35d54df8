import { useLayoutEffect, useRef } from 'react';
import type { Schemas } from '../api/types';
import { formatAge } from '../kit/dates';
import { Alert } from '../kit/messages';
import { focusHeading } from '../kit/page';
import { useWords } from '../words/use-words';

const forms = ['note', 'triage', 'closure'] as const;
export type DraftForm = (typeof forms)[number];

export function isDraftForm(kind: unknown): kind is DraftForm {
  return (forms as readonly unknown[]).includes(kind);
}

/** Lines about the user's own drafts, one for each form: a form continues the latest draft of its kind. */
export function Drafts({
  drafts,
  onContinue,
}: {
  readonly drafts: readonly Schemas['DraftSummary'][];
  readonly onContinue: (form: DraftForm) => void;
}) {
  const words = useWords();
  const latest = forms.flatMap((form) => {
    const draft = drafts.find(({ kind }) => kind === form);
    return draft ? [{ form, draft }] : [];
  });
  if (latest.length === 0) return null;
  return (
    <section className="own-drafts no-print" aria-label={words.complaint.drafts}>
      <Alert tone="info">
        <ul className="plain-list">
          {latest.map(({ form, draft }) => (
            <DraftLine key={form} form={form} savedAt={draft.savedAt} onContinue={() => onContinue(form)} />
          ))}
        </ul>
      </Alert>
    </section>
  );
}

function DraftLine({
  form,
  savedAt,
  onContinue,
}: {
  readonly form: DraftForm;
  readonly savedAt: string;
  readonly onContinue: () => void;
}) {
  const words = useWords();
  const button = useRef<HTMLButtonElement>(null);
  // A form that ends its draft has no button left to give the focus back to.
  useLayoutEffect(
    () => () => {
      if ([button.current, document.body].includes(document.activeElement as HTMLElement)) focusHeading();
    },
    [],
  );
  return (
    <li>
      {words.complaint.draftOf[form](formatAge(savedAt, words.locale))}{' '}
      <button type="button" className="usa-button usa-button--unstyled" ref={button} onClick={onContinue}>
        {words.complaint.continueDraft[form]}
      </button>
    </li>
  );
}
