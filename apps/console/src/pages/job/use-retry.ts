import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client';
import type { JobCall } from '../../api/types';
import { notify, notifyProblem } from '../../feedback/notify';
import { counted } from '../../status/words';

export type Wanted =
  | { readonly callIds: readonly string[] }
  | { readonly codes: readonly JobCall['code'][] }
  | 'all-that-failed-or-wait';

const bodyOf = (wanted: Wanted) => {
  if (wanted === 'all-that-failed-or-wait') return { all: true as const };
  return 'codes' in wanted ? { all: true as const, codes: [...wanted.codes] } : { callIds: [...wanted.callIds] };
};

/** Retries by hand (S28): a job of its own reads the calls at Gong again. Which were asked for is kept until it begins. */
export const useRetry = (jobId: string) => {
  const client = useQueryClient();
  const [busy, setBusy] = useState<Wanted | null>(null);
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const retry = async (wanted: Wanted): Promise<boolean> => {
    setBusy(wanted);
    try {
      const answer = await dataOf(
        api.POST('/api/jobs/{jobId}/retry', {
          params: { path: { jobId }, header: { 'Idempotency-Key': crypto.randomUUID() } },
          body: bodyOf(wanted),
        }),
      );
      if (typeof wanted === 'object' && 'callIds' in wanted)
        setAsked((before) => new Set([...before, ...wanted.callIds]));
      notify(...told(answer));
      await client.invalidateQueries({ queryKey: ['job-calls', jobId] });
      return true;
    } catch (error) {
      notifyProblem(error);
      return false;
    } finally {
      setBusy(null);
    }
  };
  return { retry, busy, asked };
};

const told = ({ wanted, alreadyWanted }: { wanted: number; alreadyWanted: number }): [string, string] => {
  if (wanted > 0) {
    const also = alreadyWanted > 0 ? ` ${counted(alreadyWanted, 'call')} had been asked for before.` : '';
    return [
      `${counted(wanted, 'call')} tried again`,
      `A job of its own reads them at Gong; each is marked with it here.${also}`,
    ];
  }
  if (alreadyWanted > 0)
    return ['Asked for already', `${counted(alreadyWanted, 'call')} will be read at Gong in a moment.`];
  return ['Nothing to retry', 'All of these calls have been retried: each leads to its retry.'];
};
