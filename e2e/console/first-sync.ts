import type { Visitor } from './visitor';

/** The demo's first sync: it read every odd thing that calls come with, so that each kind of outcome is in it. */
export const firstSync = async ({
  page,
}: Visitor): Promise<{ readonly jobId: string; readonly connectionId: string }> => {
  const { items } = await (await page.request.get('/api/jobs?limit=200')).json();
  const job = items.findLast(
    ({ trigger, byCode }: { trigger: string; byCode: Record<string, number> }) =>
      trigger !== 'retry' && (byCode['author.conflict'] ?? 0) > 0,
  );
  if (job === undefined) throw new Error('The demo has no sync with a user conflict.');
  return job;
};
