import { readFilters, writeFilters } from './address-filters';

const spec = { status: 'list', search: 'text', jobDate: 'text' } as const;

describe('filters in the address', () => {
  it('are read from it: several by commas, the missing as empty', () => {
    expect(readFilters(spec, new URLSearchParams('status=Failed,Partial Success&search=%20renewal%20'))).toEqual({
      status: ['Failed', 'Partial Success'],
      search: 'renewal',
      jobDate: '',
    });
  });

  it('are written into it, empty ones left out, and what else stands there left alone', () => {
    const before = new URLSearchParams('tab=log&search=old&jobDate=today');
    const after = writeFilters(spec, before, { status: ['Failed'], search: '' });
    expect(Object.fromEntries(after)).toEqual({ tab: 'log', jobDate: 'today', status: 'Failed' });
    expect(before.get('search')).toBe('old');
  });

  it('come back as they were written', () => {
    const values = { status: ['Failed', 'Stopped'], search: 'a, b & c', jobDate: 'today' };
    expect(readFilters(spec, writeFilters(spec, new URLSearchParams(), values))).toEqual(values);
  });
});
