import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { ActName } from '../acts/act';
import { ActButtons } from '../acts/act-buttons';
import { OpenAct } from '../acts/open-act';
import { complaintQuery } from '../api/complaint-query';
import { toProblem } from '../api/problem';
import { useKeys } from '../keys/use-keys';
import { personName, StateBadge, PriorityBadge } from '../kit/complaint-words';
import { formatInstant, formatInstantOrDay } from '../kit/dates';
import { Facts } from '../kit/facts';
import { Loading, ProblemMessage } from '../kit/messages';
import { Narrative } from '../kit/narrative';
import { useAnnounce } from '../kit/status-line';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';

/** Preview of a complaint beside the queue. It reads the complaint alone, which is no audited read of the case. */
export function Preview({
  id,
  onClose,
  onChanged,
}: {
  readonly id: string;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const words = useWords();
  const announce = useAnnounce();
  const zone = useZone();
  const [act, setAct] = useState<ActName | null>(null);
  const { data, error, refetch } = useQuery(complaintQuery(id));
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [id]);
  const may = data?.may;
  useKeys({
    assign: may?.assign ? () => setAct('assign') : undefined,
    hold: may?.hold ? () => setAct('hold') : undefined,
    note: may?.work ? () => setAct('note') : undefined,
  });
  const { facts } = words.complaint;
  return (
    <section
      className="card preview"
      aria-label={words.queue.preview}
      ref={box}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      {error && <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <div className="preview-head">
            <h2 className="nowrap">{data.reference}</h2>
            <StateBadge state={data.state} />
            {data.priority !== null && <PriorityBadge priority={data.priority} />}
            <button type="button" className="usa-button usa-button--unstyled preview-close" onClick={onClose}>
              {words.common.close}
            </button>
          </div>
          <Narrative text={data.narrative} />
          <Facts
            facts={[
              [facts.priority, data.priority === null && words.common.notSet],
              [facts.type, data.type && words.complaintType[data.type]],
              [facts.source, words.complaintSource[data.source]],
              [facts.externalReference(data.source), data.externalReference],
              [facts.agency, (data.workingAgency ?? data.agency).name],
              [facts.investigator, personName(data.investigator, words.queue.unassigned)],
              [
                facts.received,
                formatInstantOrDay(
                  data.receivedAt,
                  { isDay: data.isReceivedDayOnly, remark: facts.timeNotKept },
                  words.locale,
                  zone,
                ),
              ],
              [facts.due, data.dueAt && formatInstant(data.dueAt, words.locale, zone)],
            ]}
          />
          <div className="dialog-acts">
            <Link className="usa-button" to={`/complaints/${id}`}>
              {words.queue.openFull}
            </Link>
            <ActButtons names={(['assign', 'hold'] as const).filter((name) => may?.[name])} onAct={setAct} />
          </div>
          <OpenAct
            name={act}
            setName={setAct}
            complaint={data}
            onDone={(sentence) => {
              announce(sentence);
              onChanged();
            }}
            onStale={() => void refetch()}
          />
        </>
      )}
    </section>
  );
}
