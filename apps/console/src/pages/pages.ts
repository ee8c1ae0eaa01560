import type { PageEntry } from '../frame/page-entry';

/**
 * Every page, one line each. What it alone needs is loaded with it. `crumbs` are what stands above it, as the menu words
 * it: `[{ label: 'Administration' }, { label: 'Timeline' }]`.
 */
export const PAGES: readonly PageEntry[] = [
  { path: '/', title: 'Home', crumbs: [], role: 'member', load: () => import('./home/page') },
  { path: '/companies', title: 'Companies', crumbs: [], role: 'member', load: () => import('./companies/page') },
  {
    path: '/companies/:companyGsid',
    title: 'Timeline',
    crumbs: [{ label: 'Companies', to: '/companies' }],
    role: 'member',
    load: () => import('./timeline/page'),
  },
  { path: '/account', title: 'Your account', crumbs: [], role: 'member', load: () => import('./account/page') },
  {
    path: '/administration/timeline/integrations/execution-log',
    title: 'Execution Log',
    crumbs: [{ label: 'Timeline' }, { label: 'Integrations', to: '/administration/timeline/integrations' }],
    role: 'admin',
    load: () => import('./execution-log/page'),
  },
  {
    path: '/administration/timeline/integrations/execution-log/calls',
    title: 'Calls',
    crumbs: [
      { label: 'Timeline' },
      { label: 'Integrations', to: '/administration/timeline/integrations' },
      { label: 'Execution Log', to: '/administration/timeline/integrations/execution-log' },
    ],
    role: 'admin',
    load: () => import('./calls/page'),
  },
  {
    path: '/administration/timeline/integrations/execution-log/:jobId',
    title: 'Job',
    crumbs: [
      { label: 'Timeline' },
      { label: 'Integrations', to: '/administration/timeline/integrations' },
      { label: 'Execution Log', to: '/administration/timeline/integrations/execution-log' },
    ],
    role: 'admin',
    load: () => import('./job/page'),
  },
  {
    path: '/administration/timeline/integrations',
    title: 'Integrations',
    crumbs: [{ label: 'Administration' }, { label: 'Timeline' }],
    role: 'admin',
    load: () => import('./sync-settings/page'),
  },
  {
    path: '/administration/connectors',
    title: 'Connectors',
    crumbs: [{ label: 'Administration' }],
    role: 'admin',
    load: () => import('./connectors/page'),
  },
  {
    path: '/administration/connectors/authorized',
    title: 'Connecting Gong',
    crumbs: [{ label: 'Connectors', to: '/administration/connectors' }],
    role: 'admin',
    load: () => import('./connector-authorized/page'),
  },
  {
    path: '/administration/users-and-permission/user-management',
    title: 'User Management',
    crumbs: [{ label: 'Administration' }, { label: 'Users and permission' }],
    role: 'admin',
    load: () => import('./user-management/page'),
  },
  {
    path: '/administration/directory',
    title: 'Directory',
    crumbs: [{ label: 'Administration' }],
    role: 'admin',
    load: () => import('./directory/page'),
  },
  {
    path: '/administration/directory/import',
    title: 'Import CSV',
    crumbs: [{ label: 'Administration' }, { label: 'Directory', to: '/administration/directory' }],
    role: 'admin',
    load: () => import('./directory-import/page'),
  },
  {
    path: '/administration/timeline/activity-types',
    title: 'Activity types',
    crumbs: [{ label: 'Administration' }, { label: 'Timeline' }],
    role: 'admin',
    load: () => import('./activity-types/page'),
  },
  {
    path: '/administration/users-and-permission/members',
    title: 'Members',
    crumbs: [{ label: 'Administration' }, { label: 'Users and permission' }],
    role: 'admin',
    load: () => import('./members/page'),
  },
  {
    path: '/administration/users-and-permission/api-tokens',
    title: 'API tokens',
    crumbs: [{ label: 'Administration' }, { label: 'Users and permission' }],
    role: 'admin',
    load: () => import('./api-tokens/page'),
  },
  {
    path: '/administration/audit-log',
    title: 'Audit log',
    crumbs: [{ label: 'Administration' }],
    role: 'admin',
    load: () => import('./audit-log/page'),
  },
];
