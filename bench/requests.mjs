/**
 * Cases of the bench: the same requests to the tracker and the bare server. `floor` and `goal` are shares of the bare
 * server's requests per second. `minPerSecond` is ten times what a content management system served on two cores.
 */
export function casesFor({ agencyId, token, ids, caseId }, seats = []) {
  const headers = { authorization: `Bearer ${token}` };
  const get = (path) => ({ method: 'GET', path, headers });
  const cases = [
    {
      name: 'POST /complaints',
      floor: 0.35,
      goal: 0.5,
      minPerSecond: 1640,
      requests: [postOf({ agencyId, token })],
    },
    {
      name: 'POST /complaints, 61 task forces',
      floor: 0.35,
      goal: 0.5,
      requests: seats.map((seat) => postOf(seat)),
    },
    {
      name: 'GET /complaints/:id',
      floor: 0.35,
      goal: 0.5,
      minPerSecond: 1660,
      requests: ids.map((id) => get(`/complaints/${id}`)),
    },
    { name: 'GET /complaints (50)', floor: 0.5, goal: 0.6, requests: [get('/complaints')] },
    { name: 'GET /complaints/:id/case', floor: 0.5, goal: 0.6, requests: [get(`/complaints/${caseId}/case`)] },
  ];
  return cases.filter(({ requests }) => requests.length > 0);
}

/** Returns the request of a seat that logs a complaint. */
export function postOf({ agencyId, token }, path = '/complaints') {
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
  return {
    method: 'POST',
    path,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(tip),
  };
}
