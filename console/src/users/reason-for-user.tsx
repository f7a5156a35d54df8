import { api, call } from '../api/client';
import { ReasonDialog } from '../kit/reason-dialog';
import { useWords } from '../words/use-words';
import { paramsOf, type UserProps } from './user-props';

/** Dialog of a decision on a user whose only input is a reason. */
export function ReasonForUser({
  decision,
  user,
  onDone,
  ...closing
}: UserProps & { readonly decision: 'reject' | 'unlink' }) {
  const words = useWords();
  return (
    <ReasonDialog
      {...closing}
      title={`${words.users[decision]}: ${user.name}`}
      effect={words.users.effect[decision]}
      submitLabel={words.users[decision]}
      send={async (reason) => {
        const request = { params: paramsOf(user), body: { reason } };
        if (decision === 'reject') await call(() => api.PUT('/api/v1/provisioned-users/{id}/rejection', request));
        else await call(() => api.POST('/api/v1/provisioned-users/{id}/unlink', request));
        onDone(words.users.done[decision](user.name));
      }}
    />
  );
}
