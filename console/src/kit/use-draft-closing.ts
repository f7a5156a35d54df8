import { useWords } from '../words/use-words';
import { useAnnounce } from './status-line';
import type { FormDraft } from './use-draft-form';

/**
 * Returns the function that closes a form. It saves the draft first, and stays if that fails, so that the form says so.
 * A form that has said so already closes.
 */
export function useDraftClosing(draft: FormDraft | undefined, onClose: () => void): () => void {
  const words = useWords();
  const announce = useAnnounce();
  return () => {
    if (draft === undefined || ['failed', 'changed-elsewhere', 'ended'].includes(draft.state.is)) {
      onClose();
      return;
    }
    void draft.flush().then((isSaved) => {
      if (!isSaved) return;
      onClose();
      if (draft.isBegun()) announce(words.draft.kept);
    });
  };
}
