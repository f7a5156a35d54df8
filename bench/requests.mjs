/** Cases of the bench: the same requests to the tracker and the bare server, and the required ratio of each. */
export function casesFor({ agencyId, token, ids, caseId }) {
  const authorization = `Bearer ${token}`;
  const tip = {
    agencyId,
    source: 'public_complaint',
    type: 'enticement',
    mode: 'reactive',
    receivedAt: '2018-05-12T09:30:00-05:00',
    incidentAt: '2018-05-11T22:04:10Z',
    jurisdiction: { state: 'NE', county: 'Douglas', city: 'Omaha' },
    narrative: 'An adult asked a 13-year-old for a meeting in a game chat. '.repeat(5).trim(),
  };
  const post = {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(tip),
  };
  const gets = ids.map((id) => ({ method: 'GET', path: `/complaints/${id}`, headers: { authorization } }));
  return [
    { name: 'POST /complaints', floor: 0.25, goal: 0.5, requests: [{ ...post, path: '/complaints' }] },
    { name: 'GET /complaints/:id', floor: 0.25, goal: 0.5, requests: gets },
    {
      name: 'GET /complaints (50)',
      floor: 0.35,
      goal: 0.6,
      requests: [{ method: 'GET', path: '/complaints', headers: { authorization } }],
    },
    {
      name: 'GET /complaints/:id/case',
      floor: 0.3,
      goal: 0.5,
      requests: [{ method: 'GET', path: `/complaints/${caseId}/case`, headers: { authorization } }],
    },
  ];
}
