import { Skeleton, Stack, Text } from '@mantine/core';
import { useLoadingPhase } from './use-loading-phase';

interface LoadingProps {
  /** What it waits for, told past ten seconds: `the execution log`. */
  readonly of: string;
  /** Heights of what comes, in pixels, so that nothing jumps when it is there. */
  readonly heights?: readonly number[];
}

export const Loading = ({ of, heights = [80, 80, 80] }: LoadingProps) => {
  const phase = useLoadingPhase(true);
  return (
    <Stack gap={8} aria-busy="true" role="status" aria-label={`Loading ${of}`}>
      {phase === 'long' && <Text c="dimmed">Still waiting for {of}. It has not answered for ten seconds.</Text>}
      {heights.map((height, index) => (
        <Skeleton
          key={index}
          height={height}
          visible={phase !== 'nothing'}
          style={{ opacity: phase === 'nothing' ? 0 : 1 }}
        />
      ))}
    </Stack>
  );
};
