/** Client of the API of a tracker in production. */
export class Client {
  constructor(base: string, origin: string);
}

export function logFirstComplaint(
  client: Client,
  adminToken: string,
): Promise<{ readonly session: string; readonly complaint: { readonly id: string } }>;
