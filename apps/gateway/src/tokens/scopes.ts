import { OPERATIONS, type OperationDefinition } from '@gong-timeline/contracts';

/** The area of the API that an operation belongs to: its tag, as one word. */
const areaOf = ({ tag }: OperationDefinition): string => tag.toLowerCase().replaceAll(/[^a-z]+/g, '-');

/** What a token with scopes needs to call the operation. */
export const scopeOf = (operation: OperationDefinition): string =>
  `${areaOf(operation)}:${operation.method === 'GET' ? 'read' : 'write'}`;

/** Every area that a tenant's token can be narrowed to. */
export const AREAS: readonly string[] = [
  ...new Set(OPERATIONS.filter(({ access }) => access === 'member' || access === 'admin').map(areaOf)),
].sort();

/** Who a token is may always be asked. */
const ALWAYS = new Set(['whoAmI']);

/** What lets somebody in: a token with scopes may none of it, whatever they are, or it could make itself wider. */
const LETS_IN = new Set(['createToken', 'addMember', 'changeMember', 'inviteMember']);

/** Without scopes, all that the role may. `write` includes `read`. */
export const mayByScopes = (scopes: readonly string[], operation: OperationDefinition): boolean => {
  if (scopes.length === 0 || ALWAYS.has(operation.operationId)) return true;
  if (LETS_IN.has(operation.operationId)) return false;
  const area = areaOf(operation);
  return scopes.includes(scopeOf(operation)) || scopes.includes(`${area}:write`);
};

/** Scopes that name no area there is. */
export const unknownScopes = (scopes: readonly string[]): readonly string[] =>
  scopes.filter((scope) => !AREAS.includes(scope.split(':')[0] ?? ''));
