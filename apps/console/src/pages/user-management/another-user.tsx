import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { type DirectoryUser, useUserSearch } from './queries';

/** Any other User of the directory, found by name, e-mail or external id. */
export const AnotherUser = ({ onChoose }: { onChoose(user: DirectoryUser): void }) => {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 300);
  const { data = [] } = useUserSearch(search);
  return (
    <Select
      label="Another User"
      description="Not listed above? Search the whole directory."
      placeholder="Name, e-mail or external id"
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      data={data.map(({ gsid, name, email, licence }) => ({ value: gsid, label: `${name}, ${email}, ${licence}` }))}
      filter={({ options }) => options}
      value={null}
      nothingFoundMessage={typed.trim() === '' ? 'Type to search' : 'No User is found by this'}
      onChange={(gsid) => {
        const user = data.find((each) => each.gsid === gsid);
        if (user === undefined) return;
        onChoose(user);
        setTyped('');
      }}
    />
  );
};
