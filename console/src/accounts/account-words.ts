import { accounts } from '../words/en/accounts';
import { screenWords } from '../words/use-words';

/** Returns the words of the accounts page. */
export const useAccountWords = screenWords(accounts, async () => (await import('../words/es/accounts')).accounts);
