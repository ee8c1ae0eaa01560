import { Anchor, Button, Group, Paper, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Job, JobCall } from '../../api/types';
import { CopyId } from '../../ids/copy-id';
import { StatusShape } from '../../status/status-badge';
import { COUNTS, counted, OUTCOME } from '../../status/words';
import classes from './reasons.module.css';
import { reasonsOf } from './reasons-of';
import type { useRetry, Wanted } from './use-retry';
import { whatFixes } from './what-fixes';

interface ReasonsProps {
  readonly job: Job;
  /** The one that filters the calls below. */
  readonly chosen: readonly string[];
  readonly retrying: Pick<ReturnType<typeof useRetry>, 'retry' | 'busy'>;
}

const isBusy = (busy: Wanted | null, code: JobCall['code']): boolean =>
  busy !== null && typeof busy === 'object' && 'codes' in busy && busy.codes.includes(code);

/** The calls of a job by what became of them: how many, what would fix it, and all of them again. */
export const Reasons = ({ job, chosen, retrying: { retry, busy } }: ReasonsProps) => {
  const reasons = reasonsOf(job.byCode);
  if (reasons.length === 0) return null;
  return (
    <section aria-labelledby="reasons">
      <Title order={2} id="reasons" mb={8}>
        What became of the calls
      </Title>
      <Paper p={0} component="ul" className={classes.reasons}>
        {reasons.map(({ code, count, calls }) => {
          const { words, way } = whatFixes(code, job.connectionId);
          const helps = count === 'failed' || count === 'waiting';
          return (
            <li key={code} className={classes.reason} data-chosen={chosen.includes(code) ? true : undefined}>
              <StatusShape meaning={COUNTS[count].meaning} />
              <div className={classes.words}>
                <Group gap="0 12px">
                  <Anchor
                    component={Link}
                    to={`?code=${code}`}
                    preventScrollReset
                    className={classes.name}
                    fw={600}
                    c="inherit"
                    underline="always"
                    aria-current={chosen.includes(code) ? true : undefined}
                  >
                    {OUTCOME[code].words}: {counted(calls, 'call')}
                  </Anchor>
                  <CopyId id={code} label="Code" keep={0} />
                </Group>
                <Text c="dimmed">
                  {words}
                  {helps && way !== null && (
                    <>
                      {' '}
                      <Anchor component={Link} to={way.to} underline="always">
                        {way.label}
                      </Anchor>
                    </>
                  )}
                </Text>
              </div>
              {helps && !job.log.expired && (
                <Button
                  variant="default"
                  size="compact-sm"
                  h={32}
                  loading={isBusy(busy, code)}
                  onClick={() => void retry({ codes: [code] })}
                  aria-label={`Retry all: ${OUTCOME[code].words}`}
                >
                  Retry all
                </Button>
              )}
            </li>
          );
        })}
      </Paper>
    </section>
  );
};
