export { kafkaClients } from './kafka/kafka-clients';
export { type KafkaOptions, type LocalKafka, startKafka } from './kafka/start-kafka';
export { type LocalPostgres, type PostgresOptions, startPostgres } from './postgres/start-postgres';
export { freePort } from './process/free-port';
export { StackError } from './stack-error';
export { wipe } from './wipe';
