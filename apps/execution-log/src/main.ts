import './lean-heap';
import 'reflect-metadata';
import { runService } from '@gong-timeline/runtime';
import { service } from './app.module';

void runService(service);
