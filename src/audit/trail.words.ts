/** What each act is in a sentence about a complaint: "Dana Reyes … assigned the complaint". */
export const actWords: Readonly<Record<string, string>> = {
  'complaint.received': 'logged the complaint',
  'complaint.triaged': 'triaged the complaint',
  'complaint.assigned': 'assigned the complaint',
  'complaint.closed': 'closed the complaint',
  'suspect.recorded': 'recorded a suspect',
  'suspect.corrected': 'corrected what is known of a suspect',
  'arrest.recorded': 'recorded an arrest',
  'arrest.corrected': 'corrected an arrest',
  'victim.identified': 'recorded a child as identified',
  'victim.safeguarded': 'recorded how a child is safeguarded',
  'operation.tagged': 'counted it to an operation',
  'demo.loaded': 'loaded the complaint as synthetic data',
};

/** What a row of a table is called. */
export const recordWords: Readonly<Record<string, string>> = {
  complaints: 'complaint',
  triages: 'triage',
  assignments: 'assignment',
  dispositions: 'disposition',
  suspects: 'suspect',
  arrests: 'arrest',
  victims_identified: 'identified child',
  operation_members: 'operation',
};
