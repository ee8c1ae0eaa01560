import { tenantIsolationContract } from '@gong-timeline/testing';
import { migrations, SCHEMA } from './store/migrations';

tenantIsolationContract({ schema: SCHEMA, migrations });
