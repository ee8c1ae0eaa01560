import { stopRun } from './run-environment';

export = stopRun;
