import type { Visitor } from './visitor';

/** As the page of members does it, by who is an admin; the link sets the password. The browser would say the origin by itself. */
export const invite = async (
  admin: Visitor,
  person: { readonly name: string; readonly email: string },
): Promise<string> => {
  const headers = { 'x-requested-with': 'gong-timeline', origin: admin.demo.publicUrl };
  const request = admin.page.request;
  const members = await (await request.get('/api/members')).json();
  const known = members.items.find(({ email }: { email: string }) => email === person.email);
  const { name, email } = person;
  const answer =
    known === undefined
      ? (await (await request.post('/api/members', { headers, data: { name, email, role: 'member' } })).json())
          .invitation
      : await (await request.post(`/api/members/${known.memberId}/invitation`, { headers })).json();
  return answer.url as string;
};
