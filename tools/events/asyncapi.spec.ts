import { toAsyncApi } from '@gong-timeline/contracts';
import { Parser } from '@asyncapi/parser';

const validate = async (document: object) => {
  const { document: parsed, diagnostics } = await new Parser().parse(JSON.stringify(document));
  return { parsed, findings: diagnostics.map(({ code, message, path }) => `${code} ${path.join('.')}: ${message}`) };
};

describe('the AsyncAPI document (X1)', () => {
  it("is taken by AsyncAPI's own parser without a finding", async () => {
    const { parsed, findings } = await validate(toAsyncApi());
    expect(findings).toEqual([]);
    expect(parsed?.version()).toBe('3.1.0');
    expect(
      parsed
        ?.messages()
        .all()
        .map((message) => message.name()),
    ).toEqual([
      'timeline.activity-created.v1',
      'timeline.activity-updated.v1',
      'timeline.activity-retracted.v1',
      'timeline.activity-erased.v1',
    ]);
  });

  it('is refused by it when something is wrong, so that no finding says something', async () => {
    const { operations, ...document } = toAsyncApi();
    const channel = { $ref: '#/channels/no-such-topic' };
    const wrong = { ...document, operations: { tellActivities: { ...operations.tellActivities, channel } } };
    expect((await validate(wrong)).findings).not.toEqual([]);
  });

  it('tells only of what is public', () => {
    expect(Object.keys(toAsyncApi().channels)).toEqual(['timeline.activity']);
    expect(JSON.stringify(toAsyncApi())).not.toMatch(/resolution\.|gong\.call|sync\.outcomes/);
  });
});
