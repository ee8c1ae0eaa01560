import type { BodyOf, OperationDefinition, ParamsOf, Problem, QueryOf, ResponseOf } from '@gong-timeline/contracts';

interface Call<O extends OperationDefinition> {
  readonly params?: ParamsOf<O>;
  readonly query?: Partial<QueryOf<O>>;
  readonly body?: BodyOf<O>;
  /** The ETag of the state that is changed; `*` for whatever is there. */
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  /** Body of an operation that streams it. */
  readonly stream?: { readonly contentType: string; readonly body: string | ReadableStream };
}

/** The gateway's API, called with a token, as any other team would. */
export class GatewayClient {
  constructor(
    readonly publicUrl: string,
    private readonly token: string,
  ) {}

  async call<O extends OperationDefinition>(operation: O, call: Call<O> = {}): Promise<ResponseOf<O>> {
    const answer = await this.send(operation, call);
    return (answer.status === 204 ? undefined : await answer.json()) as ResponseOf<O>;
  }

  /** The answer as it comes, for files. A problem document becomes an error with its words. */
  async send<O extends OperationDefinition>(operation: O, call: Call<O>): Promise<Response> {
    const { params, query, body, stream, ifMatch, idempotencyKey } = call;
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String((params as Record<string, unknown>)?.[name])),
    );
    const url = new URL(path, this.publicUrl);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
    const contentType = stream?.contentType ?? (body === undefined ? undefined : 'application/json');
    const sent = stream?.body ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(url, {
      method: operation.method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(contentType && { 'content-type': contentType }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(sent !== undefined && { body: sent, duplex: 'half' }),
      redirect: 'manual',
    } as RequestInit);
    if (!answer.ok) throw new Error(await words(operation.operationId, answer));
    return answer;
  }
}

async function words(operationId: string, answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    const problem = JSON.parse(text) as Problem;
    const fields = (problem.errors ?? []).map((error) => `${error.field}: ${error.message}`).join('; ');
    return `${operationId}: ${problem.detail} (${problem.code}${fields && `; ${fields}`}; correlation id ${problem.correlationId})`;
  } catch (error) {
    return `${operationId}: ${answer.status} ${text.slice(0, 200)} (${String(error)})`;
  }
}
