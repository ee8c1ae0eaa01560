import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface DialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly size?: 'md' | 'lg' | 'xl';
  readonly children: ReactNode;
  onClose(): void;
}

/** A dialog: fills the screen where it is narrow, closes by Esc, gives the focus back to what opened it. */
export const Dialog = ({ opened, title, size = 'md', children, onClose }: DialogProps) => {
  const narrow = useMediaQuery('(max-width: 40em)', undefined, { getInitialValueInEffect: false });
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} fullScreen={narrow === true} centered>
      <Modal.Overlay />
      <Modal.Content>
        {/* Its element alone would be told as a second head of the whole page. */}
        <Modal.Header role="presentation">
          <Modal.Title fw={600}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
