import { drillDownOf } from './rows-path.js';
import type { MeasureKey } from './measures/index.js';
import type { OperationReportView } from './reports.contract.js';
import { isFew } from './suppression.js';

/**
 * Returns the press release of an operation in Markdown, each figure with a link to its drill-down.
 * `docs/press-release.md` describes the layout and the rounding.
 */
export function pressRelease(report: OperationReportView, undisclosed: readonly MeasureKey[] = []): string {
  const { operation, taskForces, agencies, figures, drillDownPath, scope, generatedAt } = report;
  const linked = (words: string, measure: MeasureKey): string => `[${words}](${drillDownOf(drillDownPath, measure)})`;
  const seen = (n: number, measure: MeasureKey): string => linked(rounded(n), measure);
  // A small number of offenders or children could identify one. Another number may reveal one that was suppressed
  // elsewhere.
  const few = (n: number, measure: MeasureKey): string => {
    if (isFew(n)) return linked('fewer than five', measure);
    return linked(undisclosed.includes(measure) ? 'an undisclosed number of' : rounded(n), measure);
  };
  return `# ${plain(operation.name)}

${dayInWords(operation.startsOn)} to ${dayInWords(operation.endsOn)}. ${counted(taskForces, 'task force')} with ${counted(agencies, 'agency', 'agencies')} took part. They

- documented ${seen(figures.complaintsDocumented.recorded, 'complaints_documented')} complaints of technology-facilitated crimes against children,
- made ${seen(figures.arrests.recorded, 'arrests')} arrests,
- identified ${few(
    figures.offendersIdentifiedHandsOnOrProduction.recorded,
    'offenders_identified_hands_on_or_production',
  )} offenders who produced child sexual abuse material or sexually abused a child,
- identified ${few(figures.victimsIdentified.recorded, 'victims_identified')} children who suffered recent, ongoing or historical sexual abuse, or were victims of production,
- held ${seen(figures.presentations.recorded, 'presentations')} presentations on internet safety, which reached ${seen(figures.peopleReached.recorded, 'people_reached')} people.

---

Counted ${countedFor[scope.at]} on ${generatedAt.slice(0, 10)} at ${generatedAt.slice(11, 16)} UTC: ${
    operation.membership === 'window' ? 'what was recorded in these days' : 'what was tagged for the operation'
  }. Each figure opens the records behind it for whoever may read them.
`;
}

const countedFor = {
  national: 'of all task forces that took part',
  task_force: 'of one task force',
  agency: 'of one agency',
} as const satisfies Record<OperationReportView['scope']['at'], string>;

/**
 * Rounds a number down for the press: to hundreds from 1,000 and to thousands from 100,000. A rounded number begins
 * with "more than".
 */
export function rounded(n: number): string {
  const step = n >= 100_000 ? 1000 : n >= 1000 ? 100 : 1;
  const down = n - (n % step);
  return n === 0 ? 'no' : `${down < n ? 'more than ' : ''}${down.toLocaleString('en-US')}`;
}

function counted(n: number, one: string, several = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : several}`;
}

function dayInWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
}

/** Escapes the characters of Markdown in a name. */
function plain(name: string): string {
  return name.replaceAll(/[\\`*_[\]<>#!&|~]/g, '\\$&');
}
