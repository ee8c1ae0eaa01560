import type { ComponentType } from 'react';

export interface Crumb {
  readonly label: string;
  readonly to?: string;
}

/** One page: its address, who may open it, where the menu has it, and how it is loaded. */
export interface PageEntry {
  readonly path: string;
  /** Of the window and of the last crumb, unless the page names something of its own. */
  readonly title: string;
  /** What stands above it, as the menu words it. */
  readonly crumbs: readonly Crumb[];
  readonly role: 'member' | 'admin';
  readonly load: () => Promise<{ readonly Page: ComponentType }>;
}
