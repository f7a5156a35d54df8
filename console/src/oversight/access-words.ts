import { access } from '../words/en/access';
import { screenWords } from '../words/use-words';

/** Returns the words of the page about access to a complaint. */
export const useAccessWords = screenWords(access, async () => (await import('../words/es/access')).access);
