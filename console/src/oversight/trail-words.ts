import { trail } from '../words/en/trail';
import { screenWords } from '../words/use-words';

/** Returns the words of the audit trail. */
export const useTrailWords = screenWords(trail, async () => (await import('../words/es/trail')).trail);
