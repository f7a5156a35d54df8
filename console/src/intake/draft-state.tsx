import { Alert } from '../kit/messages';
import { useWords } from '../words/use-words';
import type { DraftState } from './use-draft';

/** Line that says whether the draft is saved. */
export function DraftLine({ state }: { readonly state: DraftState }) {
  const words = useWords();
  if (state.is === 'saved')
    return (
      <span className="soft">
        {words.intake.draftSaved(state.at.toLocaleTimeString(words.locale, { timeStyle: 'short' }))}
      </span>
    );
  if (state.is === 'saving') return <span className="soft">{words.intake.draftSaving}</span>;
  if (state.is === 'failed') return <span className="badge badge--warn">{words.intake.draftFailed}</span>;
  return null;
}

/** Choice after another tab changed or ended the draft. A draft that ended can only be continued as a new one. */
export function DraftConflict({
  isEnded,
  onTakeOther,
  onKeepMine,
}: {
  readonly isEnded: boolean;
  readonly onTakeOther: () => void;
  readonly onKeepMine: () => void;
}) {
  const words = useWords();
  return (
    <Alert tone="warning" isLive>
      <p className="flush">{isEnded ? words.intake.draftEnded : words.intake.draftElsewhere}</p>
      {!isEnded && (
        <>
          <button type="button" className="usa-button usa-button--outline small-button" onClick={onTakeOther}>
            {words.intake.draftTakeOther}
          </button>{' '}
        </>
      )}
      <button type="button" className="usa-button usa-button--outline small-button" onClick={onKeepMine}>
        {words.intake.draftKeepMine}
      </button>
    </Alert>
  );
}
