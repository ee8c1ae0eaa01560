import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { Connection } from '../../api/types';
import { ConfirmDialog } from '../../feedback/confirm-dialog';
import { notify } from '../../feedback/notify';
import { useBroughtBy } from './queries';
import { whatDeletingDoes } from './what-deleting-does';

interface DeleteConnectionProps {
  /** null: closed. */
  readonly connection: Connection | null;
  onClose(): void;
}

/** Says what goes and what stays, in numbers, and asks for the name: it cannot be taken back. */
export const DeleteConnection = ({ connection, onClose }: DeleteConnectionProps) => {
  const client = useQueryClient();
  const brought = useBroughtBy(connection?.connectionId ?? null);
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
        brought.data === undefined
          ? [brought.error === null ? 'Counting what it brought …' : 'What it brought could not be counted; it stays.']
          : whatDeletingDoes(connection, brought.data)
      }
      confirm="Delete connection"
      typedName={name}
      onConfirm={remove}
      onClose={onClose}
    />
  );
};
