import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { Connection } from '../../api/types';
import { ConfirmDialog } from '../../feedback/confirm-dialog';
import { useJobCounts } from '../../api/use-job-counts';
import { notify } from '../../feedback/notify';
import { whatDeletingDoes } from './what-deleting-does';

interface DeleteConnectionProps {
  /** null: closed. */
  readonly connection: Connection | null;
  onClose(): void;
}

/** Says what goes and what stays, in numbers, and asks for the name: it cannot be taken back. */
export const DeleteConnection = ({ connection, onClose }: DeleteConnectionProps) => {
  const client = useQueryClient();
  const counts = useJobCounts(connection === null ? [] : [connection.connectionId]);
  const brought = counts.data?.[0];
  if (connection === null) return null;
  const { connectionId, name } = connection;
  const remove = async (): Promise<void> => {
    await api.DELETE('/api/connections/{connectionId}', { params: { path: { connectionId } } });
    await client.invalidateQueries({ queryKey: ['connections'] });
    notify(`${name} is deleted`, 'What it brought stays on the Timeline.');
  };
  return (
    <ConfirmDialog
      opened
      title={`Delete the connection ${name}?`}
      consequences={
        brought === undefined
          ? [counts.error === null ? 'Counting what it brought …' : 'What it brought could not be counted; it stays.']
          : whatDeletingDoes(connection, brought)
      }
      confirm="Delete connection"
      typedName={name}
      onConfirm={remove}
      onClose={onClose}
    />
  );
};
