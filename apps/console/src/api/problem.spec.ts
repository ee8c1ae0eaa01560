import { faultsByField, Problem, toProblem } from './problem';

const invalid = new Problem({
  title: 'The request is not valid',
  detail: 'The body of the request is not valid: body.name expected text',
  code: 'request.invalid',
  status: 400,
  errors: [
    { field: 'body.name', message: 'expected text' },
    { field: 'body.name', message: 'at most 100 characters' },
    { field: 'body.filters.expression', message: 'B is not closed' },
  ],
});

describe('a problem of the API', () => {
  it('lands on the field of the form that it is about, all its faults in one', () => {
    expect(faultsByField(invalid)).toEqual({
      name: 'Expected text. At most 100 characters.',
      'filters.expression': 'B is not closed.',
    });
  });

  it('is what every other error becomes: what has no answer says so', () => {
    expect(toProblem(invalid)).toBe(invalid);
    expect(toProblem(new TypeError('Failed to fetch'))).toMatchObject({ code: 'console.unreached', status: 0 });
    expect(toProblem('odd')).toMatchObject({ code: 'console.error', detail: 'odd' });
  });
});
