import { type PartitionOffsets, ProgressWatch, STUCK_AFTER_MS } from './progress';

const at = (committed: number, end: number, partition = 0): PartitionOffsets => ({
  topic: 't',
  partition,
  committed: BigInt(committed),
  end: BigInt(end),
});

describe('ProgressWatch', () => {
  it('is content with a partition that has a lag and advances', () => {
    const watch = new ProgressWatch();
    expect(watch.look([at(0, 100)], 0)).toEqual({ lag: 100, stuck: null });
    expect(watch.look([at(1, 100)], STUCK_AFTER_MS)).toEqual({ lag: 99, stuck: null });
    expect(watch.look([at(2, 100)], 2 * STUCK_AFTER_MS)).toEqual({ lag: 98, stuck: null });
  });

  it('is content with a partition that stands still and has no lag', () => {
    const watch = new ProgressWatch();
    watch.look([at(5, 5)], 0);
    expect(watch.look([at(5, 5)], 10 * STUCK_AFTER_MS)).toEqual({ lag: 0, stuck: null });
  });

  it('names a partition that has a lag and stands still for a minute', () => {
    const watch = new ProgressWatch();
    watch.look([at(5, 5), at(0, 9, 1)], 0);
    expect(watch.look([at(5, 5), at(0, 9, 1)], STUCK_AFTER_MS - 1).stuck).toBeNull();
    expect(watch.look([at(5, 5), at(0, 9, 1)], STUCK_AFTER_MS)).toEqual({
      lag: 9,
      stuck: 't/1 stands at 0 of 9 for 60 s',
    });
  });

  it('counts the minute from when the lag began', () => {
    const watch = new ProgressWatch();
    watch.look([at(5, 5)], 0);
    watch.look([at(5, 5)], STUCK_AFTER_MS);
    expect(watch.look([at(5, 6)], STUCK_AFTER_MS + 1).stuck).toBeNull();
  });

  it('forgets partitions that went to another member', () => {
    const watch = new ProgressWatch();
    watch.look([at(0, 9)], 0);
    watch.look([], STUCK_AFTER_MS);
    expect(watch.look([at(0, 9)], 2 * STUCK_AFTER_MS).stuck).toBeNull();
  });
});
