import { runService } from '@gong-timeline/runtime';
import { service } from './service';

void runService(service);
