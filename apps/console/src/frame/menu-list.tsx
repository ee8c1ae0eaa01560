import { Text } from '@mantine/core';
import { NavLink } from 'react-router';
import type { Me } from '../api/types';
import { PAGES } from '../pages/pages';
import classes from './frame.module.css';
import { ADMINISTRATION, MENU, type MenuItem, menuOf } from './menu';

const exists = (path: string): boolean => PAGES.some((page) => page.path === path);

/** A member sees Home and Companies only. */
export const Menu = ({ me }: { readonly me: Me }) => {
  const administration = me.role === 'admin' ? menuOf(ADMINISTRATION, exists) : [];
  return (
    <nav aria-label="Main" className={classes.menu}>
      <div className={classes.brand}>gong-timeline</div>
      <div className={classes.tenant}>{me.tenantName}</div>
      {menuOf(MENU, exists).map((item) => (
        <Entry key={item.label} item={item} />
      ))}
      {administration.length > 0 && <div className={classes.section}>Administration</div>}
      {administration.map((item) => (
        <Entry key={item.label} item={item} />
      ))}
    </nav>
  );
};

const Entry = ({ item: { label, to, icon: Icon, items } }: { readonly item: MenuItem }) =>
  items === undefined ? (
    <NavLink to={to ?? '/'} end={to === '/'} className={classes.item}>
      {Icon !== undefined && <Icon size={16} />}
      {label}
    </NavLink>
  ) : (
    <>
      <div className={classes.group}>
        {Icon !== undefined && <Icon size={16} />}
        <Text span>{label}</Text>
      </div>
      {items.map((item) => (
        <NavLink key={item.label} to={item.to ?? '/'} className={classes.item} data-below>
          {item.label}
        </NavLink>
      ))}
    </>
  );
