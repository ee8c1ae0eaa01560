/** Who asks for a change, and by what request it can be found in the logs. */
export interface Asked {
  readonly tenantId: string;
  readonly actorId: string;
  readonly correlationId: string;
  readonly traceparent: string | null;
}

export const askedBy = ({
  identity,
  correlationId,
  traceparent,
}: Pick<Asked, 'correlationId' | 'traceparent'> & {
  readonly identity: Pick<Asked, 'tenantId' | 'actorId'>;
}): Asked => ({ tenantId: identity.tenantId, actorId: identity.actorId, correlationId, traceparent });
