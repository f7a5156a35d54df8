import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { Breakable } from '../kit/breakable';
import { formatDay, formatInstant, formatUse } from '../kit/dates';
import { ComplaintLink } from '../kit/complaint-words';
import { Facts } from '../kit/facts';
import { Masked } from '../kit/masked';
import { Empty, Loading, ProblemMessage } from '../kit/messages';
import { type Column, Table } from '../kit/table';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';

type ReportedPerson = Schemas['ReportedPersonView'];
type ReportedFile = Schemas['ReportedFileView'];
type Identifier = Schemas['IdentifierView'];

/**
 * Persons and files of the report, each with its identifiers. They are read when the part is opened, because each list is
 * an audited read. The tracker returns no name of a child.
 */
export function Reported({ id, hasTip }: { readonly id: string; readonly hasTip: boolean }) {
  const words = useWords();
  const query = { complaintId: id };
  const persons = useQuery({
    queryKey: ['complaint', id, 'reported persons'],
    queryFn: () => call(() => api.GET('/api/v1/reported-persons', { params: { query } })),
  });
  const files = useQuery({
    queryKey: ['complaint', id, 'reported files'],
    queryFn: () => call(() => api.GET('/api/v1/reported-files', { params: { query } })),
  });
  const identifiers = useInfiniteQuery({
    queryKey: ['complaint', id, 'identifiers'],
    queryFn: ({ pageParam }) =>
      call(() => api.GET('/api/v1/identifiers', { params: { query: { ...query, limit: 200, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const lists = [persons, files, identifiers];
  const error = lists.map((list) => list.error).find((one) => one !== null);
  if (error) {
    return <ProblemMessage problem={toProblem(error)} onRetry={() => lists.forEach((list) => void list.refetch())} />;
  }
  if (!persons.data || !files.data || !identifiers.data) return <Loading />;
  const known = persons.data.items.filter(isActive);
  const reportedFiles = files.data.items.filter(isActive);
  const values = identifiers.data.pages.flatMap(({ items }) => items).filter(isActive);
  const isOfPart = ({ personId, fileId }: Identifier): boolean =>
    known.some((person) => person.id === personId) || reportedFiles.some((file) => file.id === fileId);
  const others = values.filter((value) => !isOfPart(value));
  if (known.length + reportedFiles.length + values.length === 0) return <Empty>{words.complaint.noReported}</Empty>;
  return (
    <>
      {hasTip && <PriorReports id={id} />}
      {known.map((person) => (
        <Person key={person.id} person={person} identifiers={values.filter(({ personId }) => personId === person.id)} />
      ))}
      {others.length > 0 && (
        <section className="reported">
          <h3>{known.length > 0 ? words.complaint.otherIdentifiers : words.complaint.identifiers}</h3>
          <Identifiers identifiers={others} caption={words.complaint.otherIdentifiers} hasRole />
        </section>
      )}
      {reportedFiles.map((file) => (
        <File key={file.id} file={file} identifiers={values.filter(({ fileId }) => fileId === file.id)} />
      ))}
      {identifiers.hasNextPage && (
        <button
          type="button"
          className="usa-button usa-button--outline"
          disabled={identifiers.isFetchingNextPage}
          onClick={() => void identifiers.fetchNextPage()}
        >
          {words.common.more}
        </button>
      )}
    </>
  );
}

/** Earlier CyberTips that the latest version of the tip names, with a link to those in the tracker. */
function PriorReports({ id }: { readonly id: string }) {
  const { priorReports: texts, role } = useWords().complaint;
  const { data, error, refetch } = useQuery({
    queryKey: ['complaint', id, 'tip versions'],
    queryFn: () => call(() => api.GET('/api/v1/tip-versions', { params: { query: { complaintId: id } } })),
  });
  if (error) return <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />;
  const prior = data?.items[0]?.priorReports ?? [];
  if (prior.length === 0) return null;
  return (
    <section className="reported">
      <h3>{texts.title}</h3>
      <ul>
        {prior.map((report) => (
          <li key={`${report.reportId} ${report.role}`}>
            {texts.number(report.reportId)} <span className="badge">{role[report.role]}</span>{' '}
            {report.complaint?.reference ? <ComplaintLink complaint={report.complaint} /> : texts.notFound}
          </li>
        ))}
      </ul>
    </section>
  );
}

function isActive({ voidedAt }: { readonly voidedAt: string | null }): boolean {
  return voidedAt === null;
}

function Person({
  person,
  identifiers,
}: {
  readonly person: ReportedPerson;
  readonly identifiers: readonly Identifier[];
}) {
  const words = useWords();
  const { complaint } = words;
  const name = [person.givenName, person.familyName].filter(Boolean).join(' ');
  const role = complaint.role[person.role];
  return (
    <section className="reported">
      <h3>
        <PersonName name={name} role={person.role} /> <span className="badge">{role}</span>
      </h3>
      <Facts
        facts={[
          [complaint.person.otherName, person.otherName && <bdi>{person.otherName}</bdi>],
          [complaint.person.born, person.bornOn && formatDay(person.bornOn, words.locale)],
          [complaint.person.age, person.approximateAge],
          [complaint.person.description, person.description && <span dir="auto">{person.description}</span>],
        ]}
      />
      {identifiers.length > 0 && <Identifiers identifiers={identifiers} caption={complaint.identifiersOf(role)} />}
    </section>
  );
}

/** Name of a reported person. That of a child is in the vault alone. */
function PersonName({ name, role }: { readonly name: string; readonly role: Schemas['ReportedRole'] }) {
  const words = useWords();
  if (name !== '') return <bdi>{name}</bdi>;
  return role === 'victim' ? <Masked /> : words.complaint.unknownName;
}

function Identifiers({
  identifiers,
  caption,
  hasRole = false,
}: {
  readonly identifiers: readonly Identifier[];
  readonly caption: string;
  readonly hasRole?: boolean;
}) {
  const words = useWords();
  const zone = useZone();
  const { columns, role } = words.complaint;
  const notesOf = (one: Identifier): string[] => {
    const verified =
      one.verifiedAt === null
        ? columns.verified
        : columns.verifiedAt(formatInstant(one.verifiedAt, words.locale, zone));
    return [
      one.port !== null && columns.port(one.port),
      one.platform,
      one.algorithm?.toUpperCase(),
      one.deviceKind,
      one.isPossibleProxy !== null && (one.isPossibleProxy ? columns.possibleProxy : columns.noProxy),
      one.isVerified === false ? columns.notVerified : (one.isVerified ?? one.verifiedAt !== null) && verified,
    ].filter((note) => typeof note === 'string');
  };
  const all: readonly Column<Identifier>[] = [
    {
      key: 'value',
      head: columns.value,
      className: 'value-cell',
      isRowHeader: true,
      cell: (one) => (
        <>
          <bdi className="identifier">
            <Breakable text={one.raw} />
          </bdi>{' '}
          <span className="soft">{notesOf(one).join(', ')}</span>
        </>
      ),
    },
    { key: 'kind', head: columns.kind, className: 'kind-cell', cell: ({ kind }) => words.identifierKind[kind] },
    ...(hasRole ? [{ key: 'role', head: columns.role, cell: (one: Identifier) => role[one.role] }] : []),
    ...(identifiers.some(({ observedAt, event }) => observedAt !== null || event !== null)
      ? [
          {
            key: 'seen',
            head: columns.seen,
            className: 'seen-cell',
            cell: ({ observedAt, event }: Identifier) =>
              // An empty cell has no text, so that a narrow screen leaves it out.
              (observedAt !== null || event !== null) && (
                <>
                  {observedAt && formatUse(observedAt, words.locale, zone)}{' '}
                  {event !== null && <span className="badge">{columns.events[event] ?? event}</span>}
                </>
              ),
          },
        ]
      : []),
  ];
  return <Table caption={caption} isCaptionHidden columns={all} rows={identifiers} rowKey={({ id }) => id} />;
}

function File({ file, identifiers }: { readonly file: ReportedFile; readonly identifiers: readonly Identifier[] }) {
  const words = useWords();
  const zone = useZone();
  const hashes = identifiers.filter(({ kind }) => kind === 'hash');
  const uses = identifiers.filter(({ kind }) => kind !== 'hash');
  const { file: texts } = words.complaint;
  const isKnown = (value: boolean | null): string =>
    value === null ? texts.unknown : value ? words.common.yes : words.common.no;
  return (
    <section className="reported">
      <h3>
        <bdi className="identifier">
          <Breakable text={file.name ?? texts.unnamed} />
        </bdi>{' '}
        <span className={file.reviewGate === 'open' ? 'badge' : 'badge badge--warn'}>
          {texts.reviewGate[file.reviewGate]}
        </span>
      </h3>
      <Facts
        facts={[
          [
            texts.submittedName,
            file.submittedName && (
              <bdi>
                <Breakable text={file.submittedName} />
              </bdi>
            ),
          ],
          [
            texts.sourceFileId,
            file.sourceFileId && (
              <bdi className="identifier">
                <Breakable text={file.sourceFileId} />
              </bdi>
            ),
          ],
          [texts.uploaded, file.uploadedAt && formatUse(file.uploadedAt, words.locale, zone)],
          [
            texts.location,
            file.location && (
              <bdi className="identifier">
                <Breakable text={file.location} />
              </bdi>
            ),
          ],
          [texts.relevance, file.relevance && texts.relevances[file.relevance]],
          [texts.size, file.sizeBytes !== null && texts.bytes(file.sizeBytes)],
          [texts.viewed, isKnown(file.isViewedByProvider)],
          [texts.exifViewed, isKnown(file.isExifViewedByProvider)],
          [texts.public, isKnown(file.isPubliclyAvailable)],
          [texts.classification, file.classification],
          [texts.tags, file.tags.join(', ')],
        ]}
      />
      {hashes.length > 0 && <Identifiers identifiers={hashes} caption={texts.hashes} />}
      {uses.length > 0 && <Identifiers identifiers={uses} caption={texts.uses} hasRole />}
    </section>
  );
}
