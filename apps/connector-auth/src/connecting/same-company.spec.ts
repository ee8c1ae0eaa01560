import { sameCompany } from './same-company';

const acme = 'https://us-1.api.gong.io';
const other = 'https://us-2.api.gong.io';
const connection = { name: 'Acme Gong', apiBaseUrl: acme };

describe('which Gong company a connection is authorised at (S4)', () => {
  it('is chosen by the first authorization', () => {
    const first = { name: 'Acme Gong', apiBaseUrl: null };
    expect(sameCompany(first, { apiBaseUrl: acme, namesCompany: true })).toEqual({ apiBaseUrl: acme });
  });

  it('is the same ever after: another one is refused, with both named', () => {
    expect(sameCompany(connection, { apiBaseUrl: acme, namesCompany: true })).toEqual({ apiBaseUrl: acme });
    expect(sameCompany(connection, { apiBaseUrl: other, namesCompany: true })).toEqual({
      refusal: expect.stringMatching(/^The connection "Acme Gong" belongs .*us-1.* signed in at .*us-2.* Nothing was/),
    });
  });

  it('stays as it is when Gong does not say', () => {
    expect(sameCompany(connection, { apiBaseUrl: 'https://api.gong.io', namesCompany: false })).toEqual({
      apiBaseUrl: acme,
    });
  });
});
