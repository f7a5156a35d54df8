import type { Problem } from '../api/problem';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { formatAge, formatTime } from './dates';
import { Alert } from './messages';
import { useAnnounce } from './status-line';
import type { DraftState } from './use-draft';
import { type FormDraft, runDraftAction } from './use-draft-form';

/** Line that says whether the draft is saved. */
export function DraftLine({ state }: { readonly state: DraftState }) {
  const words = useWords();
  const zone = useZone();
  if (state.is === 'saved') {
    return <span className="soft">{words.draft.saved(formatTime(state.at, words.locale, zone))}</span>;
  }
  if (state.is === 'saving') return <span className="soft">{words.draft.saving}</span>;
  if (state.is === 'failed') return <span className="badge badge--warn">{words.draft.failed}</span>;
  return null;
}

interface DraftProps {
  readonly draft: FormDraft;
  readonly setProblem: (problem: Problem | null) => void;
  /** Whether the draft takes no act, because its form is submitted. */
  readonly isLocked?: boolean;
}

/**
 * Message about a draft at the head of its form: that it filled the form, or that another tab changed or ended it. A draft
 * that ended can only be continued as a new one.
 */
export function DraftMessage({ draft, setProblem, isLocked }: DraftProps) {
  const words = useWords();
  const { state, resumedAt } = draft;
  if (state.is !== 'changed-elsewhere' && state.is !== 'ended') {
    if (resumedAt === null) return null;
    return (
      <div role="status">
        <Alert tone="info">{words.draft.resumed(formatAge(resumedAt, words.locale))}</Alert>
      </div>
    );
  }
  return (
    <Alert tone="warning" isLive>
      <p className="flush">{state.is === 'ended' ? words.draft.ended : words.draft.elsewhere}</p>
      {state.is === 'changed-elsewhere' && (
        <>
          <button
            type="button"
            className="usa-button usa-button--outline small-button"
            disabled={isLocked}
            onClick={() => runDraftAction(draft.takeOther, setProblem)}
          >
            {words.draft.takeOther}
          </button>{' '}
        </>
      )}
      <button
        type="button"
        className="usa-button usa-button--outline small-button"
        disabled={isLocked}
        onClick={() => runDraftAction(draft.keepMine, setProblem)}
      >
        {words.draft.keepMine}
      </button>
    </Alert>
  );
}

interface DiscardProps extends DraftProps {
  readonly onDiscarded: () => void;
}

/** Line and button of a draft beside the buttons of its form, once there is a draft. */
export function DraftFoot(props: DiscardProps) {
  const { state, resumedAt } = props.draft;
  if (state.is === 'new' && resumedAt === null) return null;
  return (
    <>
      <DiscardDraft {...props} />
      <DraftLine state={state} />
    </>
  );
}

/** Button that discards a draft, and says so afterwards. */
export function DiscardDraft({ draft, setProblem, isLocked, onDiscarded }: DiscardProps) {
  const words = useWords();
  const announce = useAnnounce();
  return (
    <button
      type="button"
      className="usa-button usa-button--unstyled"
      disabled={isLocked}
      onClick={() =>
        runDraftAction(async () => {
          await draft.discard();
          announce(words.draft.discarded);
          onDiscarded();
        }, setProblem)
      }
    >
      {words.draft.discard}
    </button>
  );
}
