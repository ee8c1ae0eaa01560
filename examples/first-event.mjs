import kafkajs from 'kafkajs';

// Prints the first message of `timeline.activity` that it is given, headers, key and value, and ends. What to do with the
// others: examples/timeline-consumer-kafkajs.
const kafka = new kafkajs.Kafka({
  clientId: 'first-event',
  brokers: (process.env.KAFKA_BROKERS ?? '127.0.0.1:19092').split(','),
  logLevel: kafkajs.logLevel.ERROR,
});
const consumer = kafka.consumer({ groupId: `first-event-${Date.now()}` });
await consumer.connect();
// Its default would begin at the end.
await consumer.subscribe({ topic: 'timeline.activity', fromBeginning: true });
const message = await new Promise((resolve) => {
  consumer.run({ eachMessage: async ({ message }) => (message.value === null ? undefined : resolve(message)) });
});
await consumer.disconnect();

for (const [name, value] of Object.entries(message.headers)) console.log(`${name}: ${value}`);
console.log(`key: ${message.key}`);
console.log(JSON.stringify(JSON.parse(message.value), null, 2));
