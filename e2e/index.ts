export { type System, startSystem, type Tenant } from './system';
