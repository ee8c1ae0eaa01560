import { Button, Group, List, Text } from '@mantine/core';
import { CopyId } from '../../ids/copy-id';
import { StatusShape } from '../../status/status-badge';
import type { LoadFailure } from './load-failure';
import classes from './timeline.module.css';

interface LoadErrorProps {
  readonly failure: LoadFailure;
  readonly trying: boolean;
  onRetry(): void;
}

/** S13: the exact message with its reasons; the rest of the Activity stays readable around it. */
export const LoadError = ({ failure: { message, reasons, code, correlationId }, trying, onRetry }: LoadErrorProps) => (
  <div role="alert" className={classes.failure}>
    <Group gap={8} wrap="nowrap" align="flex-start">
      <StatusShape meaning="failed" size={20} />
      <Text fw={600}>{message}</Text>
    </Group>
    <Text mt={8}>{reasons.length === 1 ? 'Probable reason:' : 'Probable reasons:'}</Text>
    <List>
      {reasons.map((reason) => (
        <List.Item key={reason}>{reason}</List.Item>
      ))}
    </List>
    <Group mt={12} gap={12}>
      <Button variant="default" onClick={onRetry} loading={trying}>
        Try again
      </Button>
      {code !== null && <CopyId id={code} label="Code" keep={0} />}
      {correlationId !== null && <CopyId id={correlationId} label="Correlation id" />}
    </Group>
  </div>
);
