export { isLoopbackUrl } from '@gong-timeline/runtime';
