import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { useCreationKey } from '../api/use-creation-key';
import { ComplaintLink, personName, StateBadge, PriorityBadge } from '../kit/complaint-words';
import { formatDay } from '../kit/dates';
import { TextField } from '../kit/field';
import { Loading, ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import { useAnnounce } from '../kit/status-line';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';

/** Search that was answered. */
interface Answered {
  readonly asked: Schemas['AskSearch'];
  readonly view: Schemas['SearchView'];
}

const lastSearch = ['last search'];

/**
 * Search of the seat in one box. The text is sent in a body and stays out of the address. The memory of the page keeps the
 * last results for the way back from a complaint.
 */
export default function Search() {
  const words = useWords();
  const { may } = useSession();
  const queries = useQueryClient();
  const [searchParams] = useSearchParams();
  const view = searchParams.get('view');
  const [last, setLast] = useState(() => (view === null ? queries.getQueryData<Answered>(lastSearch) : undefined));
  const [text, setText] = useState(last?.asked.text ?? '');
  const search = useMutation({
    mutationFn: (body: Schemas['AskSearch']) => call(() => api.POST('/api/v1/search', { body })),
    onMutate: () => setLast(undefined),
    onSuccess: (found, asked) => {
      const answered = { asked, view: found };
      queries.setQueryData(lastSearch, answered);
      setLast(answered);
    },
  });
  const saved = useMutation({
    mutationFn: (id: string) => call(() => api.GET('/api/v1/saved-views/{id}', { params: { path: { id } } })),
  });
  const { mutate: run } = search;
  const { mutateAsync: read } = saved;
  useEffect(() => {
    if (view === null) return;
    void read(view)
      .then(({ text: savedText, filters }) => {
        setText(savedText ?? '');
        run({ text: savedText ?? '', filters });
      })
      .catch(() => undefined);
  }, [view, read, run]);
  const error = search.error ?? saved.error;
  return (
    <Page title={words.search.title}>
      <form
        role="search"
        className="search-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          saved.reset();
          run({ text: text.trim() });
        }}
      >
        <TextField
          label={words.search.box}
          hint={words.search.hint}
          type="search"
          value={text}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="usa-button" disabled={search.isPending}>
          {words.search.run}
        </button>
      </form>
      {error && <ProblemMessage problem={toProblem(error)} />}
      {search.isPending && <Loading />}
      <p role="status" className="soft">
        {last && outcomeOf(last.view, words)}
      </p>
      {last && (
        <>
          <Results view={last.view} />
          {may('search:manage') && <SaveView key={JSON.stringify(last.asked)} asked={last.asked} />}
        </>
      )}
    </Page>
  );
}

function totalOf({ identifiers, names, references, investigations, narratives }: Schemas['SearchView']): number {
  return identifiers.length + names.length + references.length + investigations.length + narratives.length;
}

/** Returns how the text was understood, and the number of results. */
function outcomeOf(view: Schemas['SearchView'], { search }: ReturnType<typeof useWords>): string {
  const kinds = view.recognizedAs.map((kind) => search.reading[kind]).join(', ');
  const total = totalOf(view);
  return `${search.takenFor(kinds)} ${total > 0 ? search.results(view.count ?? total) : search.nothing}`;
}

function Results({ view }: { readonly view: Schemas['SearchView'] }) {
  const words = useWords();
  if (totalOf(view) === 0) return null;
  return (
    <div className="card">
      <Part title={words.search.references} lines={view.references}>
        {({ complaint }) => <Line key={complaint.id} complaint={complaint} />}
      </Part>
      <Part title={words.search.identifiers} lines={view.identifiers}>
        {({ identifierId, kind, role, complaint }) => (
          <Line
            key={identifierId}
            complaint={complaint}
            why={`${words.identifierKind[kind]} ${words.intake.ofRole(words.reportedRole[role])}`}
          />
        )}
      </Part>
      <Part title={words.search.names} lines={view.names}>
        {({ recordId, givenName, familyName, otherName, reason, complaint }) => (
          <Line
            key={recordId}
            complaint={complaint}
            why={
              <>
                <strong dir="auto">{[givenName, familyName].filter(Boolean).join(' ') || otherName}</strong>,{' '}
                {words.search.nameReason[reason]}
              </>
            }
          />
        )}
      </Part>
      <Part title={words.search.investigations} lines={view.investigations}>
        {({ id, reference, openedOn }) => (
          <li key={id}>
            <strong className="nowrap">{reference}</strong>{' '}
            <span className="soft">{formatDay(openedOn, words.locale)}</span>
          </li>
        )}
      </Part>
      <Part title={words.search.narratives} lines={view.narratives}>
        {(complaint) => <Line key={complaint.id} complaint={complaint} />}
      </Part>
      {!view.isComplete && <p className="usa-hint">{words.search.incomplete}</p>}
    </div>
  );
}

function Part<Item>({
  title,
  lines,
  children,
}: {
  readonly title: string;
  readonly lines: readonly Item[];
  readonly children: (item: Item) => ReactNode;
}) {
  if (lines.length === 0) return null;
  return (
    <section className="result-part">
      <h2>{title}</h2>
      <ul className="result-list">{lines.map((line) => children(line))}</ul>
    </section>
  );
}

function Line({ complaint, why }: { readonly complaint: Schemas['ComplaintSummary']; readonly why?: ReactNode }) {
  const words = useWords();
  const { priority, type, receivedOn, agency, workingAgency, investigator } = complaint;
  return (
    <li>
      <ComplaintLink complaint={complaint} /> <StateBadge state={complaint.state} />{' '}
      {priority !== null && <PriorityBadge priority={priority} />}{' '}
      <span className="soft">
        {[
          type && words.complaintType[type],
          formatDay(receivedOn, words.locale),
          (workingAgency ?? agency).name,
          personName(investigator, words.queue.unassigned),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {why && <div>{why}</div>}
    </li>
  );
}

/** Form that saves a search, with its filters, as a view. */
function SaveView({ asked }: { readonly asked: Schemas['AskSearch'] }) {
  const words = useWords();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const { keyOf, renew } = useCreationKey();
  const save = useMutation({
    mutationFn: () => {
      const body: Schemas['SaveView'] = {
        name: name.trim(),
        text: asked.text,
        filters: asked.filters ?? {},
        sharedWith: 'nobody',
      };
      const params = { header: { 'Idempotency-Key': keyOf(body) } };
      return call(() => api.POST('/api/v1/saved-views', { params, body }));
    },
    onSuccess: () => {
      renew();
      announce(words.search.viewSaved(name));
      setName('');
      void queries.invalidateQueries({ queryKey: ['saved-views'] });
    },
  });
  return (
    <form
      className="search-form no-print"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') save.mutate();
      }}
    >
      {save.error && <ProblemMessage problem={toProblem(save.error)} />}
      <TextField
        label={words.search.viewName}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="usa-button usa-button--outline" disabled={save.isPending}>
        {words.search.saveView}
      </button>
    </form>
  );
}
