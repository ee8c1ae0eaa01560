export { bringUp, type Stack } from './stack/bring-up';
export { Child } from './stack/child';
export { readStackSettings, type StackSettings } from './stack/settings';
export { waitUntilReady } from './stack/wait-until-ready';
