import { typeName } from './type-name';

describe('the name of an Activity Type (S7)', () => {
  it('is shown without control characters and without blanks around it', () => {
    expect(typeName('  Business\u0000  Review\n')?.name).toBe('Business Review');
  });

  it.each(['meeting', 'MEETING', ' Meeting ', 'Ｍeeting', 'Mee\u0007ting'])(
    'is the same name as Meeting: %j',
    (text) => {
      expect(typeName(text)?.key).toBe(typeName('Meeting')?.key);
    },
  );

  it('tells apart what an admin tells apart', () => {
    const keys = ['Meeting', 'Meetings', 'Meeting 2', 'Mééting'].map((text) => typeName(text)?.key);
    expect(new Set(keys).size).toBe(4);
  });

  it('is none when nothing of it can be shown', () => {
    expect(typeName('\u0000 ')).toBeNull();
  });
});
