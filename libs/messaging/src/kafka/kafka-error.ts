interface KafkaFault {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly cause?: unknown;
  readonly message?: unknown;
}

/** The broker will not have this message, however often it is sent: only its key waits. */
const MESSAGE_REFUSED = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP']);

/** The broker will not have anything for this topic until somebody mends it: only the topic waits. */
const TOPIC_REFUSED = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'INVALID_TOPIC_EXCEPTION',
  'TOPIC_AUTHORIZATION_FAILED',
  'POLICY_VIOLATION',
]);

/** Set up wrongly: trying again changes nothing, so the process must end and say so. */
const MISCONFIGURED = new Set([
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'TOPIC_AUTHORIZATION_FAILED',
  'SASL_AUTHENTICATION_FAILED',
  'UNSUPPORTED_SASL_MECHANISM',
  'ILLEGAL_SASL_STATE',
  'UNSUPPORTED_VERSION',
  'INVALID_GROUP_ID',
  'INCONSISTENT_GROUP_PROTOCOL',
  'INVALID_SESSION_TIMEOUT',
  'GROUP_MAX_SIZE_REACHED',
  'KafkaJSNotImplemented',
  'KafkaJSSASLAuthenticationError',
  'KafkaJSServerDoesNotSupportApiKey',
]);

/** The broker or the way to it is down, or moving. */
const UNREACHABLE = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSBrokerNotFound',
  'KafkaJSGroupCoordinatorNotFound',
  'KafkaJSNoBrokerAvailableError',
  'KafkaJSMetadataNotLoaded',
  'KafkaJSTopicMetadataNotLoaded',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'GROUP_LOAD_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
  'NOT_ENOUGH_REPLICAS',
  'NETWORK_EXCEPTION',
  'BROKER_NOT_AVAILABLE',
  'REQUEST_TIMED_OUT',
]);

/** Names and protocol types down the chain of causes: kafkajs wraps what happened, sometimes twice. */
function* marks(error: unknown): Generator<string> {
  for (let at = error as KafkaFault | null | undefined, depth = 0; at && typeof at === 'object' && depth < 8; depth++) {
    if (typeof at.type === 'string') yield at.type;
    if (typeof at.name === 'string') yield at.name;
    at = at.cause as KafkaFault | undefined;
  }
}

const has = (error: unknown, known: ReadonlySet<string>): boolean => {
  for (const mark of marks(error)) if (known.has(mark)) return true;
  return false;
};

export type SendFault = 'message-refused' | 'topic-refused' | 'not-sent';

/** What a failed send means for what was sent. Anything unknown is the broker's trouble: everything waits, in order. */
export function classifySendFault(error: unknown): SendFault {
  if (has(error, MESSAGE_REFUSED)) return 'message-refused';
  if (has(error, TOPIC_REFUSED)) return 'topic-refused';
  return 'not-sent';
}

export type ConsumerFault = 'misconfigured' | 'unreachable' | 'unknown';

export function classifyConsumerFault(error: unknown): ConsumerFault {
  if (has(error, MISCONFIGURED)) return 'misconfigured';
  if (has(error, UNREACHABLE)) return 'unreachable';
  return 'unknown';
}
