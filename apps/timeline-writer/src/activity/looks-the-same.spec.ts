import { type Activity, activityCreated } from '@gong-timeline/contracts';
import { looksTheSame } from './looks-the-same';

const people = ['Ana', 'Bo', 'Cy'].map((name) => ({ gsid: null, name, emailAddress: `${name}@vendor.example` }));
const words = ['price', 'quote'].map((phrase) => ({ phrase, count: 1 }));
const trackers = ['Money', 'Rivals'].map((name) => ({
  name,
  type: 'KEYWORD',
  count: 2,
  phrases: words,
  occurrences: [1],
}));
const activity: Activity = {
  ...(activityCreated.example as Activity),
  attendees: { internal: people, external: people },
  trackers,
};
/** Another object altogether, as it comes back from the database. */
const read = (changes: object = {}): Activity => ({
  ...(JSON.parse(JSON.stringify(activity)) as Activity),
  ...changes,
});

describe('an Activity that is written again by hand looks the same (S16)', () => {
  it('when nothing but its revision differs', () => {
    expect(looksTheSame(activity, read({ revision: 9 }))).toBe(true);
  });

  it('when people and words come in another order', () => {
    const turned = {
      attendees: { internal: people.toReversed(), external: people.toReversed() },
      trackers: trackers.map((tracker) => ({ ...tracker, phrases: words.toReversed() })).toReversed(),
    };
    expect(looksTheSame(activity, read(turned))).toBe(true);
  });

  it.each<[string, object]>([
    ['its subject', { subject: 'Another' }],
    ['its Activity Type', { activityType: { id: 'call', name: 'Call' } }],
    ['the name of its Activity Type', { activityType: { ...activity.activityType, name: 'Renamed' } }],
    ['its start', { startedAt: '2026-03-03T10:02:14.507133Z' }],
    ['its duration', { durationSeconds: 1 }],
    ['its company', { company: { ...activity.company, name: 'Renamed Ltd' } }],
    ['its author', { author: { ...activity.author, name: 'Ana Married' } }],
    [
      'an attendee who is matched now',
      { attendees: { ...activity.attendees, external: [{ ...people[0], gsid: 'x' }] } },
    ],
    ['an attendee who is not there any more', { attendees: { ...activity.attendees, internal: people.slice(1) } }],
    ['when a tracker was heard', { trackers: trackers.map((tracker) => ({ ...tracker, occurrences: [2] })) }],
    ['its notes', { notes: 'No notes from Gong.' }],
    ['its link', { recordingUrl: 'https://elsewhere.example' }],
  ])('does not when %s differs', (_, changes) => {
    expect(looksTheSame(activity, read(changes))).toBe(false);
  });
});
