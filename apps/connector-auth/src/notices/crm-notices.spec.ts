import { crmNotices } from './crm-notices';

describe('what a connection says of the CRM at Gong (S5)', () => {
  it('is nothing while both sides have the same, or nobody has any', () => {
    expect(crmNotices({ seen: [], directory: 'Salesforce' })).toEqual([]);
    expect(crmNotices({ seen: ['Salesforce'], directory: 'Salesforce' })).toEqual([]);
    expect(crmNotices({ seen: [], directory: undefined })).toEqual([]);
  });

  it('is that HubSpot is not supported, whatever the directory says', () => {
    for (const directory of ['HubSpot', 'Salesforce', null, undefined] as const) {
      expect(crmNotices({ seen: ['HubSpot'], directory })).toEqual([
        { code: 'crm.hubspot', message: expect.stringMatching(/^HubSpot .* not supported: its objects are ignored/) },
      ]);
    }
  });

  it('is that objects of another CRM than that of the directory are ignored, with both named', () => {
    expect(crmNotices({ seen: ['MicrosoftDynamic', 'Salesforce'], directory: 'Salesforce' })).toEqual([
      {
        code: 'crm.mismatch',
        message: expect.stringMatching(/MicrosoftDynamic, but .* is Salesforce: they are ignored/),
      },
    ]);
    expect(crmNotices({ seen: ['Salesforce'], directory: null })).toEqual([
      { code: 'crm.mismatch', message: expect.stringContaining('names no CRM') },
    ]);
  });

  it('is nothing of a mismatch while it is not known what the directory says', () => {
    expect(crmNotices({ seen: ['Salesforce'], directory: undefined })).toEqual([]);
  });
});
