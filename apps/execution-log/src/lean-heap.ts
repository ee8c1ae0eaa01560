import { setFlagsFromString } from 'node:v8';

/**
 * Garbage of the old space is collected once it has grown by a half. Left to itself V8 lets it grow to four times what is
 * alive while a large log is downloaded (300 MB of memory in place of 190, and 5 % less CPU time). Read by V8 at each collection.
 */
setFlagsFromString('--heap-growing-percent=50');
