import { activityCreated, callResolved } from '@gong-timeline/contracts';
import { Value } from '@sinclair/typebox/value';
import { activityOf } from './activity-of';

const call = callResolved.example;
const given = { activityId: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e80', activityType: { id: 'meeting', name: 'Meeting' } };

describe('the Activity of a call (S12)', () => {
  it('holds everything that the Timeline shows of it, and fits the public contract', () => {
    const activity = activityOf(call, given);

    expect(Value.Check(activityCreated.schema, activity)).toBe(true);
    expect(activity).toEqual({
      ...given,
      source: 'GONG',
      callId: call.callId,
      revision: 1,
      subject: 'Northwind - Quarterly review',
      startedAt: '2026-03-03T10:02:14.507133-08:00',
      durationSeconds: 2711,
      company: call.company,
      author: call.author,
      attendees: call.attendees,
      trackers: call.content.trackers,
      notes:
        'Review of adoption and the renewal plan.\n\nKey points\n- Usage is up in two regions.\n\nNext steps\n- Ana sends the quote.',
      recordingUrl: call.content.url,
    });
  });

  it('holds no notes of Gong when the setting does not allow them', () => {
    const quiet = { ...call, settings: { ...call.settings, includeNotes: false } };
    expect(activityOf(quiet, given).notes).toBe('No notes from Gong.');
  });

  it('names attendees in text that a screen can show', () => {
    const odd = { gsid: null, name: ' Li\u0000 Wei\ud800 ', emailAddress: 'li@x.example' };
    const blank = { gsid: null, name: '\u0007', emailAddress: 'b@x.example' };
    const activity = activityOf({ ...call, attendees: { internal: [], external: [odd, blank] } }, given);
    expect(activity.attendees.external.map(({ name }) => name)).toEqual(['Li Wei', null]);
  });

  it('leaves out an attendee of whom nothing is left that a screen can show (S16)', () => {
    const nobody = { gsid: null, name: '\u0007 \ud800', emailAddress: null };
    const known = { ...nobody, gsid: call.author.gsid };
    const activity = activityOf({ ...call, attendees: { internal: [nobody, known], external: [nobody] } }, given);
    expect(activity.attendees).toEqual({ internal: [{ ...known, name: null }], external: [] });
  });
});
