import { getJob, listUsers } from '@gong-timeline/contracts';
import { validateParams, validateQuery } from './validate-input';

describe('what comes in an address', () => {
  it.each(['search=a%00b', 'name=%00', 'cursor=%00'])(
    'is refused by name when no database could hold it: ?%s',
    (query) => {
      const [name] = query.split('=');
      expect(() => validateQuery(listUsers, new URLSearchParams(query))).toThrow(
        `query.${name} expected text without NUL`,
      );
    },
  );

  it('is refused in the path, too', () => {
    expect(() => validateParams(getJob, { jobId: '\0' })).toThrow('params.jobId expected text without NUL');
  });

  it('is taken otherwise, whatever its characters', () => {
    const search = 'É % \u0001 😀';
    expect(validateQuery(listUsers, new URLSearchParams({ search }))).toMatchObject({ search });
  });
});
