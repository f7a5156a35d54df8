import { useWords } from '../words/use-words';

/** Value that the tracker does not show here, such as the name of a child. */
export function Masked() {
  const words = useWords();
  return (
    <span className="masked">
      <span className="usa-sr-only">{words.common.hidden}</span>
      <span aria-hidden="true">••••••</span>
    </span>
  );
}
