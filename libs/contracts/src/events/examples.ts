/** One invented call, told from step to step: the examples of all call facts. */
export const exampleHead = {
  callId: '6318540972213406518',
  connectionId: '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c11',
  jobId: '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21',
  revision: 1,
  attempt: 1,
};

export const exampleSettings = { activityTypeId: 'meeting', matchDomains: false, includeNotes: true };

export const exampleContent = {
  url: 'https://us-40112.app.gong.io/call?id=6318540972213406518',
  title: 'Northwind - Quarterly review',
  startedAt: '2026-03-03T10:02:14.507133-08:00',
  durationSeconds: 2711,
  trackers: [
    {
      name: 'Competitors',
      type: 'KEYWORD',
      count: 2,
      phrases: [{ phrase: 'acme', count: 2 }],
      occurrences: [611.4, 902],
    },
  ],
  notes: {
    brief: 'Review of adoption and the renewal plan.',
    keyPoints: ['Usage is up in two regions.'],
    nextSteps: ['Ana sends the quote.'],
  },
};

const ana = {
  gongUserId: '4471820936651027734',
  firstName: 'Ana',
  lastName: 'Host',
  emailAddress: 'ana.host@vendor.example',
  emailAliases: [],
};

export const exampleCapture = {
  ...exampleHead,
  snapshotHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  settings: exampleSettings,
  content: exampleContent,
  owner: { gongUserId: ana.gongUserId, user: ana },
  accounts: [{ system: 'Salesforce' as const, id: '0015e00002Xy1ZqAAJ' }],
  parties: [
    {
      name: 'Ana Host',
      emailAddress: 'ana.host@vendor.example',
      affiliation: 'Internal' as const,
      gongUserId: ana.gongUserId,
      gongUser: ana,
      contactIds: [],
    },
    {
      name: 'Li Wei',
      emailAddress: 'li.wei@northwind.example',
      affiliation: 'External' as const,
      gongUserId: null,
      gongUser: null,
      contactIds: [{ system: 'Salesforce' as const, id: '0035e00001Ab9TtAAJ' }],
    },
  ],
};

export const exampleCompany = { gsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f', name: 'Northwind Ltd' };
export const exampleAuthor = {
  gsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e70',
  name: 'Ana Host',
  emailAddress: 'ana.host@vendor.example',
};
export const exampleAttendees = {
  internal: [exampleAuthor],
  external: [
    {
      gsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e71',
      name: 'Li Wei',
      emailAddress: 'li.wei@northwind.example',
    },
  ],
};
