import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { PageHeader } from '../../frame/page-header';
import { CreateToken } from './create-token';
import { Grants } from './grants';
import { Tokens } from './tokens';

export const Page = () => {
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHeader
        title="API tokens"
        about="By what programs come in here, and what Gong has granted to us."
        actions={<Button onClick={() => setCreating(true)}>Create token</Button>}
      />
      <Stack gap={32}>
        <Tokens />
        <Grants />
      </Stack>
      {creating && <CreateToken onClose={() => setCreating(false)} />}
    </>
  );
};
