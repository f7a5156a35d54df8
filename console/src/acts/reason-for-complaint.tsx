import { api, call } from '../api/client';
import { ReasonDialog } from '../kit/reason-dialog';
import { useWords } from '../words/use-words';
import { type ActProps, paramsOf } from './act-props';

type Request = {
  readonly params: ReturnType<typeof paramsOf>;
  readonly body: { readonly reason: string };
};

const answerProposal = (request: Request) => api.PUT('/api/v1/complaints/{id}/closure-proposal/rejection', request);

/** Functions that send each act. The author of a proposal withdraws it by the request with which another person rejects it. */
const requests = {
  resume: (request: Request) => api.POST('/api/v1/complaints/{id}/resume', request),
  unmerge: (request: Request) => api.POST('/api/v1/complaints/{id}/unmerge', request),
  reopen: (request: Request) => api.POST('/api/v1/complaints/{id}/reopen', request),
  reject: answerProposal,
  withdraw: answerProposal,
};

/** Dialog of an act on a complaint whose only input is a reason. */
export function ReasonForComplaint({
  name,
  complaint,
  onDone,
  ...closing
}: ActProps & { readonly name: keyof typeof requests }) {
  const words = useWords();
  return (
    <ReasonDialog
      {...closing}
      title={`${words.acts[name]}: ${complaint.reference}`}
      effect={words.acts.effect[name]}
      submitLabel={words.acts[name]}
      send={async (reason) => {
        await call(() => requests[name]({ params: paramsOf(complaint), body: { reason } }));
        onDone(words.acts.done[name](complaint.reference));
      }}
    />
  );
}
