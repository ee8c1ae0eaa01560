import { Database } from '@gong-timeline/persistence';
import { CONFIG, Clock, LOGGER, type Logger, Metrics } from '@gong-timeline/runtime';
import { Module } from '@nestjs/common';
import { AccessTokensApi } from './access-tokens.api';
import { AuthorizationCallbackApi } from './authorization-callback.api';
import { ConnectionsApi } from './connections.api';
import { GrantsApi } from './grants.api';
import { LendingDiary } from './lending/lending-diary';
import { TokenLender } from './lending/lend-access-token';
import { refreshTimes } from './lending/refresh-times';
import { GongOAuthClient } from './oauth/gong-oauth-client';
import { KeyWatch } from './sealing/key-watch';
import { readSettings, SETTINGS, type Settings } from './settings';
import type { Variables } from './variables';

/** The composition root: every part of this service, and what it is made of. */
@Module({
  controllers: [ConnectionsApi, AuthorizationCallbackApi, AccessTokensApi, GrantsApi],
  providers: [
    { provide: SETTINGS, inject: [CONFIG], useFactory: settingsOf },
    {
      provide: GongOAuthClient,
      inject: [SETTINGS],
      useFactory: ({ oauth }: Settings) => new GongOAuthClient(oauth),
    },
    {
      provide: KeyWatch,
      inject: [SETTINGS, Database, LOGGER],
      useFactory: ({ keys }: Settings, database: Database, log: Logger) => new KeyWatch(database, keys, log),
    },
    {
      provide: LendingDiary,
      inject: [Database, Clock, LOGGER],
      useFactory: (database: Database, clock: Clock, log: Logger) => new LendingDiary(database, clock, log),
    },
    {
      provide: TokenLender,
      inject: [SETTINGS, GongOAuthClient, Database, Clock, LOGGER, Metrics, LendingDiary],
      useFactory: lenderOf,
    },
  ],
})
export class AppModule {}

function settingsOf(config: Variables): Settings {
  const reading = readSettings(config);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.settings;
}

function lenderOf(
  { app, keys, marginMs, oauth }: Settings,
  client: GongOAuthClient,
  database: Database,
  clock: Clock,
  log: Logger,
  metrics: Metrics,
  diary: LendingDiary,
): TokenLender {
  const refreshes = metrics.counter({
    name: 'gong_token_refreshes_total',
    help: 'Refreshes of Gong tokens by what came of them',
    labels: ['outcome'],
  });
  return new TokenLender({
    database,
    app,
    client,
    keys,
    marginMs,
    clock,
    log,
    times: refreshTimes(oauth.timeoutMs),
    lent: (key) => diary.note(key),
    count: (outcome) => refreshes.inc({ outcome }),
  });
}
