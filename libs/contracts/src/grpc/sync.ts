import { Type } from '@sinclair/typebox';
import { Uuid } from '../events/gong-call';
import { startSync } from '../http/sync';
import { defineMethod } from './define-method';

export const startSyncMethod = defineMethod({
  service: 'gong_timeline.sync.v1.SyncService',
  method: 'StartSync',
  responseStream: false,
  like: startSync,
  request: Type.Object({
    connectionId: Uuid,
    requestId: Type.String({
      title: '16 to 128 letters, digits or . _ : - such as a UUID',
      pattern: '^([A-Za-z0-9._:-]{16,128})?$',
    }),
  }),
});
