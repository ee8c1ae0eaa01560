import { Button, Group } from '@mantine/core';
import { StatusShape } from '../../status/status-badge';
import type { GongUserStatus } from './queries';
import { STATUS_MEANING, STATUSES } from './status-words';

interface StatusFilterProps {
  readonly counts: Readonly<Record<GongUserStatus, number>> | undefined;
  readonly chosen: string;
  onChoose(status: string): void;
}

/** Each Status with how many have it; a click shows those. */
export const StatusFilter = ({ counts, chosen, onChoose }: StatusFilterProps) => {
  const all = counts === undefined ? undefined : Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Group gap={8} role="group" aria-label="Status" mb={16}>
      <One name="All" count={all} pressed={chosen === ''} onClick={() => onChoose('')} />
      {STATUSES.map((status) => (
        <One
          key={status}
          name={status}
          count={counts?.[status]}
          pressed={chosen === status}
          onClick={() => onChoose(chosen === status ? '' : status)}
        />
      ))}
    </Group>
  );
};

interface OneProps {
  readonly name: GongUserStatus | 'All';
  readonly count: number | undefined;
  readonly pressed: boolean;
  onClick(): void;
}

const One = ({ name, count, pressed, onClick }: OneProps) => (
  <Button
    variant="default"
    size="xs"
    aria-pressed={pressed}
    leftSection={name === 'All' ? undefined : <StatusShape meaning={STATUS_MEANING[name]} size={14} />}
    style={
      pressed ? { background: 'var(--current-background)', borderColor: 'var(--mantine-color-anchor)' } : undefined
    }
    onClick={onClick}
  >
    {`${name} ${count ?? '–'}`}
  </Button>
);
