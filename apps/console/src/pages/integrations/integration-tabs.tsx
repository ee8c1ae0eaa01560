import { Link, useSearchParams } from 'react-router';
import classes from './integration-tabs.module.css';

const ROOT = '/administration/timeline/integrations';
const TABS = [
  { name: 'settings', label: 'Settings', to: ROOT },
  { name: 'execution-log', label: 'Execution Log', to: `${ROOT}/execution-log` },
] as const;

interface IntegrationTabsProps {
  readonly current: (typeof TABS)[number]['name'];
}

/**
 * Timeline > Integrations: its pages as tabs, each with an address of its own. Stands under the PageHeader; the
 * connection that was chosen on one (`?connection=<id>`) is chosen on the other.
 */
export const IntegrationTabs = ({ current }: IntegrationTabsProps) => {
  const [address] = useSearchParams();
  const connection = address.get('connection');
  const search = connection === null ? '' : `?connection=${encodeURIComponent(connection)}`;
  return (
    <nav aria-label="Integrations" className={classes.tabs}>
      {TABS.map(({ name, label, to }) => (
        <Link
          key={name}
          to={{ pathname: to, search }}
          className={classes.tab}
          aria-current={name === current ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
};
