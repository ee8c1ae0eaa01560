import { useQuery } from '@tanstack/react-query';
import { api, dataOf, taggedOf } from '../../api/client';
import type { JsonOf } from '../../api/types';
import { usePagedList } from '../../api/use-paged-list';

export type Company = JsonOf<'listCompanies'>['items'][number];
export type Person = JsonOf<'listPersons'>['items'][number];
export type DirectoryImport = JsonOf<'listDirectoryImports'>['items'][number];
export type CustomField = JsonOf<'listCustomFields'>['items'][number];
export type DirectorySettings = JsonOf<'getDirectorySettings'>;

const queryOf = (search: string, cursor: string | undefined) => ({
  ...(search === '' ? {} : { search }),
  ...(cursor === undefined ? {} : { cursor }),
});

export const useCompanies = (search: string) =>
  usePagedList(['companies', 'directory', search], (cursor, signal) =>
    dataOf(api.GET('/api/companies', { params: { query: queryOf(search, cursor) }, signal })),
  );

export const usePersons = (search: string) =>
  usePagedList(['persons', search], (cursor, signal) =>
    dataOf(api.GET('/api/persons', { params: { query: queryOf(search, cursor) }, signal })),
  );

export const useImports = () =>
  usePagedList(['directory-imports'], (cursor, signal) =>
    dataOf(api.GET('/api/directory/imports', { params: { query: queryOf('', cursor) }, signal })),
  );

export const useCustomFields = () =>
  useQuery({
    queryKey: ['custom-fields'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/directory/custom-fields', { signal }))).items,
  });

export const loadDirectorySettings = (signal?: AbortSignal) =>
  taggedOf(api.GET('/api/directory/settings', signal === undefined ? {} : { signal }));

export const useDirectorySettings = () =>
  useQuery({
    queryKey: ['directory-settings'],
    queryFn: ({ signal }) => loadDirectorySettings(signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
