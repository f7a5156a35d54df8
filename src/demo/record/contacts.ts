/** Returns a telephone number reserved for fiction, and an address at a domain reserved for examples. */
export function createContact(mailbox: string, number: number): { contact_phone: string; contact_email: string } {
  return {
    contact_phone: `+1 202 555 01${String(number % 100).padStart(2, '0')}`,
    contact_email: `${mailbox.toLowerCase()}@example.org`,
  };
}
