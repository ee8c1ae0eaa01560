import { gongUserSeen } from '@gong-timeline/contracts';
import { on } from '../subscription';
import { parser } from './parse';

const parse = parser('group', new Map([[gongUserSeen.type, on(gongUserSeen, async () => undefined)]]));
const read = (ce_type: string | null) =>
  parse({
    topic: 'gong.users.v1',
    partition: 0,
    offset: '0',
    key: Buffer.from('segment:0'),
    value: null,
    headers: ce_type === null ? {} : { ce_type },
  });

describe('a message without a value', () => {
  it.each(['kafka.segment-closed.v1', 'kafka.key-erased.v1'])(
    'is passed by when it is %s: no fact of ours (X1)',
    (type) => {
      expect(read(type)).toMatchObject({ kind: 'passed', passed: { type, reason: 'not-subscribed' } });
    },
  );

  it('is passed by when it is the tombstone of a fact that nobody here hears', () => {
    expect(read('timeline.activity-erased.v1')).toMatchObject({ kind: 'passed' });
  });

  it('is a fault when it is of a type that is in no contract, of one that is heard, or of none', () => {
    const codes = ['gong.no-such-fact.v1', gongUserSeen.type, null].map((type) => {
      const reading = read(type);
      return reading.kind === 'unparseable' ? reading.unparseable.code : reading.kind;
    });
    expect(codes).toEqual(['message.type-unknown', 'message.header-missing', 'message.header-missing']);
  });
});
