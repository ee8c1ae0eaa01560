import { Button, Group, Progress, Stack, Switch, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ProblemAlert } from '../../feedback/problem-alert';
import { columnsQuery, guessMapping, type Kind, type Mapping, mappingFaults } from './columns';
import { MappingTable } from './mapping-table';
import type { CsvHead } from './read-csv';
import { ResultOfImport } from './result-of-import';
import { type ImportResult, sendFile } from './send-file';

interface ImportFileProps {
  readonly kind: Kind;
  readonly file: File;
  readonly head: CsvHead;
}
type Running = { readonly dryRun: boolean; readonly part: number };

/** A chosen file: its columns, a dry run, the import, what became of it. */
export const ImportFile = ({ kind, file, head }: ImportFileProps) => {
  const client = useQueryClient();
  const [mapping, setMapping] = useState<Mapping>(() => guessMapping(kind, head.header));
  const [keep, setKeep] = useState(false);
  const [running, setRunning] = useState<Running | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const stopping = useRef<AbortController>(null);
  const faults = mappingFaults(kind, mapping);
  const send = async (dryRun: boolean): Promise<void> => {
    const controller = new AbortController();
    stopping.current = controller;
    setRunning({ dryRun, part: 0 });
    setResult(null);
    setProblem(null);
    try {
      const query = {
        separator: head.separator,
        columns: columnsQuery(mapping),
        emptyCells: keep ? 'keep' : 'clear',
        dryRun: dryRun ? 'true' : undefined,
      };
      const onProgress = (part: number): void => setRunning({ dryRun, part });
      setResult(await sendFile({ kind, file, query, onProgress, signal: controller.signal }));
    } catch (error) {
      setProblem(error);
    } finally {
      setRunning(null);
      for (const name of [kind, 'directory-imports', 'custom-fields', 'filter-fields']) {
        void client.invalidateQueries({ queryKey: [name] });
      }
    }
  };
  return (
    <Stack gap={24}>
      <MappingTable kind={kind} head={head} mapping={mapping} onChange={setMapping} />
      <Switch
        label="Empty cells leave what is there"
        description="Off: an empty cell empties its field."
        checked={keep}
        onChange={(event) => setKeep(event.currentTarget.checked)}
      />
      {faults.length > 0 && (
        <Stack gap={4} role="alert">
          {faults.map((fault) => (
            <Text key={fault} c="var(--meaning-failed-text)">
              {fault}
            </Text>
          ))}
        </Stack>
      )}
      {running === null ? (
        <Group>
          <Button variant="default" disabled={faults.length > 0} onClick={() => void send(true)}>
            Dry run
          </Button>
          <Button disabled={faults.length > 0} onClick={() => void send(false)}>
            Import
          </Button>
          <Text c="dimmed">A dry run says what would become of the rows, and writes nothing.</Text>
        </Group>
      ) : (
        <Stack gap={8} role="status">
          <Text>
            {running.part < 1
              ? `${running.dryRun ? 'Trying' : 'Sending'} ${file.name}: ${Math.round(running.part * 100)} %`
              : `${file.name} has arrived. Its last rows are being ${running.dryRun ? 'checked' : 'written'}.`}
          </Text>
          <Progress value={running.part * 100} animated aria-label="Progress of the import" />
          <Group>
            <Button variant="default" onClick={() => stopping.current?.abort()}>
              Stop
            </Button>
          </Group>
        </Stack>
      )}
      {problem !== null && <ProblemAlert problem={problem} />}
      {result !== null && <ResultOfImport kind={kind} result={result} />}
    </Stack>
  );
};
