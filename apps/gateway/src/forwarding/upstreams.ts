import type { AppName } from '@gong-timeline/domain';
import type { GatewayConfig } from '../config';

/** Where the owner of an operation listens. The gateway's own operations are not forwarded. */
export const upstreamOf = (owner: AppName, config: GatewayConfig): string => {
  switch (owner) {
    case 'connector-auth':
      return config.CONNECTOR_AUTH_URL;
    case 'gong-ingest':
      return config.GONG_INGEST_URL;
    case 'identity-resolution':
      return config.IDENTITY_RESOLUTION_URL;
    case 'timeline-writer':
      return config.TIMELINE_WRITER_URL;
    case 'execution-log':
      return config.EXECUTION_LOG_URL;
    case 'gateway':
      throw new Error('The gateway answers its own operations itself');
  }
};
