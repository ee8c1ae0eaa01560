import {
  IconBuilding,
  IconCalendarTime,
  IconDatabase,
  IconHistory,
  IconHome,
  IconPlugConnected,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

export interface MenuItem {
  readonly label: string;
  /** Shown once a page stands at the address. */
  readonly to?: string;
  readonly icon?: ComponentType<{ size?: number }>;
  readonly items?: readonly MenuItem[];
}

/** The paths of the product's own instructions, so that they work word for word. */
export const MENU: readonly MenuItem[] = [
  { label: 'Home', to: '/', icon: IconHome },
  { label: 'Companies', to: '/companies', icon: IconBuilding },
];

export const ADMINISTRATION: readonly MenuItem[] = [
  { label: 'Connectors', to: '/administration/connectors', icon: IconPlugConnected },
  {
    label: 'Timeline',
    icon: IconCalendarTime,
    items: [
      { label: 'Activity types', to: '/administration/timeline/activity-types' },
      { label: 'Integrations', to: '/administration/timeline/integrations' },
    ],
  },
  {
    label: 'Users and permission',
    icon: IconUsers,
    items: [
      { label: 'User management', to: '/administration/users-and-permission/user-management' },
      { label: 'Members', to: '/administration/users-and-permission/members' },
      { label: 'API tokens', to: '/administration/users-and-permission/api-tokens' },
    ],
  },
  { label: 'Directory', to: '/administration/directory', icon: IconDatabase },
  { label: 'Audit log', to: '/administration/audit-log', icon: IconHistory },
];

/** The items whose page exists, without headings over nothing. */
export const menuOf = (items: readonly MenuItem[], exists: (path: string) => boolean): readonly MenuItem[] =>
  items.flatMap((item) => {
    if (item.items === undefined) return item.to !== undefined && exists(item.to) ? [item] : [];
    const below = menuOf(item.items, exists);
    return below.length === 0 ? [] : [{ ...item, items: below }];
  });
