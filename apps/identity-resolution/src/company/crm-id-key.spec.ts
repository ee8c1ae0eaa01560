import { crmIdKey, crmIdKeys, crmLookupKey } from './crm-id-key';

const short = '0015e00002Xy1Zq';

describe('a CRM id (S14)', () => {
  it('of Salesforce is the same with 15 and with 18 characters', () => {
    expect(crmIdKey('Salesforce', ` ${short}AAJ `)).toBe(crmIdKey('Salesforce', short));
  });

  it('of Salesforce differs by case within the first 15', () => {
    expect(crmIdKey('Salesforce', short.toLowerCase())).not.toBe(crmIdKey('Salesforce', short));
  });

  it('of Salesforce with another length is only itself', () => {
    expect(crmIdKey('Salesforce', `${short}AA`)).toBe(`${short}AA`);
  });

  it('of another system is the same only when all of it is', () => {
    expect(crmIdKey('Generic', `${short}AAJ`)).toBe(`${short}AAJ`);
  });

  it.each([' \t', 'a\0b', 'x'.repeat(101)])('that is blank, unreadable or endless is none: %p', (id) => {
    expect(crmIdKey('Salesforce', id)).toBeNull();
  });

  it('is stored so that both spellings of Salesforce are found, though the CRM is named later', () => {
    expect(crmLookupKey(`${short}AAJ `)).toBe(crmLookupKey(short));
  });
});

describe('the CRM ids of a call (S5, S14)', () => {
  const ids = [
    { system: 'Salesforce' as const, id: short },
    { system: 'Salesforce' as const, id: `${short}AAJ` },
    { system: 'Salesforce' as const, id: ' ' },
    { system: 'MicrosoftDynamic' as const, id: 'd-1' },
    { system: 'HubSpot' as const, id: '77' },
  ];

  it("count once each, and only those of the tenant's CRM", () => {
    expect(crmIdKeys(ids, 'Salesforce')).toEqual([short]);
    expect(crmIdKeys(ids, 'MicrosoftDynamic')).toEqual(['d-1']);
  });

  it('are ignored when the tenant has named no CRM', () => {
    expect(crmIdKeys(ids, null)).toEqual([]);
  });

  it('are ignored when they are of HubSpot, even if the tenant names it', () => {
    expect(crmIdKeys(ids, 'HubSpot')).toEqual([]);
  });
});
