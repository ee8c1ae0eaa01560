import { actionFor } from './gong-errors';

describe('what an answer of Gong asks for (S11)', () => {
  it.each([
    ['calls', 404, 'No calls found corresponding to the provided filters', 'none'],
    ['calls', 404, 'No answered scorecards found corresponding to the provided filters.', 'none'],
    ['calls', 404, 'Call ID 894411314421502864 was not found', 'refuse'],
    ['calls', 404, '', 'refuse'],
    ['calls', 400, 'The provided cursor has expired', 'restart-window'],
    ['calls', 400, 'Failed to verify cursor', 'restart-window'],
    ['calls', 400, 'parties: must not be null', 'refuse'],
    ['calls', 401, 'access token has been revoked', 'new-token'],
    ['calls', 403, 'Access denied', 'configuration'],
    ['users', 403, 'Access denied', 'new-token'],
    ['users', 403, 'The scope api:users:read is missing', 'configuration'],
    ['calls', 429, '', 'wait'],
    ['calls', 408, '', 'try-again'],
    ['calls', 500, '', 'try-again'],
    ['calls', 502, '', 'try-again'],
    ['users', 503, '', 'try-again'],
    ['calls', 302, '', 'refuse'],
    ['calls', 418, '', 'refuse'],
  ] as const)('%s: %i %s is %s', (endpoint, status, message, action) => {
    expect(actionFor(endpoint, status, [message]).action).toBe(action);
  });
});
