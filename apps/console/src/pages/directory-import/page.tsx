import { Anchor, Button, FileInput, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { PageHeader } from '../../frame/page-header';
import type { Kind } from './columns';
import { ImportFile } from './import-file';
import { type CsvHead, readCsvHead } from './read-csv';

const KINDS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'companies', label: 'Companies' },
  { value: 'persons', label: 'Persons' },
  { value: 'users', label: 'Users' },
];
/** Enough for a header and some rows of any file. */
const PIECE_BYTES = 256 * 1024;

interface Chosen {
  readonly file: File;
  readonly head: CsvHead;
}

export const Page = () => {
  const [address, setAddress] = useSearchParams();
  const kind = KINDS.find(({ value }) => value === address.get('kind'))?.value ?? 'companies';
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const choose = async (file: File | null): Promise<void> => {
    setChosen(null);
    setFault(null);
    if (file === null) return;
    try {
      const head = readCsvHead(await file.slice(0, PIECE_BYTES).text(), file.size <= PIECE_BYTES);
      if (head === null) setFault('This file has no header row. The first row names the columns.');
      else setChosen({ file, head });
    } catch {
      setFault('The browser could not read this file. Choose it again.');
    }
  };
  return (
    <>
      <PageHeader
        title="Import CSV"
        about="Choose a file, say what its columns are, try it, then import. The same file twice changes nothing."
        actions={
          <Button component={Link} to={`/administration/directory?list=${kind}`} variant="default">
            Back to Directory
          </Button>
        }
      />
      <Stack gap={24}>
        <Stack gap={16} maw={560}>
          <SegmentedControl
            aria-label="What the file holds"
            data={KINDS.map((each) => ({ ...each }))}
            value={kind}
            onChange={(value) => setAddress({ kind: value }, { replace: true })}
            style={{ alignSelf: 'flex-start' }}
          />
          <Text c="dimmed">{ABOUT[kind]}</Text>
          <FileInput
            label="File"
            description="CSV in UTF-8, with a header row; comma, semicolon or tab between the cells"
            placeholder="Choose a file"
            accept=".csv,text/csv,.tsv,text/tab-separated-values"
            clearable
            value={chosen?.file ?? null}
            error={fault}
            clearButtonProps={{ 'aria-label': 'Take the file away' }}
            onChange={(file) => void choose(file)}
          />
        </Stack>
        {chosen !== null && (
          <ImportFile key={`${kind} ${chosen.file.name} ${chosen.file.lastModified}`} kind={kind} {...chosen} />
        )}
        {chosen === null && (
          <Text c="dimmed">
            Large or regular imports go as JSON lines to the API:{' '}
            <Anchor href="/api/docs" underline="always">
              its documentation
            </Anchor>
          </Text>
        )}
      </Stack>
    </>
  );
};

const ABOUT: Readonly<Record<Kind, string>> = {
  companies:
    'One row a company. A parent may come later in the file. Several ids or domains in a cell: a semicolon between.',
  persons: 'One row a contact. Import their companies first. Several addresses in a cell: a semicolon between.',
  users:
    'One row a colleague, with the licence: Full, Viewer+Analytics, Viewer, Internal Collaborator, External, Partner, System or Guest.',
};
