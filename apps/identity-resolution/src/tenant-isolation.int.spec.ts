import { tenantIsolationContract } from '@gong-timeline/testing';
import { migrations } from './store/migrations';

tenantIsolationContract({ schema: 'identity_resolution', migrations });
