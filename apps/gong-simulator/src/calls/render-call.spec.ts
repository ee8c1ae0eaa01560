import type { Company } from '../companies/company';
import { createCompany } from '../companies/company';
import { completeSpec } from '../companies/company-spec';
import { everything, parseSelection } from './content-selector';
import type { GongCall } from './gong-call';
import { renderCall } from './render-call';
import { selectBlocks } from './select-blocks';

const around = {
  seed: 'spec',
  publicUrl: 'http://gong.example',
  appUrl: null,
  anchorMs: Date.parse('2026-03-31T18:00:00Z'),
  limits: { requestsPerSecond: 0, requestsPerDay: 0 },
};
const make = (seed = 'spec', key = 'acme'): Company =>
  createCompany(completeSpec({ key, calls: 400 }), { ...around, seed });
const company = make();
const first = company.renderer.source.schedule.first;
const numbers = Array.from({ length: 400 }, (_, index) => first + index);
const whole = (number: number, of = company) => renderCall(of.renderer, number, everything);

describe('a generated call', () => {
  it('is a pure function of seed, company and number', () => {
    const again = make();
    for (const number of numbers) expect(whole(number, again)).toBe(whole(number));
    expect(whole(first, make('other seed'))).not.toBe(whole(first));
    expect(whole(first, make('spec', 'globex'))).not.toBe(whole(first));
  });

  it('is JSON whatever its situation, and holds its own id', () => {
    for (const number of numbers) {
      const call = JSON.parse(whole(number)) as GongCall;
      expect(call.metaData['id']).toBe(company.renderer.source.ids.idOf(number));
    }
  });

  it.each([
    ['nothing', undefined],
    ['links only', { context: 'Basic', exposedFields: { parties: true } }],
    ['parties without links', { exposedFields: { parties: true } }],
    ['trackers without times', { context: 'Extended', exposedFields: { content: { trackers: true, brief: true } } }],
    ['the past', { context: 'Extended', contextTiming: ['TimeOfCall'], exposedFields: { parties: true } }],
    [
      'figures',
      {
        exposedFields: {
          interaction: { personInteractionStats: true, questions: true },
          collaboration: { publicComments: true },
        },
      },
    ],
    [
      'all',
      {
        context: 'Extended',
        contextTiming: ['Now', 'TimeOfCall'],
        exposedFields: {
          parties: true,
          content: {
            structure: true,
            topics: true,
            trackers: true,
            trackerOccurrences: true,
            outline: true,
            highlights: true,
            callOutcome: true,
            keyPoints: true,
          },
          interaction: { speakers: true, video: true },
        },
      },
    ],
  ])('shows the same when it is written as when it is cut from an object: %s', (_, selector) => {
    const selection = parseSelection(selector);
    for (const number of numbers) {
      const written = JSON.parse(renderCall(company.renderer, number, selection)) as unknown;
      expect(written).toEqual(selectBlocks(JSON.parse(whole(number)) as GongCall, selection));
    }
  });

  it('is of a believable size', () => {
    const selection = parseSelection({
      context: 'Basic',
      exposedFields: {
        parties: true,
        content: {
          trackers: true,
          trackerOccurrences: true,
          brief: true,
          keyPoints: true,
          highlights: true,
          outline: true,
        },
      },
    });
    const bytes = numbers.reduce(
      (sum, number) => sum + Buffer.byteLength(renderCall(company.renderer, number, selection)),
      0,
    );
    expect(bytes / numbers.length).toBeGreaterThan(2000);
    expect(bytes / numbers.length).toBeLessThan(3200);
  });
});
