import { startRun } from './run-environment';

export = startRun;
