import type { Schemas } from '../api/types';
import { personName, StateBadge, StrengthBadge, PriorityBadge } from '../kit/complaint-words';
import { formatAge, formatInstant } from '../kit/dates';
import type { Column } from '../kit/table';
import { useSession } from '../session/session';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';

export type Line = Schemas['ComplaintLine'];

/** Returns the columns of a queue. The agency has none at the seat of one agency. */
export function useColumns({
  canSelect,
  selected,
  toggle,
  onOpen,
}: {
  readonly canSelect: boolean;
  readonly selected: ReadonlyMap<string, Line>;
  readonly toggle: (line: Line) => void;
  readonly onOpen: (id: string) => void;
}): readonly Column<Line>[] {
  const words = useWords();
  const zone = useZone();
  const { columns } = words.queue;
  const isOfOneAgency = useSession().session.seat.level === 'agency';
  return [
    ...(canSelect
      ? [
          {
            key: 'select',
            head: columns.select,
            className: 'select-cell',
            isHeadHidden: true,
            cell: (line: Line) => (
              <label className="select-box">
                <input type="checkbox" checked={selected.has(line.id)} onChange={() => toggle(line)} />
                <span className="usa-sr-only">{words.queue.select(line.reference)}</span>
              </label>
            ),
          },
        ]
      : []),
    {
      key: 'reference',
      head: columns.reference,
      isRowHeader: true,
      cell: (line) => (
        <a
          className="line-link nowrap"
          href={`/app/complaints/${line.id}`}
          data-id={line.id}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onOpen(line.id);
          }}
        >
          {line.reference}
        </a>
      ),
    },
    { key: 'state', head: columns.state, cell: ({ state }) => <StateBadge state={state} /> },
    { key: 'priority', head: columns.priority, cell: ({ priority }) => <PriorityBadge priority={priority} /> },
    {
      key: 'type',
      head: columns.type,
      cell: ({ type }) => (type ? words.complaintType[type] : <span className="soft">{words.common.notSet}</span>),
    },
    {
      key: 'match',
      head: columns.match,
      className: 'beside-preview',
      cell: ({ strongestMatch }) => strongestMatch && <StrengthBadge strength={strongestMatch} />,
    },
    ...(isOfOneAgency
      ? []
      : [
          {
            key: 'agency',
            head: columns.agency,
            className: 'beside-preview',
            cell: (line: Line) => (line.workingAgency ?? line.agency).name,
          },
        ]),
    {
      key: 'investigator',
      head: columns.investigator,
      className: 'beside-preview',
      cell: ({ investigator }) =>
        investigator ? (
          personName(investigator, words.common.hidden)
        ) : (
          <span className="soft">{words.queue.unassigned}</span>
        ),
    },
    {
      key: 'received',
      head: columns.received,
      className: 'beside-preview',
      cell: ({ receivedAt }) => (
        <time className="nowrap" dateTime={receivedAt} title={formatInstant(receivedAt, words.locale, zone)}>
          {formatAge(receivedAt, words.locale)}
        </time>
      ),
    },
    {
      key: 'due',
      head: columns.due,
      className: 'due-cell',
      cell: ({ dueAt, isOverdue, isPastTarget }) => (
        <>
          {dueAt && (
            <time className="nowrap" dateTime={dueAt} title={formatInstant(dueAt, words.locale, zone)}>
              {formatAge(dueAt, words.locale)}{' '}
            </time>
          )}
          {isOverdue && <span className="badge badge--alarm">{words.queue.overdue}</span>}
          {!isOverdue && isPastTarget && <span className="badge badge--warn">{words.queue.pastTarget}</span>}
        </>
      ),
    },
  ];
}
