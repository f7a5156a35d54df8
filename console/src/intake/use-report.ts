import { useQuery } from '@tanstack/react-query';
import { useEffect, useId } from 'react';
import { useHref, useLocation, useNavigate } from 'react-router';
import { agencyQuery } from '../acts/directory';
import { api, call } from '../api/client';
import { useComplaintsChanged } from '../api/complaint-query';
import type { ComplaintSource, PostalCode, Schemas } from '../api/types';
import { useCreationKey } from '../api/use-creation-key';
import { checkRequired } from '../kit/check-required';
import type { FormFault } from '../kit/error-summary';
import type { SavedDraft } from '../kit/saved-draft';
import { states } from '../kit/states';
import { useDraftForm } from '../kit/use-draft-form';
import { useSubmit } from '../kit/use-submit';
import { useSession } from '../session/session';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { candidatesOf, newReport, type Report, toLogRequest } from './report';
import { maxTextLength, useUnsavedMatches } from './use-matches';

const newComplaint = { kind: 'complaint', subjectId: null } as const;

interface ReportEvents {
  readonly onLogged: (logged: Schemas['LoggedComplaint'], isLast: boolean) => void;
  /** Continues the report under a new draft, because another tab ended the one before. */
  readonly onNewId: (id: string) => void;
}

/** Returns the report with its draft, what is found in its text, and the function that logs it. */
export function useReport(saved: SavedDraft, { onLogged, onNewId }: ReportEvents) {
  const words = useWords();
  const navigate = useNavigate();
  const complaintsChanged = useComplaintsChanged();
  const { seat } = useSession().session;
  const zone = useZone();
  const { keyOf } = useCreationKey();
  const draft = useDraftForm<Report>(newComplaint, newReport(seat, zone), saved, onNewId);
  const { values: report, change, id: draftId } = draft;
  const fields = useFields(report.source, zone);
  const known = useUnsavedMatches({
    text: report.narrative,
    source: report.source,
    externalReference: report.externalReference,
  });
  const { data: agency } = useQuery({ ...agencyQuery(report.agencyId), enabled: report.agencyId !== '' });
  const homeState = agency?.state ?? '';
  const knownState = homeState in states ? (homeState as PostalCode) : '';
  const state = report.state === '' ? knownState : report.state;
  const candidates = candidatesOf(known.view, report);

  const isSaved = draft.state.is === 'saved';
  const address = useHref(useLocation().pathname);
  useEffect(() => {
    // The address of the draft lets the page be loaded again. It never replaces the address of a page that opens already.
    if (isSaved && window.location.pathname === address) void navigate(`/new/${draftId()}`, { replace: true });
  }, [isSaved, address, draftId, navigate]);

  const check = (): readonly FormFault[] => [
    ...checkRequired(fields.narrative, report.narrative, words.errors.required),
    ...(report.narrative.length > maxTextLength
      ? [{ fieldId: fields.narrative.id, message: words.intake.tooLong(report.narrative.length, maxTextLength) }]
      : []),
    ...checkRequired(fields.receivedAt, report.received, words.errors.required),
    ...checkRequired(fields['jurisdiction/state'], state, words.errors.choose),
    // Nobody else knows for which agency it is logged.
    ...(seat.agency === null ? checkRequired(fields.agencyId, report.agencyId, words.errors.choose) : []),
  ];
  const send = async (isLast: boolean): Promise<void> => {
    if (state === '') return;
    const body = {
      ...toLogRequest(report, { state, zone, candidates }),
      ...(seat.agency === null ? { agencyId: report.agencyId } : {}),
    };
    const logged = await draft.submit((draftHeader) => {
      const header = { 'Idempotency-Key': keyOf(body), ...draftHeader };
      return call(() => api.POST('/api/v1/complaints', { params: { header }, body }));
    });
    complaintsChanged();
    onLogged(logged, isLast);
  };
  const { faults, faultOf, problem, setProblem, isBusy, submit } = useSubmit({ check, fieldIds: fields, send });
  return {
    report: { ...report, state },
    change,
    draft,
    known,
    candidates,
    agency: agency ?? null,
    choosesAgency: seat.agency === null,
    fields,
    faults,
    faultOf: (name: keyof Fields) => faultOf(fields[name].id),
    problem,
    setProblem,
    isBusy,
    submit,
  };
}

/** Report in the form, with everything that its fields show. */
export type ReportForm = ReturnType<typeof useReport>;

type Fields = ReturnType<typeof useFields>;

function useFields(source: ComplaintSource, zone: string) {
  const { complaint, intake } = useWords();
  const id = useId();
  return {
    narrative: { id: `${id}-narrative`, label: intake.reported },
    // They are found in the text, and have no field of their own.
    identifiers: { id: `${id}-narrative`, label: intake.found },
    source: { id: `${id}-source`, label: intake.source },
    externalReference: { id: `${id}-number`, label: complaint.facts.externalReference(source) },
    receivedAt: { id: `${id}-received`, label: intake.received(zone) },
    'jurisdiction/state': { id: `${id}-state`, label: intake.state },
    'jurisdiction/county': { id: `${id}-county`, label: intake.county },
    'jurisdiction/city': { id: `${id}-city`, label: intake.city },
    agencyId: { id: `${id}-agency`, label: intake.agency },
    type: { id: `${id}-type`, label: intake.type },
    mode: { id: `${id}-mode`, label: intake.mode },
  };
}
