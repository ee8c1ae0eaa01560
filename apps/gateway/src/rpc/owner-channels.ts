import type { AppName } from '@gong-timeline/domain';
import { CONFIG } from '@gong-timeline/runtime';
import { Client, credentials } from '@grpc/grpc-js';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { GatewayConfig } from '../config';

const OPTIONS = {
  // Of an answer, and of all answers together: HTTP/2's own 64 KB is less than one page, and all callers' answers come here.
  'grpc-node.flow_control_window': 512 * 1024,
  // An owner that was down is asked again soon.
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 2_000,
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 5_000,
} as const;

/** One connection to each owner, inside: on loopback or the compose network, without TLS. */
@Injectable()
export class OwnerChannels implements OnApplicationShutdown {
  private readonly channels = new Map<AppName, Client>();

  constructor(@Inject(CONFIG) private readonly config: GatewayConfig) {}

  of(owner: AppName): Client {
    let channel = this.channels.get(owner);
    if (channel === undefined) {
      channel = new Client(addressOf(owner, this.config), credentials.createInsecure(), OPTIONS);
      this.channels.set(owner, channel);
    }
    return channel;
  }

  onApplicationShutdown(): void {
    for (const channel of this.channels.values()) channel.close();
  }
}

const addressOf = (owner: AppName, config: GatewayConfig): string => {
  const addresses: Partial<Record<AppName, string | undefined>> = {
    'gong-ingest': config.GONG_INGEST_GRPC,
    'identity-resolution': config.IDENTITY_RESOLUTION_GRPC,
    'timeline-writer': config.TIMELINE_WRITER_GRPC,
    'execution-log': config.EXECUTION_LOG_GRPC,
  };
  const address = addresses[owner];
  if (address === undefined) throw new Error(`${owner} answers no gRPC`);
  return address;
};
