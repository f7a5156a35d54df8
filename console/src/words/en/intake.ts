import { count } from './count';

export const intake = {
  title: 'New complaint',
  reported: 'What was reported',
  reportedHint:
    'Paste or type. Email addresses, handles, IP addresses and other identifiers in the text are found as you type.',
  source: 'Source',
  sourceHint: (n: number) => `Alt+1 to Alt+${n} choose a source.`,
  received: (zone: string) => `Received (${zone})`,
  state: 'State or territory',
  county: 'County',
  city: 'City',
  agency: 'Agency',
  type: 'Type',
  mode: 'Mode',
  later: 'Decide at triage',
  found: 'Found in the text',
  foundHint:
    'Choose the values to keep. Enter keeps a value and Backspace removes it. The keys s, v, r and u say that it belongs to the suspect, the victim, the reporter, or an unknown person.',
  ofRole: (role: string) => `of ${role}`,
  owner: (value: string) => `Owner of ${value}`,
  drop: (text: string) => `Remove ${text}`,
  known: 'Matches with other complaints',
  knownCount: (n: number) => (n === 0 ? 'No match is found yet.' : `${count(n, 'match is', 'matches are')} found.`),
  knownBefore: 'These are the matches of the text before your last change.',
  notCompared: 'The text is not compared with other complaints yet.',
  tooLong: (length: number, max: number) =>
    `The text has ${length.toLocaleString('en-US')} characters. Shorten it to at most ${max.toLocaleString('en-US')}. A longer text cannot be logged.`,
  same: (reference: string) => `${reference} has the same number given by the source.`,
  callWhom: 'Another agency has this complaint. Phone that agency before you log it again.',
  mentions: 'The text names a known child. Use the pseudonym instead.',
  submit: 'Log the complaint',
  another: 'Log and start another',
  logged: (reference: string) => `${reference} is logged.`,
  loggedMatches: (n: number) => `${count(n, 'strong match', 'strong matches')}.`,
  open: 'Open it',
};
