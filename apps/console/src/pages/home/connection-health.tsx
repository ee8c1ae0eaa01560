import { Text } from '@mantine/core';
import type { Connection } from '../../api/types';
import { Time } from '../../time/time';
import { useGongQuota } from './queries';
import { quotaWords } from './quota-words';

/** Whether its token works, and how much of the day's requests to Gong is used (S4, S11). */
export const ConnectionHealth = ({ connection: { connectionId, state } }: { readonly connection: Connection }) => {
  const quota = useGongQuota(connectionId, state === 'active');
  if (state !== 'active')
    return state === 'needs-reauthorization' ? <Text>Gong no longer accepts its token.</Text> : null;
  return (
    <Text mih={21}>
      Token good{quota.data !== undefined && `. ${quotaWords(quota.data)}.`}
      {quota.data !== undefined && quota.data.blockedUntil !== null && (
        <>
          {' '}
          Gong asked us to wait: it goes on <Time at={quota.data.blockedUntil} />.
        </>
      )}
    </Text>
  );
};
