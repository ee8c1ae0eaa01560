import { Button } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { PageHeader } from '../../frame/page-header';
import classes from '../integrations/integration-tabs.module.css';
import { DirectoryUsers } from '../user-management/directory-users';
import { CompanyList } from './company-list';
import { CustomFields } from './custom-fields';
import { ImportList } from './import-list';
import { PersonList } from './person-list';
import { SettingsOfDirectory } from './settings-of-directory';

const LISTS = [
  { name: 'companies', label: 'Companies', Shown: CompanyList },
  { name: 'persons', label: 'Persons', Shown: PersonList },
  { name: 'users', label: 'Users', Shown: DirectoryUsers },
  { name: 'imports', label: 'Imports', Shown: ImportList },
  { name: 'custom-fields', label: 'Custom fields', Shown: CustomFields },
  { name: 'settings', label: 'CRM', Shown: SettingsOfDirectory },
] as const;

export const Page = () => {
  const [address] = useSearchParams();
  const asked = address.get('list');
  const { name: current, Shown } = LISTS.find(({ name }) => name === asked) ?? LISTS[0];
  const kind = ['companies', 'persons', 'users'].includes(current) ? current : 'companies';
  return (
    <>
      <PageHeader
        title="Directory"
        about="The companies, persons and users that calls are matched with."
        actions={
          <Button component={Link} to={`/administration/directory/import?kind=${kind}`}>
            Import CSV
          </Button>
        }
      />
      <nav aria-label="Directory" className={classes.tabs} style={{ overflowX: 'auto' }}>
        {LISTS.map(({ name, label }) => (
          <Link
            key={name}
            to={{ search: `?list=${name}` }}
            className={classes.tab}
            aria-current={name === current ? 'page' : undefined}
            style={{ whiteSpace: 'nowrap' }}
          >
            {label}
          </Link>
        ))}
      </nav>
      <Shown key={current} />
    </>
  );
};
