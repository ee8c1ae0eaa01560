import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { PageHeader } from '../../frame/page-header';
import { DirectoryUsers } from './directory-users';
import { ExternalSystems } from './external-systems';

/** Home leads here with a connection alone: it means the users of that connection. */
export const Page = () => {
  const [address, setAddress] = useSearchParams();
  const external = address.get('add') === 'external-systems' || address.has('connection');
  return (
    <>
      <PageHeader
        title={external ? 'Add User from External Systems' : 'User Management'}
        about={
          external
            ? 'Who is who between Gong and the directory: the owner of a call becomes the Author of its Activity.'
            : 'The Users of the directory. Users of Gong are mapped to them.'
        }
        actions={
          external ? (
            <Button variant="default" onClick={() => setAddress({})}>
              Back to the Users
            </Button>
          ) : (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button rightSection={<IconChevronDown size={16} aria-hidden />}>Add Users</Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => setAddress({ add: 'external-systems' })}>
                  Add User from External Systems
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )
        }
      />
      {external ? <ExternalSystems /> : <DirectoryUsers />}
    </>
  );
};
