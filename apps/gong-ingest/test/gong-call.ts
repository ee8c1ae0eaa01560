type Json = Record<string, unknown>;

/** A call as Gong sends it; a spec says only what matters to it. */
export const gongCall = ({ metaData, ...blocks }: { metaData?: Json } & Json = {}): Json => ({
  metaData: {
    id: '6318540972213406518',
    url: 'https://us-40112.app.gong.io/call?id=6318540972213406518',
    title: 'Northwind - Quarterly review',
    started: '2026-03-03T10:02:14.507133-08:00',
    duration: 2711,
    primaryUserId: '4471820936651027734',
    isPrivate: false,
    ...metaData,
  },
  context: [
    {
      system: 'Salesforce',
      objects: [
        { objectType: 'Account', objectId: ' 0015e00002Xy1ZqAAJ ', timing: 'Now' },
        { objectType: 'Opportunity', objectId: '0065e00000Kt7PbAAJ', timing: 'Now' },
        { objectType: 'Account', objectId: '0015e00002OldAAA', timing: 'TimeOfCall' },
      ],
    },
  ],
  parties: [
    {
      id: '7702651183340918852',
      emailAddress: 'ana.host@vendor.example',
      name: 'Ana Host',
      userId: '4471820936651027734',
      context: [],
      affiliation: 'Internal',
    },
    {
      id: '7702651183340918853',
      emailAddress: 'li.wei@northwind.example',
      name: 'Li Wei',
      speakerId: null,
      context: [{ system: 'Salesforce', objects: [{ objectType: 'Contact', objectId: '0035e00001Ab9TtAAJ' }] }],
      affiliation: 'External',
    },
  ],
  content: {
    brief: 'Review of adoption and the renewal plan.',
    keyPoints: [{ text: 'Usage is up in two regions.' }],
    trackers: [
      {
        id: '8801452209917733460',
        name: 'Competitors',
        count: 2,
        type: 'KEYWORD',
        occurrences: [],
        phrases: [{ phrase: 'acme', count: 2, occurrences: [{ startTime: 902 }, { startTime: 611.4 }] }],
      },
      { id: '8801452209917733461', name: 'Pricing', count: 0, type: 'KEYWORD', occurrences: [], phrases: [] },
    ],
    highlights: [
      { title: 'Next steps', items: [{ text: 'Ana sends the quote.', startTimes: [2590] }] },
      { title: 'Recap', items: [{ text: 'Not a next step.' }] },
    ],
  },
  interaction: { interactionStats: [{ name: 'Talk Ratio', value: 0.47 }] },
  media: { audioUrl: 'https://media.example/a.mp3?X-Amz-Signature=0' },
  ...blocks,
});

export const ana = {
  gongUserId: '4471820936651027734',
  firstName: 'Ana',
  lastName: 'Host',
  emailAddress: 'ana.host@vendor.example',
  emailAliases: [],
};
export const users = new Map([[ana.gongUserId, ana]]);
