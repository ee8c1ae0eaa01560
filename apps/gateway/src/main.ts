import { runService } from '@gong-timeline/runtime';
import { gateway } from './app.module';
import { config } from './config';

void runService(gateway(config));
