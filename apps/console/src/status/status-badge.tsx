import { Text } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconMinus,
} from '@tabler/icons-react';
import type { Meaning } from '../theme/meanings';
import classes from './status-badge.module.css';

const SHAPES = {
  ok: IconCircleCheckFilled,
  waiting: IconAlertTriangleFilled,
  failed: IconCircleXFilled,
  skipped: IconMinus,
  neutral: IconCircleDashed,
} as const;

/** The shape of a meaning alone, beside a word that stands there anyway. */
export const StatusShape = ({ meaning, size = 16 }: { readonly meaning: Meaning; readonly size?: number }) => {
  const Shape = SHAPES[meaning];
  return <Shape size={size} aria-hidden style={{ color: `var(--meaning-${meaning}-fill)`, flex: 'none' }} />;
};

/** A state: its word, its shape and its colour, so that none of them is needed alone. */
export const StatusBadge = ({ meaning, children }: { readonly meaning: Meaning; readonly children: string }) => (
  <span className={classes.badge} data-meaning={meaning}>
    <StatusShape meaning={meaning} size={14} />
    <Text span size="xs" fw={600} inherit={false}>
      {children}
    </Text>
  </span>
);
