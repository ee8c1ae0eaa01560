export { type Callers, callersOf } from './callers-of';
export { MovedClock } from './moved-clock';
export { type Answered, type ServedAlone, serveAlone } from './serve-alone';
