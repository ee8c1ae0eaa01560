import { OPERATIONS, type OperationDefinition } from '@gong-timeline/contracts';
import { AREAS, mayByScopes, scopeOf, unknownScopes } from './scopes';

const named = (id: string): OperationDefinition => OPERATIONS.find(({ operationId }) => operationId === id)!;
const allowed = (scopes: readonly string[]): string[] =>
  OPERATIONS.filter((operation) => mayByScopes(scopes, operation)).map(({ operationId }) => operationId);

describe('scopes of API tokens (X3)', () => {
  it('are areas of the API, to read or to write', () => {
    expect(scopeOf(named('listActivities'))).toBe('timeline:read');
    expect(scopeOf(named('importDirectory'))).toBe('directory:write');
    expect(AREAS).toEqual(expect.arrayContaining(['connections', 'directory', 'members', 'timeline', 'tokens']));
    expect(unknownScopes(['timeline:read', 'timelines:read', 'x:write'])).toEqual(['timelines:read', 'x:write']);
  });

  it('narrow a token to them; to write includes to read', () => {
    expect(allowed(['timeline:read'])).toEqual(expect.arrayContaining(['listActivities', 'getActivity', 'whoAmI']));
    expect(allowed(['timeline:read'])).not.toContain('listJobs');
    expect(mayByScopes(['directory:read'], named('importDirectory'))).toBe(false);
    expect(mayByScopes(['directory:write'], named('importDirectory'))).toBe(true);
    expect(mayByScopes(['directory:write'], named('listCompanies'))).toBe(true);
  });

  it('are all that the role may when there are none', () => {
    expect(allowed([])).toHaveLength(OPERATIONS.length);
  });

  it('never let a token make itself a wider one, or let a person in', () => {
    const everything = allowed(AREAS.map((area) => `${area}:write`));
    expect(everything).toEqual(expect.arrayContaining(['revokeToken', 'removeMember']));
    for (const id of ['createToken', 'addMember', 'changeMember', 'inviteMember']) {
      expect(everything).not.toContain(id);
    }
  });
});
