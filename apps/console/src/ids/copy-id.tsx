import { Tooltip, UnstyledButton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import classes from './copy-id.module.css';
import { cutMiddle } from './cut-middle';

interface CopyIdProps {
  readonly id: string;
  /** What it is, for who does not see: `Call id`. */
  readonly label: string;
  /** Signs that are kept; 0 shows it whole. */
  readonly keep?: number;
}

/** An id: monospaced, cut in the middle, copied whole by a click that says so. */
export const CopyId = ({ id, label, keep = 12 }: CopyIdProps) => {
  const { copied, copy, error } = useClipboard({ timeout: 1500 });
  const told = error !== null ? 'The browser does not let it be copied' : copied ? 'Copied' : `Copy ${id}`;
  return (
    <Tooltip label={told} opened={copied || error !== null ? true : undefined}>
      <UnstyledButton
        className={classes.id}
        aria-label={`${label} ${id}: ${copied ? 'copied' : 'copy'}`}
        onClick={(event) => {
          event.stopPropagation();
          copy(id);
        }}
      >
        {keep === 0 ? id : cutMiddle(id, keep)}
      </UnstyledButton>
    </Tooltip>
  );
};
