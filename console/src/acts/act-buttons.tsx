import { useWords } from '../words/use-words';
import type { ActName } from './act';

/** Buttons of acts, each of which opens the dialog of its act. `isFirstMain` makes the first one stand out. */
export function ActButtons<Name extends ActName | 'triage'>({
  names,
  onAct,
  isFirstMain = false,
}: {
  readonly names: readonly Name[];
  readonly onAct: (name: Name) => void;
  readonly isFirstMain?: boolean;
}) {
  const words = useWords();
  return names.map((name, index) => (
    <button
      key={name}
      type="button"
      className={isFirstMain && index === 0 ? 'usa-button' : 'usa-button usa-button--outline'}
      onClick={() => onAct(name)}
    >
      {words.acts[name]}
    </button>
  ));
}
