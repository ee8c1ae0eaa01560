import type { Activity } from '../../api/types';
import { linesOf } from './lines-of';

const activity = (activityId: string, startedAt: string): Activity => ({ activityId, startedAt }) as Activity;
const keys = (zone: string, ...activities: Activity[]) => linesOf(activities, zone).map(({ key }) => key);

describe('the lines of a Timeline', () => {
  const [late, early] = [activity('late', '2026-03-03T23:30:00Z'), activity('early', '2026-03-03T08:00:00Z')];

  it('begin each day with its heading, in the zone that was chosen', () => {
    expect(keys('UTC', late, early)).toEqual(['2026-03-03', 'late', 'early']);
    expect(keys('Europe/Berlin', late, early)).toEqual(['2026-03-04', 'late', '2026-03-03', 'early']);
  });

  it('show an Activity once, though two pages have it', () => {
    expect(keys('UTC', late, late, early)).toEqual(['2026-03-03', 'late', 'early']);
  });
});
