import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Outlet, useLocation, useMatches, useNavigate, useNavigation } from 'react-router';
import { onSignedOut } from '../api/client';
import { ProblemAlert } from '../feedback/problem-alert';
import { forgetDraftOfOthers } from '../forms/draft';
import { TimeZoneSwitch } from '../time/time-zone-switch';
import { AccountMenu } from './account-menu';
import { Breadcrumbs } from './breadcrumbs';
import classes from './frame.module.css';
import { Menu } from './menu-list';
import { NotAllowed } from './not-allowed';
import { OfflineStrip } from './offline-strip';
import type { PageEntry } from './page-entry';
import { SESSION_ENDED } from './session-end';
import { forgetEverything, ownerOf, useMeQuery } from './use-me';

/** Around every page of somebody who is signed in. */
export const Frame = () => {
  const me = useMeQuery();
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const leaving = useNavigation().location?.pathname === '/sign-in';
  const [opened, { toggle, close }] = useDisclosure(false);
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const entry = useMatches().at(-1)?.handle as PageEntry | undefined;

  useEffect(close, [location.pathname, close]);
  useHotkeys([['Escape', close]], []);
  // By the page that stands here, not by the address bar, which may name the sign-in before this page has gone.
  const { pathname, search } = location;
  useEffect(() => {
    if (leaving) return;
    return onSignedOut(() => {
      const address = `/sign-in?${new URLSearchParams({ returnTo: pathname + search })}`;
      void navigate(address, { replace: true, state: SESSION_ENDED });
    });
  }, [leaving, navigate, pathname, search]);
  // Not before it goes: pages that still stand would ask for what was forgotten, and be refused, again and again.
  useEffect(() => () => forgetEverything(client), [client]);

  useEffect(() => {
    if (me.data !== undefined) forgetDraftOfOthers(ownerOf(me.data));
  }, [me.data]);

  if (me.data === undefined) {
    const lost = me.error !== null && (me.error as { status?: number }).status !== 401;
    return (
      <main className={classes.alone}>
        {lost && <ProblemAlert problem={me.error} onRetry={() => void me.refetch()} />}
      </main>
    );
  }
  const allowed = entry === undefined || entry.role === 'member' || me.data.role === 'admin';
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 16, sm: 32 }}
    >
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px={16} gap={12} wrap="nowrap">
          <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Menu" aria-expanded={opened} />
          <Breadcrumbs entry={entry} />
          <Group ml="auto" gap={8} wrap="nowrap">
            <TimeZoneSwitch />
            <AccountMenu me={me.data} />
          </Group>
        </Group>
      </AppShell.Header>
      {/* Out of sight, it is out of the way of the keyboard, too. */}
      <AppShell.Navbar className={classes.navbar} inert={narrow === true && !opened}>
        <Menu me={me.data} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <OfflineStrip />
        <div className={classes.page}>{allowed ? <Outlet key={ownerOf(me.data)} /> : <NotAllowed />}</div>
      </AppShell.Main>
    </AppShell>
  );
};
