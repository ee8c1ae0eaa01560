export { type Callers, callersOf } from './callers-of';
export { MovedClock } from './moved-clock';
export { type Answered, NO_BROKER, type ServedAlone, serveAlone } from './serve-alone';
